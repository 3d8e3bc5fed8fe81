"""Outlines of many mobjects as cairo paths, built at once by numpy. Colours and strokes belong to `looks`.

What makes one curve follow another, and a subpath closed, is decided as Manim decides it in `VMobject`.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vidgen_assets.rendering.fast.drawing.cairo_paths import CLOSE_PATH, CURVE_TO, ELEMENT, MOVE_TO

Points = NDArray[np.float64]  # (n, 2 or 3), four for each cubic Bézier curve

_POINTS = 4  # of a curve: start, two handles, end
_NEAR, _NEAR_RELATIVE = 1e-6, 1e-5  # `VMobject.tolerance_for_point_equality`, and numpy's own


class Outlines(NamedTuple):
    """Paths one after the other. `spans` has the address and the number of elements of each; `memory` keeps them."""

    memory: NDArray[np.float64]
    spans: list[tuple[int, int]]


def outlines(points: Points, lengths: NDArray[np.int64]) -> Outlines:
    """The paths of mobjects that have `lengths` of `points`, each a multiple of four and none zero."""
    curves = points[:, :2].reshape(-1, _POINTS, 2)
    counts = lengths // _POINTS
    ends = np.cumsum(counts)
    begins = ends - counts
    first, last = _subpaths(curves, begins)
    closed = _near(curves[first, 0], curves[last, 3])
    slots = np.full(len(curves), _POINTS)  # elements of each curve: its header and three points
    slots[first] += 2
    slots[last] += closed
    slot_ends = np.cumsum(slots)
    slot_begins = slot_ends - slots
    memory = _laid_out(curves, slot_begins, slot_ends, first, last[closed])
    starts = slot_begins[begins]
    elements = slot_ends[ends - 1] - starts
    addresses = starts * ELEMENT + memory.ctypes.data
    return Outlines(memory, list(zip(addresses.tolist(), elements.tolist(), strict=True)))


def _subpaths(curves: Points, begins: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    starts = np.empty(len(curves), bool)
    starts[1:] = ~_near(curves[:-1, 3], curves[1:, 0])
    starts[begins] = True
    first = np.flatnonzero(starts)
    return first, np.append(first[1:], len(curves)) - 1


def _near(ends: Points, starts: Points) -> NDArray[np.bool_]:
    close = np.abs(ends - starts) <= _NEAR + _NEAR_RELATIVE * np.abs(starts)
    return np.logical_and(close[:, 0], close[:, 1])


def _laid_out(
    curves: Points,
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    first: NDArray[np.int64],
    closing: NDArray[np.int64],
) -> NDArray[np.float64]:
    memory = np.empty((int(ends[-1]), 2))
    headers = memory.view(np.int32)[:, :2]
    moves = begins[first]
    headers[moves] = MOVE_TO, 2
    memory[moves + 1] = curves[first, 0]
    heads = begins.copy()
    heads[first] += 2
    headers[heads] = CURVE_TO, _POINTS
    for point in range(1, _POINTS):
        memory[heads + point] = curves[:, point]
    headers[ends[closing] - 1] = CLOSE_PATH, 1
    return memory
