"""The look: colours, fonts, sizes and margins. Nothing here draws.

Sizes of type are in Manim's `font_size` points: at 1280x720 one point is 0.94 pixels of em height. Lengths are in scene
units, of which the frame is 8 high and 14.2 wide.
"""

BACKGROUND = "#0E131F"
PANEL = "#171F30"
PANEL_EDGE = "#33415C"
GRID = "#222C40"
TEXT = "#EDF1F8"
MUTED = "#8F9BB3"
ACCENT = "#58C4F6"
SIGNAL = "#FFC95C"
BACKWARD = "#FF7C7C"
SERIES = (ACCENT, "#7FE0A8", "#C9A0FF", "#FF9E7A", "#F6C6E0", "#9BE8E8")

SANS = ("Inter", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial")
MONO = ("JetBrains Mono", "DejaVu Sans Mono", "Liberation Mono")

DISPLAY_SIZE = 64.0
BODY_SIZE = 40.0
LABEL_SIZE = 32.0
TITLE_SIZE = 34.0
SMALL_SIZE = 28.0
MIN_SIZE = 26.0
"""No text is set smaller: its capitals are 18 pixels high at 720p, about a fortieth of the frame's height. Indices and
exponents inside formulas are exempt."""

EM = 1 / 96
"""Scene units of one font-size point: 48 points are half a unit of em height."""
