"""The layout grid by names: cells of the body that do not overlap where they can be used together.

What they are made from is `layout`'s; what is put into them, a scene's.
"""

from vidgen_assets.scenekit.layout import BODY

_GAP = 0.5
_HALF_WIDTH, _HALF_HEIGHT = (BODY.width - _GAP) / 2, (BODY.height - _GAP) / 2

LEFT_HALF, RIGHT_HALF = BODY.split_right(_HALF_WIDTH, _GAP)
UPPER_HALF, LOWER_HALF = BODY.split_top(_HALF_HEIGHT, _GAP)

WIDE_LEFT, NARROW_RIGHT = BODY.split_right(4.2, _GAP)
"""A picture, and a column for what is written about it."""

MAIN, FOOTER = BODY.split_top(BODY.height - 0.9 - 0.3, 0.3)
"""A picture, and a line below it."""

UPPER_LEFT, UPPER_RIGHT = UPPER_HALF.split_right(_HALF_WIDTH, _GAP)
LOWER_LEFT, LOWER_RIGHT = LOWER_HALF.split_right(_HALF_WIDTH, _GAP)
