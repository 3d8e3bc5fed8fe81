"""A point that runs along a curve, with its tangent and its live values. The curve itself is `plot`'s."""

import math

import numpy as np
from manim import Animation, Dot, Line, Mobject, UpdateFromAlphaFunc, VGroup
from manim.typing import Point3D

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.axes import PlotAxes
from vidgen_assets.scenekit.layout import Area
from vidgen_assets.scenekit.motion import Appear
from vidgen_assets.scenekit.readout import Readout
from vidgen_assets.scenekit.sampling import Function, evaluate

_TANGENT_LENGTH = 3.4
_LONGEST_NAME = 10


class Runner:
    """A point at ``x = start`` with a line down to the axis and numbers beside the plot.

    It moves by animations and not by updaters, so that a picture at rest is cheap to render.
    """

    def __init__(self, function: Function, axes: PlotAxes, start: float, *, tangent: bool = False) -> None:
        self._function, self._axes = function, axes
        self._home = self._x = start
        self._away = start
        self.dot = Dot(radius=0.12, color=theme.SIGNAL).set_stroke(theme.BACKGROUND, width=3)
        self.stem = Line(stroke_width=2.5, color=theme.SIGNAL)
        self.tangent = Line(stroke_width=5, color=theme.SIGNAL) if tangent else None
        self.readouts = [Readout(_short(axes.x_label, "x")), Readout(_short(axes.y_label, "y"))]
        if tangent:
            self.readouts.append(Readout("slope", color=theme.SIGNAL))
        self.parts = VGroup(self.stem, *([self.tangent] if self.tangent else []), self.dot, *self.readouts)
        self._place(start)

    def appear(self) -> Animation:
        """Point, tangent and numbers appear."""
        return Appear(self.parts)

    def run_to(self, x: float) -> Animation:
        """The point runs along the curve; tangent and numbers follow."""
        origin, self._x = self._x, x
        self._away = x if x != self._home else self._away

        def follow(_: Mobject, alpha: float) -> None:
            self._place(origin + (x - origin) * alpha)

        return UpdateFromAlphaFunc(self.parts, follow)

    def wander(self) -> Animation:
        """Back to where the point came from, and the next time forth again."""
        return self.run_to(self._away if self._x == self._home else self._home)

    def _place(self, x: float) -> None:
        y, slope = self._value(x), self._slope(x)
        seen = self._axes.y_range[0] <= y <= self._axes.y_range[1]
        point = self._axes.point(x, y if seen else self._axes.y_range[0])
        self.dot.move_to(point).set_opacity(1.0 if seen else 0.0)
        foot = self._axes.point(x, min(max(0.0, self._axes.y_range[0]), self._axes.y_range[1]))
        self.stem.set_points_by_ends(foot, point + 1e-3).set_opacity(0.5 if seen else 0.0)
        for readout, value in zip(self.readouts, (x, y, slope), strict=False):
            readout.display(value)
        if self.tangent:
            self._lean(self.tangent, point, slope, seen=seen)

    def _lean(self, tangent: Line, point: Point3D, slope: float, *, seen: bool) -> None:
        """Turn the tangent to the curve; it keeps its length on screen, and ends at the edge of the plot."""
        if not seen or math.isnan(slope):
            tangent.set_opacity(0.0)
            return
        direction = self._axes.point(self._x + 1.0, slope) - self._axes.point(self._x, 0.0)
        direction *= _TANGENT_LENGTH / 2 / float(np.linalg.norm(direction))
        region = self._axes.region
        ends = (
            point - _reach(point, -direction, region) * direction,
            point + _reach(point, direction, region) * direction,
        )
        tangent.set_points_by_ends(*ends).set_opacity(1.0)

    def _value(self, x: float) -> float:
        return float(evaluate(self._function, np.array([x]))[0])

    def _slope(self, x: float) -> float:
        step = 1e-4 * (self._axes.x_range[1] - self._axes.x_range[0])
        return (self._value(x + step) - self._value(x - step)) / (2 * step)


def _short(name: str, otherwise: str) -> str:
    return name if 0 < len(name) <= _LONGEST_NAME else otherwise


def _reach(point: Point3D, direction: Point3D, region: Area) -> float:
    """How far one can go from `point`, as a share of `direction`, before leaving `region`; at most 1."""
    limits = [1.0]
    for place, step, low, high in zip(
        point, direction, (region.left, region.bottom), (region.right, region.top), strict=False
    ):
        if abs(step) > 1e-9:
            limits.append(((high if step > 0 else low) - place) / step)
    return max(0.0, min(limits))
