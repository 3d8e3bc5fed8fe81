"""`Drawing`: all outlines of a frame with their looks, and where on the frame they are. It is compared and painted."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np
from manim.mobject.types.vectorized_mobject import VMobject
from numpy.typing import NDArray

from vidgen_assets.rendering.fast.box import Box
from vidgen_assets.rendering.fast.drawing.cairo_paths import path_appender
from vidgen_assets.rendering.fast.drawing.looks import Brush, Look
from vidgen_assets.rendering.fast.drawing.outlines import Points, outlines
from vidgen_assets.rendering.fast.drawing.place import Place

_EDGE = 2.0  # pixels around an outline that smoothing its edges may touch, and one to be sure

Numbers = NDArray[np.int64]


class Drawing(NamedTuple):
    """Outlines of `mobjects`: all points one after the other, how many each has, their looks, and their boxes
    (left, top, right, bottom) in pixels.
    """

    mobjects: Sequence[VMobject]
    points: Points
    lengths: Numbers
    looks: list[Look]
    boxes: Numbers

    @classmethod
    def of(cls, mobjects: Sequence[VMobject], points: Points, looks: list[Look], place: Place) -> Self:
        """The drawing of `mobjects` whose `points` (finite) are seen in these places."""
        lengths = np.array([len(mobject.points) for mobject in mobjects])
        reach = np.array([look.reach for look in looks]) * place.line_width_multiple
        return cls(mobjects, points, lengths, looks, _boxes(points[:, :2], lengths, reach, place))

    def change_from(self, other: Self) -> Box:
        """What of the frame may differ from `other`, on the same ground."""
        mine, theirs = self._pairs(other)
        alike = self.lengths[mine] == other.lengths[theirs]
        mine, theirs = mine[alike], theirs[alike]
        changed, gone = np.ones(len(self.lengths), bool), np.ones(len(other.lengths), bool)
        if len(mine):
            same = self._same(mine, other, theirs)
            changed[mine[same]] = gone[theirs[same]] = False
        return _around(self.boxes[changed]).with_all_of(_around(other.boxes[gone]))

    def paint(self, brush: Brush, part: Box) -> None:
        """Paint what reaches into `part`, and nothing else. Outside of it, what is painted makes no picture."""
        left, top, right, bottom = self.boxes.T
        reaches = (left < part.right) & (right > part.left) & (top < part.bottom) & (bottom > part.top)
        numbers = np.flatnonzero(reaches)
        if not len(numbers):
            return
        paths = outlines(self._points_of(numbers), self.lengths[numbers])
        append, new_path = path_appender(brush.context), brush.context.new_path
        for number, (address, elements) in zip(numbers.tolist(), paths.spans, strict=True):
            new_path()
            append(address, elements)
            brush.paint(self.mobjects[number], self.looks[number])

    def _pairs(self, other: Self) -> tuple[Numbers, Numbers]:
        """What to compare with what, by number. As many are compared one by one, as parts of a mobject may be new each
        frame and look the same; else each with itself, if they have kept their order.
        """
        if len(self.mobjects) == len(other.mobjects):
            every = np.arange(len(self.mobjects))
            return every, every
        before = {id(mobject): number for number, mobject in enumerate(other.mobjects)}
        there = [before.get(id(mobject), -1) for mobject in self.mobjects]
        pairs = [(number, place) for number, place in enumerate(there) if place >= 0]
        if not all(earlier[1] < later[1] for earlier, later in pairwise(pairs)):
            pairs = []
        mine, theirs = np.array(pairs, np.int64).reshape(-1, 2).T
        return mine, theirs

    def _same(self, mine: Numbers, other: Self, theirs: Numbers) -> NDArray[np.bool_]:
        """Which of these pairs, of equal lengths, look the same."""
        differ = (self._points_of(mine) != other._points_of(theirs)).any(axis=1)
        same: NDArray[np.bool_] = ~np.logical_or.reduceat(differ, _starts(self.lengths[mine]))
        looks, before = self.looks, other.looks
        numbers = zip(mine.tolist(), theirs.tolist(), strict=True)
        same &= np.array([looks[one] == before[another] for one, another in numbers])
        return same

    def _points_of(self, numbers: Numbers) -> Points:
        """Those of some of the mobjects, in their order."""
        if len(numbers) == len(self.lengths):
            return self.points
        wanted = np.zeros(len(self.lengths), bool)
        wanted[numbers] = True
        some: Points = self.points[np.repeat(wanted, self.lengths)]
        return some


def _starts(lengths: Numbers) -> Numbers:
    starts: Numbers = np.cumsum(lengths) - lengths
    return starts


def _boxes(points: Points, lengths: Numbers, reach: NDArray[np.float64], place: Place) -> Numbers:
    """A curve stays within its points. Scene units grow upwards, pixels downwards."""
    matrix, starts = place.matrix, _starts(lengths)
    scale, origin = np.array([matrix.xx, matrix.yy]), np.array([matrix.x0, matrix.y0])
    ends = [np.minimum.reduceat(points, starts) * scale, np.maximum.reduceat(points, starts) * scale]
    margin = reach[:, np.newaxis] * np.abs(scale) + _EDGE
    size = np.array([place.width, place.height])
    lowest = np.clip(np.floor(np.minimum(*ends) + origin - margin), 0, size)
    highest = np.clip(np.ceil(np.maximum(*ends) + origin + margin), 0, size)
    return np.hstack([lowest, highest]).astype(np.int64)


def _around(boxes: Numbers) -> Box:
    seen = boxes[(boxes[:, 0] < boxes[:, 2]) & (boxes[:, 1] < boxes[:, 3])]
    if not len(seen):
        return Box(0, 0, 0, 0)
    return Box(*seen[:, :2].min(axis=0).tolist(), *seen[:, 2:].max(axis=0).tolist())
