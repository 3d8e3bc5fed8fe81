"""Formulas: a derivation whose steps grow out of one another, equal symbols travelling to their new places.

Which symbols correspond is decided in `matching`; what TeX means, in `domain.formula`.
"""

from collections.abc import Sequence

from manim import DOWN, UP, Animation, ReplacementTransform, VGroup, Write

from vidgen_assets.domain.errors import UnsupportedFormulaError
from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.latex import latex_page
from vidgen_assets.scenekit.layout import BODY, Area, fit
from vidgen_assets.scenekit.matching import equals_sign, match
from vidgen_assets.scenekit.motion import Appear, Retone, cascade, lift, together
from vidgen_assets.scenekit.tex import typst
from vidgen_assets.scenekit.typeset import Sheet, Typeset, extent, measure

_LARGEST, _SMALLEST, _SHRINK = 76.0, 34.0, 0.93
_SHOWN = 4
_INLINE = 1.14
_GAP = 0.75
_PAST = 0.4
"""Opacity of a step that has been left behind."""


class Derivation:
    """Formulas in TeX notation, one per step, each below the one that it follows from.

    All steps have the same size, as large as the widest allows. When there are more than fit, the earliest ones make
    room by moving up and away. What a step has that the one before had not is set in the signal colour.

    A step that our own reader does not know is set by LaTeX, which has to be installed.
    """

    def __init__(self, *steps: str, area: Area = BODY) -> None:
        self._area = area.inset(0.2, 0.25)
        size = _common_size(steps, self._area)
        self.steps = [_formula(step, size, self._area) for step in steps]
        _place(self.steps, self._area)
        self._current = 0
        self._news = VGroup(*self.steps[0].glyphs)

    def write(self) -> Animation:
        """The first step is written."""
        return Write(self.steps[0].ink)

    def advance(self) -> Animation:
        """The next step grows out of the current one, which stays behind, dimmed."""
        before, after = self.steps[self._current], self.steps[self._current + 1]
        self._current += 1
        pairs, new = match(before.glyphs, after.glyphs)
        self._news = VGroup(*new).set_color(theme.SIGNAL) if pairs and new else VGroup(*after.glyphs)
        travelling = [ReplacementTransform(old.copy(), place, introducer=True) for old, place in pairs]
        written = cascade((Appear(glyph, shift=0.25 * DOWN) for glyph in new), 0.1)
        return together(*self._make_room(), *travelling, written)

    def pulse(self) -> Animation:
        """Light runs through what is new in the current step."""
        return cascade((lift(glyph) for glyph in self._news), min(0.3, 3 / max(1, len(self._news))))

    def _make_room(self) -> list[Animation]:
        """Past steps dim, and all move up when the current one would leave the area at its bottom."""
        current, past = self.steps[self._current], self.steps[: self._current]
        up = max(0.0, self._area.bottom - current.get_bottom()[1])
        VGroup(*self.steps[self._current :]).shift(up * UP)
        return [self._step_back(step, up) for step in past if step.get_bottom()[1] < self._area.top]

    def _step_back(self, step: Sheet, up: float) -> Animation:
        stays = step.get_top()[1] + up <= self._area.top + 0.05
        step.strut.shift(up * UP)
        return Retone(step.ink, color=theme.TEXT, opacity=_PAST if stays else 0, shift=up * UP)


def _formula(tex: str, size: float, area: Area) -> Sheet:
    """One line if that fits; else broken where lines of mathematics may break, and only then made smaller."""
    source = _source(tex)
    if source is None:
        return fit(Sheet(latex_page(tex), size=size, apart=True), area)
    if _size_of(tex, size)[0] <= area.width:
        return Typeset(f"$ {source} $", size=size, apart=True)
    return fit(
        Typeset(f"#set align(center)\n$display({source})$", size=size / _INLINE, width=area.width, apart=True), area
    )


def _common_size(steps: Sequence[str], area: Area) -> float:
    """As large as the widest step and, for a short derivation, the height of all of them allow."""
    size, shown = _LARGEST, steps[:_SHOWN]
    while size > _SMALLEST:
        sizes = [_size_of(step, size) for step in steps]
        too_wide = max(width for width, _ in sizes) > area.width
        if not too_wide and sum(height + _GAP for _, height in sizes[: len(shown)]) - _GAP <= area.height:
            break
        size = max(_SMALLEST, size * _SHRINK)
    return size


def _size_of(tex: str, size: float) -> tuple[float, float]:
    source = _source(tex)
    return extent(latex_page(tex), size) if source is None else measure(f"$ {source} $", size=size)


def _source(tex: str) -> str | None:
    """The formula for Typst; None when it is LaTeX's to set."""
    try:
        return typst(tex)
    except UnsupportedFormulaError:
        return None


def _place(steps: Sequence[Sheet], area: Area) -> None:
    """One below the other, centred when all fit; otherwise from the top, those that do not fit yet below the area."""
    column = VGroup(*steps).arrange(DOWN, buff=_GAP).move_to(area.center)
    if column.height > area.height:
        column.shift((area.top - column.get_top()[1]) * UP)
    _align(steps, area)


def _align(steps: Sequence[Sheet], area: Area) -> None:
    """Put the equals signs of all steps below one another, if each has one and all still fit."""
    signs = [equals_sign(step.glyphs) for step in steps]
    offsets = [sign.get_x() - step.get_x() for sign, step in zip(signs, steps, strict=True) if sign is not None]
    if len(offsets) < len(steps) or len(steps) < 2:
        return
    left = max(step.width / 2 + offset for step, offset in zip(steps, offsets, strict=True))
    right = max(step.width / 2 - offset for step, offset in zip(steps, offsets, strict=True))
    if left + right <= area.width:
        x = area.center[0] + (left - right) / 2
        for step, offset in zip(steps, offsets, strict=True):
            step.set_x(x - offset)
