"""A program listing on a card: the lines that are spoken about light up, the rest is dimmed, a long one scrolls.

How source text is cut into coloured rows belongs to `highlighting`.
"""

from manim import (
    RIGHT,
    UP,
    Animation,
    RoundedRectangle,
    ShowPassingFlash,
    Transform,
)

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.highlighting import listing
from vidgen_assets.scenekit.layout import BODY, Area, at
from vidgen_assets.scenekit.motion import Appear, cascade, together
from vidgen_assets.scenekit.panel import panel
from vidgen_assets.scenekit.scrolling import Scroller

_DIM = 0.3
_MARGIN = 0.36
_LEAST_WIDTH = 7.0


class CodeListing:
    """`source` in `language`, the name of a Pygments lexer. Lines are counted from 1, as people count them."""

    def __init__(self, source: str, *, language: str = "text", area: Area = BODY) -> None:
        inner = area.inset(_MARGIN, _MARGIN)
        self._listing = listing(source, language, inner)
        self.rows = self._listing.rows
        self._visible = max(1, int(inner.height / self._listing.pitch + 0.2))
        shown = min(self._visible, len(self.rows))
        width = max(_LEAST_WIDTH, self._listing.block.width + 2 * _MARGIN)
        self.panel = panel(width, shown * self._listing.pitch + 2 * _MARGIN).move_to(area.center)
        self._first = 0
        self._scroller = Scroller(self.rows)
        self._lay()
        self.bar = self._bar(0, 1)
        self._focused = False

    def appear(self) -> Animation:
        """The card, then its lines from top to bottom."""
        rows = self.rows[: self._visible]
        lines = cascade((Appear(row, shift=0.2 * RIGHT) for row in rows), 0.15)
        return cascade([Appear(self.panel), lines], 0.3)

    def focus(self, first: int, last: int | None = None) -> Animation:
        """Lines `first` to `last` light up, all others are dimmed; scrolls there if they are out of sight."""
        start, end = self._rows_of(first, last or first)
        self._scroll_to(start, end)
        window = range(self._first, self._first + self._visible)
        moves = self._scroller.to(
            self._first * self._listing.pitch,
            lambda row: 0.0 if row not in window else 1.0 if start <= row < end else _DIM,
        )
        bar = self._bar(start, end)
        light: Animation = Transform(self.bar, bar) if self._focused else Appear(self.bar.become(bar))
        self._focused = True
        return together(light, *moves)

    def pulse(self) -> Animation:
        """Light runs round the lines that are lit."""
        outline = self.bar.copy().set_fill(opacity=0).set_stroke(theme.ACCENT, width=4, opacity=1)
        return ShowPassingFlash(outline, time_width=0.3)

    def _lay(self) -> None:
        """Put the block with its first row into the card; rows below the card wait unseen."""
        block = self._listing.block
        inner = Area.around(self.panel).inset(_MARGIN, _MARGIN)
        top = inner.top - self._listing.pitch / 4
        block.shift(at(inner.left - block.strut.get_left()[0], top - block.strut.get_top()[1]))
        for number in range(self._visible, len(self.rows)):
            self._scroller.hide(number)

    def _rows_of(self, first: int, last: int) -> tuple[int, int]:
        spans = self._listing.spans
        low, high = sorted(min(max(line, 1), len(spans)) - 1 for line in (first, last))
        return spans[low][0], spans[high][1]

    def _scroll_to(self, start: int, end: int) -> None:
        """Choose the first row in sight, so that rows `start` to `end` are; stay when they are already."""
        if start < self._first or end > self._first + self._visible:
            middle = (start + min(end, start + self._visible)) // 2
            last = max(0, len(self.rows) - self._visible)
            self._first = min(max(0, middle - self._visible // 2), last)

    def _bar(self, start: int, end: int) -> RoundedRectangle:
        start, end = max(start, self._first), min(end, self._first + self._visible)
        inner = Area.around(self.panel).inset(_MARGIN / 2, _MARGIN)
        height = max(1, end - start) * self._listing.pitch
        bar = RoundedRectangle(corner_radius=0.1, width=inner.width, height=height, stroke_width=0)
        bar.set_fill(theme.ACCENT, opacity=0.13)
        top = inner.top - (start - self._first) * self._listing.pitch
        return bar.move_to(at(inner.center[0], top), aligned_edge=UP)
