"""Smooth paths with a place for every share of their length, for edges and what travels along them."""

import numpy as np
import numpy.typing as npt
from manim import VMobject
from manim.typing import Point3D

Array = npt.NDArray[np.float64]

_SAMPLES = 24


class Path:
    """A curve through `knots`, rows of three, that passes each in the direction in `tangents`."""

    def __init__(self, knots: Array, tangents: Array) -> None:
        legs = np.diff(knots, axis=0)
        self._curves = [
            (start, start + _reach(leg, out) * out, end - _reach(leg, into) * into, end)
            for start, end, leg, out, into in zip(knots[:-1], knots[1:], legs, tangents[:-1], tangents[1:], strict=True)
        ]
        self._samples = np.vstack([_sampled(*curve) for curve in self._curves])
        steps = np.linalg.norm(np.diff(self._samples, axis=0), axis=1)
        self._lengths = np.concatenate([[0.0], np.cumsum(steps)])
        self.end_direction = tangents[-1]

    @property
    def length(self) -> float:
        """Scene units."""
        return float(self._lengths[-1])

    def at(self, share: float) -> Point3D:
        """The point after a share, from 0 to 1, of the length."""
        distance = share * self.length
        return np.array([np.interp(distance, self._lengths, self._samples[:, axis]) for axis in range(3)])

    def mobject(self, color: str, width: float) -> VMobject:
        """The curve as a line."""
        line = VMobject(color=color, stroke_width=width)
        line.points = np.vstack([np.array(curve) for curve in self._curves])
        return line


def _reach(leg: Array, tangent: Array) -> float:
    """How far a leg keeps a direction: half of its way in that direction, so that bends are never wavy."""
    return max(0.5 * abs(float(leg @ tangent)), 0.12 * float(np.linalg.norm(leg)))


def _sampled(start: Array, first: Array, second: Array, end: Array) -> Array:
    t = np.linspace(0, 1, _SAMPLES)[:, None]
    s = 1 - t
    points: Array = s**3 * start + 3 * s**2 * t * first + 3 * s * t**2 * second + t**3 * end
    return points
