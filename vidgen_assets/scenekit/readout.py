"""A number that changes while it is on screen, from digits set once: no type is set while frames are drawn."""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from manim import RIGHT, VGroup, VMobject
from manim.typing import Point3D_Array

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.text import Setting, TextBlock
from vidgen_assets.scenekit.ticks import written
from vidgen_assets.scenekit.typeset import Typeset

_SLOTS = 11


class Readout(VGroup):
    """``name = value`` in `size` points. Its left edge stays where it is put, whatever the value.

    The value is drawn in a fixed number of slots whose outlines change: mobjects that come and go while an animation
    plays would be missed by the renderer, which decides beforehand what moves.
    """

    def __init__(self, name: str, *, size: float = theme.SMALL_SIZE, color: str = theme.TEXT) -> None:
        super().__init__()
        self._size, self._text = size, ""
        self.caption = TextBlock(f"{name} =", Setting(size), color=theme.MUTED)
        self.slots = VGroup(*(VMobject(stroke_width=0, fill_color=color, fill_opacity=1) for _ in range(_SLOTS)))
        self.add(self.caption, self.slots)

    def display(self, value: float) -> None:
        """Display `value` with two decimals, or as a power of ten; a dash when it is not a number."""
        text = _written(value)
        if text == self._text:
            return
        self._text = text
        left = self.caption.strut.get_right() + 0.3 * self._size * theme.EM * RIGHT
        for slot, char in zip(self.slots, text.ljust(_SLOTS), strict=False):
            glyph = _glyph(char, self._size)
            slot.set_points(glyph.outline + left)
            left = left + glyph.advance * RIGHT


class _Glyph(NamedTuple):
    """A character's outline, relative to the left end of its line's middle, and how far it takes the line."""

    outline: Point3D_Array
    advance: float


def _written(value: float) -> str:
    if math.isnan(value):
        return "–"
    if value and not 5e-3 <= abs(value) < 1e5:
        return written(value, abs(value))
    return f"{value:.2f}".replace("-", "−")


@lru_cache(maxsize=128)
def _glyph(char: str, size: float) -> _Glyph:
    """All digits are equally wide, so that nothing trembles."""
    block = Typeset(f'#text(number-width: "tabular", "{char}")', size=size)
    outlines = [glyph.points for glyph in block.glyphs]
    outline = np.concatenate(outlines) - block.strut.get_left() if outlines else np.zeros((0, 3))
    return _Glyph(outline, block.strut.width)
