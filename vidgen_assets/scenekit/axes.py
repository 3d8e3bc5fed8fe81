"""The coordinate frame of a plot: a grid with round numbers along its edges, and lines through zero.

Numbers stand outside the grid, so that curves never run through them.
"""

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, Animation, Create, Line, VGroup
from manim.typing import Point3D

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.layout import Area, at
from vidgen_assets.scenekit.motion import Appear, cascade
from vidgen_assets.scenekit.sampling import Numbers, Range
from vidgen_assets.scenekit.text import Setting, TextBlock, label
from vidgen_assets.scenekit.ticks import ticks, written

_NUMBER_SIZE = theme.MIN_SIZE
_PAD = 0.16
_MOST_X, _MOST_Y = 9, 7
_X_NAME_WIDTH = 1.9


class PlotAxes:
    """Maps values to points of the `area`. `region` is the rectangle inside, where curves are drawn."""

    def __init__(self, x_range: Range, y_range: Range, x_label: str, y_label: str, area: Area) -> None:
        self.x_range, self.y_range = x_range, y_range
        self.x_label, self.y_label = x_label, y_label
        y_ticks = ticks(*y_range, _MOST_Y)
        x_ticks = _roomy_ticks(x_range, area.width - 2.5)
        self._y_numbers, self._x_numbers = _numbers(y_ticks), _numbers(x_ticks)
        self._x_name = label(x_label, size=theme.SMALL_SIZE, width=_X_NAME_WIDTH, height=0.8)
        self._y_name = label(y_label, size=theme.SMALL_SIZE, width=area.width, height=0.4)
        self.region = self._room(area)
        self.grid = VGroup(*map(self._upright, x_ticks), *map(self._level, y_ticks))
        self.grid.set_stroke(theme.GRID, width=2)
        self.zeros = VGroup(*self._zero_lines()).set_stroke(theme.MUTED, width=2.5)
        self._stand(x_ticks, y_ticks)

    @property
    def numbers(self) -> list[TextBlock]:
        """What is written along the edges, the names of the axes included."""
        return [*self._x_numbers, *self._y_numbers, self._x_name, self._y_name]

    def point(self, x: float, y: float) -> Point3D:
        """The point of the frame for a pair of values."""
        point: Point3D = self.points(np.array([[x, y]]))[0]
        return point

    def points(self, values: Numbers) -> Numbers:
        """The points, rows of three, for rows of x and y."""
        low = np.array([self.x_range[0], self.y_range[0]])
        span = np.array([self.x_range[1], self.y_range[1]]) - low
        corner = np.array([self.region.left, self.region.bottom])
        flat = corner + (values - low) / span * np.array([self.region.width, self.region.height])
        return np.column_stack([flat, np.zeros(len(flat))])

    def draw(self) -> Animation:
        """The grid grows from the origin's corner, then the lines through zero and the numbers."""
        grid = cascade((Create(line) for line in self.grid), 0.05)
        numbers = Appear(VGroup(*self.numbers))
        return cascade([grid, Create(self.zeros), numbers], 0.4)

    def _room(self, area: Area) -> Area:
        """What is left inside the numbers and the names of the axes."""
        left = max((number.width for number in self._y_numbers), default=0.0) + _PAD
        below = max((number.height for number in self._x_numbers), default=0.0) + _PAD + 0.1
        above = self._y_name.ink.height + 3 * _PAD if self._y_name.text else _PAD
        right = self._x_name.ink.width + 2 * _PAD if self._x_name.text else 0.3
        return Area(area.left + left, area.bottom + below, area.right - right, area.top - above)

    def _stand(self, x_ticks: Sequence[float], y_ticks: Sequence[float]) -> None:
        """Put the numbers and names outside the region."""
        for value, number in zip(x_ticks, self._x_numbers, strict=True):
            number.move_to(self.point(value, self.y_range[0])).shift((_PAD + number.height / 2) * DOWN)
        for value, number in zip(y_ticks, self._y_numbers, strict=True):
            number.move_to(self.point(self.x_range[0], value)).shift((_PAD + number.width / 2) * LEFT)
        self._x_name.move_to(at(self.region.right + _PAD + self._x_name.width / 2, self.region.bottom))
        self._y_name.move_to(at(self.region.left, self.region.top + 2 * _PAD), aligned_edge=DOWN)
        self._y_name.shift(max(0.0, self.region.left - self._y_numbers_width() - self._y_name.get_left()[0]) * RIGHT)

    def _y_numbers_width(self) -> float:
        return max((number.width for number in self._y_numbers), default=0.0) + _PAD

    def _upright(self, x: float) -> Line:
        return Line(self.point(x, self.y_range[0]), self.point(x, self.y_range[1]))

    def _level(self, y: float) -> Line:
        return Line(self.point(self.x_range[0], y), self.point(self.x_range[1], y))

    def _zero_lines(self) -> list[Line]:
        """The axes proper: through zero where it is in sight, else along the edge."""
        x = min(max(0.0, self.x_range[0]), self.x_range[1])
        y = min(max(0.0, self.y_range[0]), self.y_range[1])
        return [self._level(y), self._upright(x)]


def _numbers(values: Sequence[float]) -> list[TextBlock]:
    step = values[1] - values[0] if len(values) > 1 else max(1e-9, abs(values[0]) if values else 1.0)
    setting = Setting(_NUMBER_SIZE)
    return [TextBlock(written(value, step), setting, color=theme.MUTED) for value in values]


def _roomy_ticks(x_range: Range, width: float) -> list[float]:
    """As many as leave a number's width of space between neighbouring numbers."""
    for most in range(_MOST_X, 2, -1):
        values = ticks(*x_range, most)
        widest = max((number.width for number in _numbers(values)), default=0.0)
        if len(values) < 2 or widest * 1.5 < (values[1] - values[0]) / (x_range[1] - x_range[0]) * width:
            return values
    return ticks(*x_range, 2)
