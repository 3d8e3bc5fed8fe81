"""Curves as points: sampling a function, breaking it where it jumps or has no value, choosing ranges and ticks.

Pure arithmetic: nothing here draws.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Function = Callable[[Numbers], Numbers | float]
Range = tuple[float, float]

_SAMPLES = 480
_ZOOMS = 4
_STEEP = 0.015
"""A step of more than this share of the visible range, between neighbouring samples, may be a jump."""


def evaluate(function: Function, xs: Numbers) -> Numbers:
    """`function` over `xs`; what is not finite and real is NaN."""
    with np.errstate(all="ignore"):
        values = np.broadcast_to(np.asarray(function(xs), dtype=np.float64), xs.shape)
        return np.where(np.isfinite(values), values, np.nan)


def value_range(functions: Sequence[Function], x_range: Range) -> Range:
    """A range of y that shows the curves well: it leaves out far ends of poles and takes in 0 when that is near."""
    xs = np.linspace(*x_range, _SAMPLES)
    values = np.concatenate([evaluate(function, xs) for function in functions])
    finite = values[np.isfinite(values)]
    if finite.size == 0:
        return -1.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    inner_low, inner_high = (float(edge) for edge in np.percentile(finite, (4, 96)))
    inner = inner_high - inner_low
    if high - low > 6 * inner > 0:
        low, high = max(low, inner_low - inner / 2), min(high, inner_high + inner / 2)
    return _padded(low, high)


def _padded(low: float, high: float) -> Range:
    span = high - low
    if span <= 1e-9 * max(1.0, abs(high)):
        reach = max(1.0, abs(high))
        return low - reach, high + reach
    low, high = low - 0.08 * span, high + 0.08 * span
    near = 0.25 * span
    return (0.0 if 0 < low < near else low), (0.0 if -near < high < 0 else high)


def branches(function: Function, x_range: Range, y_range: Range) -> list[Numbers]:
    """The visible pieces of the graph, each an array of (x, y) rows with at least two, cut off at the y range."""
    xs = np.linspace(*x_range, _SAMPLES)
    ys = evaluate(function, xs)
    pieces: list[list[tuple[float, float]]] = [[]]
    for index in range(len(xs) - 1):
        segment = (xs[index], ys[index], xs[index + 1], ys[index + 1])
        cut = None if _jumps(function, segment, y_range) else _clipped(segment, y_range)
        if cut is None:
            pieces.append([])
            continue
        start, end = cut
        if pieces[-1] and not np.allclose(pieces[-1][-1], start):
            pieces.append([])
        pieces[-1] = [*pieces[-1], end] if pieces[-1] else [start, end]
    return [np.array(piece) for piece in pieces if len(piece) > 1]


def _jumps(function: Function, segment: tuple[float, float, float, float], y_range: Range) -> bool:
    """Whether the function has no value at an end, or keeps its step however closely one looks."""
    x0, y0, x1, y1 = segment
    if math.isnan(y0) or math.isnan(y1):
        return True
    step = abs(y1 - y0)
    if step < _STEEP * (y_range[1] - y_range[0]):
        return False
    for _ in range(_ZOOMS):
        xs = np.linspace(x0, x1, 11)
        inner = np.abs(np.diff(evaluate(function, xs)))
        if np.isnan(inner).any():
            return True
        steepest = int(inner.argmax())
        x0, x1 = xs[steepest], xs[steepest + 1]
    return float(inner[steepest]) > step / 2


def _clipped(
    segment: tuple[float, float, float, float], y_range: Range
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The part of a straight segment inside the y range, if any."""
    x0, y0, x1, y1 = segment
    low, high = y_range
    if max(y0, y1) < low or min(y0, y1) > high:
        return None

    def inside(x: float, y: float) -> tuple[float, float]:
        edge = min(max(y, low), high)
        share = 0.0 if edge == y else (edge - y0) / (y1 - y0)
        return (x, y) if edge == y else (x0 + share * (x1 - x0), edge)

    return inside(x0, y0), inside(x1, y1)
