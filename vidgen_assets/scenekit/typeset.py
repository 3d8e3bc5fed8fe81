"""Typst source -> a mobject with numbered parts, measured before it is built. What the source says is not known here.

One engine sets prose, formulas, listings and tables, so that they share baselines, kerning and line breaking, and a
whole paragraph costs one compilation. A part is what `markup.coded` marked with a number.
"""

from collections.abc import Iterable

import numpy as np
from manim import Rectangle, VGroup, VMobject

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.compiling import EM_POINTS, svg
from vidgen_assets.scenekit.fonts import FONTS
from vidgen_assets.scenekit.layout import at
from vidgen_assets.scenekit.outlines import Outline, Page, page

_RULE = 5.0
"""Stroke of fraction bars and roots, per unit of em."""


class Glyph(VMobject):
    """An outline, or several that move as one. `name` is the glyph's, the same for the same character of a font; bars
    of fractions and roots, and rules of grids, are `stroked` and have no name."""

    def __init__(self, outlines: list[Outline], *, scale: float, size: float, color: str) -> None:
        self.stroked = outlines[0].stroked
        super().__init__(
            fill_color=color,
            fill_opacity=0 if self.stroked else 1,
            stroke_color=color,
            stroke_width=_RULE * size * theme.EM if self.stroked else 0,
        )
        self.name = outlines[0].glyph
        flat = np.concatenate([outline.points for outline in outlines]) * scale
        self.points = np.column_stack([flat, np.zeros(len(flat))])


class Sheet(VGroup):
    """What is on a page, `size` font-size points.

    Glyphs of a part become one outline, which makes moving text several times cheaper, unless they are kept `apart`.

    Attributes:
        parts: the parts by their number. What bears no number is drawn, but in no part.
        strut: an invisible rectangle as large as the block, from the first line's capitals to the last baseline. It
            makes blocks align by their lines and not by their ink.
    """

    def __init__(self, drawn: Page, *, size: float, color: str = theme.TEXT, apart: bool = False) -> None:
        super().__init__()
        self.size = size
        scale = _scale(size)
        across, up = extent(drawn, size)
        self.strut = Rectangle(width=across, height=up, stroke_width=0, stroke_opacity=0, fill_opacity=0)
        self.parts: dict[int, VGroup] = {}
        self.add(self.strut)
        for code, outlines in _by_color(drawn.outlines).items():
            groups = [[outline] for outline in outlines] if apart else _merged(outlines)
            part = VGroup(*(Glyph(group, scale=scale, size=size, color=color) for group in groups))
            self.add(part)
            if code:
                self.parts[code - 1] = part
        self.ink.shift(at(-across / 2, up / 2))

    @property
    def ink(self) -> VGroup:
        """Everything that is drawn, without the strut."""
        return VGroup(*self.submobjects[1:])

    @property
    def glyphs(self) -> list[Glyph]:
        """All that is drawn, piece by piece."""
        return [glyph for glyph in self.ink.family_members_with_points() if isinstance(glyph, Glyph)]


class Typeset(Sheet):
    """A block of typeset matter, `size` font-size points, broken at `width` scene units if given."""

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
        super().__init__(_page(source, size, width, preamble), size=size, color=color, apart=apart)


def measure(source: str, *, size: float, width: float | None = None, preamble: str = "") -> tuple[float, float]:
    """Width and height of the block in scene units, without building it."""
    return extent(_page(source, size, width, preamble), size)


def extent(drawn: Page, size: float) -> tuple[float, float]:
    """Width and height of a page in scene units, `size` font-size points."""
    return drawn.width * _scale(size), drawn.height * _scale(size)


def _page(source: str, size: float, width: float | None, preamble: str) -> Page:
    """Compile, with fonts and page width. Inline formulas are a little larger, as their letters are lower."""
    page_width = "auto" if width is None else f"{width / _scale(size):.3f}pt"
    rules = (
        f"#set page(width: {page_width})\n{FONTS}"
        "#set par(justify: false)\n"
        "#show math.equation.where(block: false): set text(size: 1.14em)\n"
    )
    return page(svg(f"{rules}{preamble}\n{source}"))


def _scale(size: float) -> float:
    """Scene units of one point of the page."""
    return size * theme.EM / EM_POINTS


def _by_color(outlines: Iterable[Outline]) -> dict[int, list[Outline]]:
    found: dict[int, list[Outline]] = {}
    for outline in outlines:
        found.setdefault(outline.color, []).append(outline)
    return found


def _merged(outlines: list[Outline]) -> list[list[Outline]]:
    """All that is filled as one, the lines as they are."""
    filled = [outline for outline in outlines if not outline.stroked]
    return [*([filled] if filled else []), *([outline] for outline in outlines if outline.stroked)]
