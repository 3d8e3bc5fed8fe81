"""What is wrong with boxes on screen: out of the frame, over one another, too small. Geometry alone, no Manim."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from vidgen_assets.rendering.scene_check.boxes import Box

FRAME = (64 / 9, 4.0)
"""Half of the frame's width and height, in scene units."""

SMALLEST_CAPITAL = 0.16
"""Scene units: 14 pixels at 720p, a fiftieth of the frame's height."""

_SLACK = 0.06  # units that things may touch or stick out without anybody seeing it
_COVERED = 0.08  # share of a text that another may cover, as boxes are larger than what is in them
_MOSTLY = 0.6


class Fault(NamedTuple):
    """Something wrong with one box or two. Equal keys mean the same fault, seen again."""

    key: tuple[str, ...]
    said: str


def faults(found: Sequence[Box], frame: tuple[float, float] = FRAME) -> Iterator[Fault]:
    """Everything that is wrong with what is on screen at one moment."""
    texts = [box for box in found if box.capital is not None]
    for text in texts:
        yield from _too_small(text)
    for box in found:
        yield from _outside(box, frame)
    for one, other in combinations(texts, 2):
        yield from _overlap(one, other)
    for text in texts:
        for shape in found:
            if shape.panel or shape.closed:
                yield from _crossing(text, shape)


def _too_small(text: Box) -> Iterator[Fault]:
    if text.capital is not None and text.capital < SMALLEST_CAPITAL:
        said = (
            f"{text.name} is too small to read: its capitals are {text.capital:.2f} high, {SMALLEST_CAPITAL} at least"
        )
        yield Fault(("small", text.name), said)


def _outside(box: Box, frame: tuple[float, float]) -> Iterator[Fault]:
    x, y = frame
    beyond = {
        "left": -x - box.left,
        "right": box.right - x,
        "bottom": -y - box.bottom,
        "top": box.top - y,
    }
    side, distance = max(beyond.items(), key=lambda item: item[1])
    text = box.capital is not None
    background = box.width > 1.9 * x or box.height > 1.9 * y
    if distance <= _SLACK or not (text or (box.closed and not background)):
        return
    if _is_away(box, frame):
        return
    yield Fault(("outside", box.name, side), f"{box.name} leaves the frame by {distance:.2f} at the {side}: {_at(box)}")


def _is_away(box: Box, frame: tuple[float, float]) -> bool:
    """Wholly off screen: put there to come in later, or gone for good."""
    x, y = frame
    return box.left > x or box.right < -x or box.bottom > y or box.top < -y


def _overlap(one: Box, other: Box) -> Iterator[Fault]:
    width, height = _common(one, other)
    smaller = min(one.width * one.height, other.width * other.height)
    if width <= _SLACK or height <= _SLACK or width * height <= _COVERED * smaller or _is_copy(one, other):
        return
    first, second = sorted((one, other), key=lambda box: box.name)
    said = f"{first.name} and {second.name} overlap by {width:.2f} x {height:.2f}: {_at(first)} and {_at(second)}"
    yield Fault(("overlap", first.name, second.name), said)


def _is_copy(one: Box, other: Box) -> bool:
    """One thing over itself, as transforms leave it."""
    edges = zip(one[2:6], other[2:6], strict=True)
    return all(abs(a - b) < _SLACK for a, b in edges)


def _crossing(text: Box, shape: Box) -> Iterator[Fault]:
    """A text that is neither in a box nor beside it. A frame round a part of the text is meant to be there."""
    width, height = _common(text, shape)
    if width <= _SLACK or height <= _SLACK or width * height > _MOSTLY * shape.width * shape.height:
        return
    sticks_out = max(shape.left - text.left, text.right - shape.right, shape.bottom - text.bottom, text.top - shape.top)
    centred = _holds_centre(shape, text)
    if sticks_out <= _SLACK or not (shape.panel or centred):
        return
    what = "is larger than" if centred else "crosses the edge of"
    said = f"{text.name} {what} {shape.name}, by {sticks_out:.2f}: {_at(text)}, and {shape.name} {_at(shape)}"
    yield Fault(("crossing", text.name, shape.name), said)


def _holds_centre(shape: Box, text: Box) -> bool:
    x, y = (text.left + text.right) / 2, (text.bottom + text.top) / 2
    return shape.left < x < shape.right and shape.bottom < y < shape.top


def _common(one: Box, other: Box) -> tuple[float, float]:
    return (
        min(one.right, other.right) - max(one.left, other.left),
        min(one.top, other.top) - max(one.bottom, other.bottom),
    )


def _at(box: Box) -> str:
    return f"x {box.left:.2f} to {box.right:.2f}, y {box.bottom:.2f} to {box.top:.2f}"
