"""A table: header and rows, wrapped cells, revealed row by row. Longer than the frame, it scrolls under its header."""

from collections.abc import Sequence

from manim import DOWN, UP, Animation, Create, Rectangle, VGroup

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.grid import grid
from vidgen_assets.scenekit.layout import BODY, Area
from vidgen_assets.scenekit.motion import Appear, Glow, cascade, together
from vidgen_assets.scenekit.scrolling import Scroller


class DataTable:
    """`rows` under a `header`; every row has as many cells as the header. Rows are counted from 0."""

    def __init__(self, header: Sequence[str], rows: Sequence[Sequence[str]], *, area: Area = BODY) -> None:
        self._area = area
        found = grid([header, *rows], area)
        self.header = found.rows[0].set_color(theme.ACCENT)
        self.rule = found.rules[0].set_stroke(theme.ACCENT, width=3)
        self.rows = [VGroup(cells, rule) for cells, rule in zip(found.rows[1:], found.rules[1:], strict=True)]
        for rule in found.rules[1:]:
            rule.set_stroke(theme.PANEL_EDGE, width=2)
        self._bounds = found.bounds[1:]
        self._up = 0.0
        self._revealed = 0
        self._scroller = Scroller(self.rows)
        for number in range(len(self.rows)):
            self._scroller.hide(number)

    def appear(self) -> Animation:
        """The header is written and its rule drawn."""
        return cascade([Appear(self.header, shift=0.15 * DOWN), Create(self.rule)], 0.4)

    def reveal(self, number: int) -> Animation:
        """Row `number` appears with a flash of light; rows at the top make room when there is none."""
        self._revealed = number + 1
        if self._bounds[number].bottom + self._up < self._area.bottom:
            self._up = self._bounds[0].top - self._bounds[self._first_with(number)].top
        ceiling = self._bounds[0].top + 0.05
        moves = self._scroller.to(
            self._up, lambda row: float(row <= number and self._bounds[row].top + self._up <= ceiling)
        )
        return together(self._light(number), *moves)

    def pulse(self) -> Animation:
        """Light wanders down over the rows that are in sight."""
        ceiling = self._bounds[0].top + 0.05
        seen = [row for row in range(self._revealed) if self._bounds[row].top + self._up <= ceiling]
        return cascade((self._light(row) for row in seen), 0.35)

    def _first_with(self, number: int) -> int:
        """The earliest row that can stand under the header while row `number` is in sight."""
        room = self._bounds[0].top - self._area.bottom
        fitting = [row for row in range(number) if self._bounds[row].top - self._bounds[number].bottom <= room]
        return min(fitting, default=number)

    def _light(self, number: int) -> Animation:
        """A band behind the row that brightens and goes out."""
        place = self._bounds[number]
        band = Rectangle(width=place.width, height=place.height, stroke_width=0, fill_color=theme.ACCENT)
        band.move_to(place.center + self._up * UP).set_fill(opacity=0).set_z_index(-1)
        return Glow(band)
