"""Typst source -> a mobject with numbered parts, measured before it is built. What the source says is not known here.

One engine sets prose, formulas, listings and tables, so that they share baselines, kerning and line breaking, and a
whole paragraph costs one compilation (about 15 ms). A part is what `markup.coded` marked with a number.
"""

import re
from collections.abc import Sequence

import numpy as np
from manim import ManimColor, Rectangle, Typst, VGroup, VMobject
from manim.utils.typst_file_writing import typst_to_svg_file

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.fonts import FONTS
from vidgen_assets.scenekit.layout import at

_EM_POINTS = 10.0
_RULE = 5.0
"""Stroke of fraction bars and roots, per unit of em."""

_UNMARKED = (0x000000, 0xFFFFFF)
_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


class Typeset(VGroup):
    """A block of typeset matter, `size` font-size points, broken at `width` scene units if given.

    Glyphs of a part become one outline, which makes moving text several times cheaper, unless they are kept `apart`.

    Attributes:
        parts: the parts by their number. What bears no number is drawn, but in no part.
        strut: an invisible rectangle as large as the block, from the first line's capitals to the last baseline. It
            makes blocks align by their lines and not by their ink.
    """

    def __init__(
        self,
        source: str,
        *,
        size: float,
        width: float | None = None,
        color: str = theme.TEXT,
        preamble: str = "",
        apart: bool = False,
    ) -> None:
        super().__init__()
        page = measure(source, size=size, width=width, preamble=preamble)
        self.strut = Rectangle(width=page[0], height=page[1], stroke_width=0, stroke_opacity=0, fill_opacity=0)
        self.parts: dict[int, VGroup] = {}
        self.add(self.strut)
        for number, glyphs in _drawn(source, size, _preamble(size, width) + preamble, page).items():
            part = VGroup(*(glyphs if apart else _merged(glyphs)))
            self.add(_inked(part, color, size))
            if number is not None:
                self.parts[number] = part

    @property
    def ink(self) -> VGroup:
        """Everything that is drawn, without the strut."""
        return VGroup(*self.submobjects[1:])


def measure(source: str, *, size: float, width: float | None = None, preamble: str = "") -> tuple[float, float]:
    """Width and height of the block in scene units, without building it."""
    svg = typst_to_svg_file(source, preamble=_preamble(size, width) + preamble)
    with svg.open(encoding="utf-8") as file:
        box = _VIEW_BOX.search(file.read(400))
    scale = size * theme.EM / _EM_POINTS
    return (float(box[1]) * scale, float(box[2]) * scale) if box else (0.0, 0.0)


def _drawn(source: str, size: float, preamble: str, page: tuple[float, float]) -> dict[int | None, list[VMobject]]:
    """The glyphs by the number that their colour codes, with the page centred on the origin.

    `SVGMobject` flips and scales about the centre of the ink, which therefore still has its SVG coordinates.
    """
    svg = Typst(source, font_size=size, typst_preamble=preamble, should_center=False, use_svg_cache=False)
    scale = size * theme.EM / _EM_POINTS
    ink_x, ink_y, _ = svg.get_center()
    svg.shift(at(ink_x * (scale - 1) - page[0] / 2, page[1] / 2 - ink_y * (scale + 1)))
    found: dict[int | None, list[VMobject]] = {}
    for glyph in svg.submobjects:
        found.setdefault(_code(glyph), []).append(glyph)
    return found


def _code(glyph: VMobject) -> int | None:
    color = glyph.get_stroke_color() if _is_bar(glyph) else glyph.get_fill_color()
    code = int(ManimColor(color).to_hex()[1:7], 16)
    return None if code in _UNMARKED else code - 1


def _is_bar(glyph: VMobject) -> bool:
    """Bars of fractions and roots, and rules of grids, are lines; all else is an outline to fill."""
    return float(glyph.get_fill_opacity()) == 0


def _merged(glyphs: Sequence[VMobject]) -> list[VMobject]:
    """One outline for all letters, and the bars as they are."""
    letters = [glyph for glyph in glyphs if not _is_bar(glyph)]
    if len(letters) > 1:
        letters[0].points = np.concatenate([glyph.points for glyph in letters])
    return [*letters[:1], *(glyph for glyph in glyphs if _is_bar(glyph))]


def _inked(part: VGroup, color: str, size: float) -> VGroup:
    for glyph in part:
        if _is_bar(glyph):
            glyph.set_stroke(color, width=_RULE * size * theme.EM, opacity=1)
        else:
            glyph.set_fill(color, opacity=1).set_stroke(color, width=0)
    return part


def _preamble(size: float, width: float | None) -> str:
    """Fonts and page. Inline formulas are set a little larger, since their letters have a smaller x-height."""
    page = "auto" if width is None else f"{width / (size * theme.EM) * _EM_POINTS:.3f}pt"
    return (
        f"#set page(width: {page})\n{FONTS}"
        "#set par(justify: false)\n"
        "#show math.equation.where(block: false): set text(size: 1.14em)\n"
    )
