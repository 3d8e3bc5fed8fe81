"""A plot: axes that draw themselves, curves, and a point that runs along one of them with its live values.

Sampling and ticks are arithmetic (`sampling`, `ticks`); the coordinate frame is `axes`; the running point, `runner`.
"""

from collections.abc import Sequence

import numpy as np
from manim import LEFT, RIGHT, UP, Animation, Create, Line, ShowPassingFlash, VGroup, VMobject

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.axes import PlotAxes
from vidgen_assets.scenekit.layout import BODY, Area, at
from vidgen_assets.scenekit.motion import Appear
from vidgen_assets.scenekit.runner import Runner
from vidgen_assets.scenekit.sampling import Function, Range, branches, value_range
from vidgen_assets.scenekit.text import Setting, paragraph

_SIDE, _SIDE_GAP = 3.0, 0.4
_CURVE_WIDTH = 5.0
_READOUT_PITCH = 0.54


class CurvePlot:
    """The graphs of functions that take and return NumPy arrays, each in its own colour.

    Args:
        functions: what is drawn.
        x_range: the values of x that are shown.
        y_range: the values of y that are shown; None chooses them from the curves.
        beside: whether to keep room beside the plot, for the curves' names and the numbers of a `runner`.
        labels: what the curves are called beside the plot; an empty name is left out.
    """

    def __init__(
        self,
        *functions: Function,
        x_range: Range,
        y_range: Range | None = None,
        labels: Sequence[str] = (),
        x_label: str = "x",
        y_label: str = "y",
        beside: bool = True,
        area: Area = BODY,
    ) -> None:
        self._functions = functions
        narrowed, self._side = area.split_right(_SIDE, _SIDE_GAP)
        main = narrowed if beside else area
        self.axes = PlotAxes(x_range, y_range or value_range(functions, x_range), x_label, y_label, main)
        self.curves = [self._curve(number) for number in range(len(functions))]
        self.names = [self._name(number, text) for number, text in enumerate(labels)]
        self._stack(VGroup(*self.names), self._side.top - 0.3)
        self._current = 0

    def draw_axes(self) -> Animation:
        """The grid, the axes and their numbers appear."""
        return self.axes.draw()

    def draw_curve(self, number: int = 0) -> Animation:
        """A curve grows from left to right."""
        self._current = number
        return Create(self.curves[number])

    def name_curve(self, number: int = 0) -> Animation:
        """The name of a curve appears beside the plot."""
        return Appear(self.names[number], shift=0.2 * RIGHT)

    def runner(self, number: int = 0, *, start: float, tangent: bool = False) -> Runner:
        """A point on a curve at ``x = start``, which `Runner.run_to` moves."""
        runner = Runner(self._functions[number], self.axes, start, tangent=tangent)
        named = [name for name in self.names if len(name)]
        bottom = named[-1].get_bottom()[1] - 0.55 if named else self._side.top - 0.3
        for row, readout in enumerate(runner.readouts):
            corner = at(self._side.left, bottom - row * _READOUT_PITCH)
            readout.shift(corner - readout.caption.strut.get_corner(UP + LEFT))
        return runner

    def shade(self, start: float, end: float, number: int = 0) -> Animation:
        """Fill between a curve and ``y = 0`` over a range of x."""
        return Appear(VGroup(*self._fillings(start, end, number)))

    def pulse(self) -> Animation:
        """Light runs along the curve that was drawn last."""
        light = self.curves[self._current].copy().set_stroke(theme.SIGNAL, width=_CURVE_WIDTH + 2)
        return ShowPassingFlash(light, time_width=0.25)

    def _curve(self, number: int) -> VMobject:
        """All branches as one path, so that it draws from left to right in one go."""
        curve = VMobject(color=theme.SERIES[number % len(theme.SERIES)], stroke_width=_CURVE_WIDTH)
        for branch in branches(self._functions[number], self.axes.x_range, self.axes.y_range):
            points = self.axes.points(branch)
            curve.start_new_path(points[0])
            curve.add_points_as_corners(points[1:])
        return curve

    def _fillings(self, start: float, end: float, number: int) -> list[VMobject]:
        inside = np.clip([start, end], *self.axes.x_range)
        base = min(max(0.0, self.axes.y_range[0]), self.axes.y_range[1])
        color = theme.SERIES[number % len(theme.SERIES)]
        return [
            VMobject(stroke_width=0, fill_color=color, fill_opacity=0.35).set_points_as_corners(
                self.axes.points(np.vstack([[branch[0][0], base], branch, [branch[-1][0], base], [branch[0][0], base]]))
            )
            for branch in branches(self._functions[number], (inside[0], inside[1]), self.axes.y_range)
        ]

    def _name(self, number: int, text: str) -> VGroup:
        color = theme.SERIES[number % len(theme.SERIES)]
        stroke = Line(0.25 * UP, 0.25 * UP + 0.4 * RIGHT, color=color, stroke_width=_CURVE_WIDTH)
        name = paragraph(text, Setting(theme.SMALL_SIZE, _SIDE - 0.6), height=1.3)
        name.move_to(at(0.6, 0.25 + theme.SMALL_SIZE * theme.EM * 0.36), aligned_edge=UP + LEFT)
        return VGroup(stroke, name) if text else VGroup()

    def _stack(self, column: VGroup, top: float) -> None:
        """Put rows into the side column, one below the other."""
        for row in (row for row in column if len(row)):
            row.move_to(at(self._side.left, top), aligned_edge=UP + LEFT)
            top = row.get_bottom()[1] - 0.32
