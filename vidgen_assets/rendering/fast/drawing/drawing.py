"""`Drawing`: all outlines of a frame with their looks, and where on the frame they are. It is compared and painted."""

from collections.abc import Sequence
from typing import NamedTuple, Self

import cairo
import numpy as np
from manim.mobject.types.vectorized_mobject import VMobject
from numpy.typing import NDArray

from vidgen_assets.rendering.fast.box import Box
from vidgen_assets.rendering.fast.drawing.cairo_paths import path_appender
from vidgen_assets.rendering.fast.drawing.looks import Brush, Look, look_of
from vidgen_assets.rendering.fast.drawing.outlines import Points, outlines

_EDGE = 2.0  # pixels around an outline that smoothing its edges may touch, and one to be sure


class Place(NamedTuple):
    """How scene units become pixels, and the frame's size in pixels."""

    matrix: cairo.Matrix
    line_width_multiple: float
    width: int
    height: int


class Drawing(NamedTuple):
    """Outlines of `mobjects`: all points one after the other, how many each has, their looks, and their boxes
    (left, top, right, bottom) in pixels.
    """

    mobjects: Sequence[VMobject]
    points: Points
    lengths: list[int]
    looks: list[Look]
    boxes: NDArray[np.int64]

    @classmethod
    def of(cls, mobjects: Sequence[VMobject], place: Place) -> Self | None:
        """The drawing as it is now; None when a coordinate is no number."""
        points = np.concatenate([mobject.points for mobject in mobjects])
        if not np.isfinite(points).all():
            return None
        lengths = [len(mobject.points) for mobject in mobjects]
        looks = [look_of(mobject) for mobject in mobjects]
        reach = np.array([look.reach for look in looks]) * place.line_width_multiple
        return cls(mobjects, points, lengths, looks, _boxes(points[:, :2], lengths, reach, place))

    def change_from(self, other: Self) -> Box:
        """What of the frame may differ from `other`, on the same ground."""
        if len(self.lengths) != len(other.lengths):
            return _around(self.boxes).with_all_of(_around(other.boxes))
        changed = self._outline_changes(other)
        changed |= [one != before for one, before in zip(self.looks, other.looks, strict=True)]
        return _around(self.boxes[changed]).with_all_of(_around(other.boxes[changed]))

    def paint(self, brush: Brush, part: Box) -> None:
        """Paint what reaches into `part`, and nothing else. Outside of it, what is painted makes no picture."""
        left, top, right, bottom = self.boxes.T
        reaches = (left < part.right) & (right > part.left) & (top < part.bottom) & (bottom > part.top)
        numbers = np.flatnonzero(reaches).tolist()
        if not numbers:
            return
        points = self.points if len(numbers) == len(self.lengths) else self.points[np.repeat(reaches, self.lengths)]
        paths = outlines(points, [self.lengths[number] for number in numbers])
        append, new_path = path_appender(brush.context), brush.context.new_path
        for number, (address, elements) in zip(numbers, paths.spans, strict=True):
            new_path()
            append(address, elements)
            brush.paint(self.mobjects[number], self.looks[number])

    def _outline_changes(self, other: Self) -> NDArray[np.bool_]:
        if self.lengths == other.lengths:
            return np.logical_or.reduceat((self.points != other.points).any(axis=1), _starts(self.lengths))
        pairs = zip(self._outlines(), other._outlines(), strict=True)
        return np.array([not np.array_equal(one, before) for one, before in pairs])

    def _outlines(self) -> list[Points]:
        return np.split(self.points, np.cumsum(self.lengths)[:-1])


def _starts(lengths: Sequence[int]) -> NDArray[np.int64]:
    ends = np.cumsum(np.array(lengths, np.int64))
    return ends - lengths


def _boxes(points: Points, lengths: Sequence[int], reach: NDArray[np.float64], place: Place) -> NDArray[np.int64]:
    """A curve stays within its points. Scene units grow upwards, pixels downwards."""
    matrix, starts = place.matrix, _starts(lengths)
    scale, origin = np.array([matrix.xx, matrix.yy]), np.array([matrix.x0, matrix.y0])
    ends = [np.minimum.reduceat(points, starts) * scale, np.maximum.reduceat(points, starts) * scale]
    margin = reach[:, np.newaxis] * np.abs(scale) + _EDGE
    size = np.array([place.width, place.height])
    lowest = np.clip(np.floor(np.minimum(*ends) + origin - margin), 0, size)
    highest = np.clip(np.ceil(np.maximum(*ends) + origin + margin), 0, size)
    return np.hstack([lowest, highest]).astype(np.int64)


def _around(boxes: NDArray[np.int64]) -> Box:
    seen = boxes[(boxes[:, 0] < boxes[:, 2]) & (boxes[:, 1] < boxes[:, 3])]
    if not len(seen):
        return Box(0, 0, 0, 0)
    return Box(*seen[:, :2].min(axis=0).tolist(), *seen[:, 2:].max(axis=0).tolist())
