"""The SVG that Typst writes -> outlines as Bézier points. Other SVG is not read, and nothing is drawn here.

Manim's own import is general and takes about a millisecond for each glyph; a listing has a thousand of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_TRANSFORM = re.compile(r"(matrix|translate|scale)\(([^)]*)\)")
_HREF = "{http://www.w3.org/1999/xlink}href"
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "C": 6, "Z": 0}


@dataclass(frozen=True)
class Outline:
    """A shape of the page.

    Attributes:
        points: cubic Bézier curves, four rows of (x, y) each, in points from the page's upper left corner, y upwards.
        color: the colour as a number, ``0xrrggbb``.
        stroked: whether it is a line to stroke, rather than a shape to fill.
        glyph: the name of the glyph, the same for the same character of the same font; empty for lines.
    """

    points: Array
    color: int
    stroked: bool
    glyph: str


@dataclass(frozen=True)
class Page:
    """Width and height in points, and what is on it in drawing order."""

    width: float
    height: float
    outlines: list[Outline]


@lru_cache(maxsize=256)
def page(svg: str) -> Page:
    """Read a page as Typst writes it."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - Typst wrote it, in this process
    _, _, width, height = map(float, root.get("viewBox", "0 0 0 0").split())
    paths = {f"#{symbol.get('id')}": symbol[0].get("d", "") for symbol in root.iter() if _tag(symbol) == "symbol"}
    upwards = np.array([[1.0, 0.0, 0.0], [0.0, -1.0, 0.0], [0.0, 0.0, 1.0]])
    return Page(width, height, list(_outlines(root, upwards, paths)))


def _outlines(parent: ElementTree.Element, transform: Array, paths: dict[str, str]) -> Iterator[Outline]:
    for element in parent:
        own = transform @ _matrix(element)
        match _tag(element):
            case "g":
                yield from _outlines(element, own, paths)
            case "use":
                place = own @ _shift(float(element.get("x", 0)), float(element.get("y", 0)))
                name = element.get(_HREF, "")
                yield from _outline(_curves(paths.get(name, "")), place, element, name)
            case "path":
                yield from _outline(_curves(element.get("d", "")), own, element, "")


def _outline(curves: Array, transform: Array, element: ElementTree.Element, glyph: str) -> Iterator[Outline]:
    if len(curves):
        stroke, fill = element.get("stroke", "none"), element.get("fill", "none")
        points = curves @ transform[:2, :2].T + transform[:2, 2]
        yield Outline(points, int((stroke if fill == "none" else fill)[1:7], 16), fill == "none", glyph)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _matrix(element: ElementTree.Element) -> Array:
    found: Array = np.eye(3)
    for kind, numbers in _TRANSFORM.findall(element.get("transform", "")):
        a, *rest = (float(number) for number in re.split(r"[\s,]+", numbers.strip()))
        match kind:
            case "matrix":
                b, c, d, e, f = rest
                found = found @ np.array([[a, c, e], [b, d, f], [0.0, 0.0, 1.0]])
            case "translate":
                found = found @ _shift(a, rest[0] if rest else 0.0)
            case _:
                found = found @ np.diag([a, rest[0] if rest else a, 1.0])
    return found


def _shift(x: float, y: float) -> Array:
    return np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]])


@lru_cache(maxsize=4096)
def _curves(path: str) -> Array:
    """The path's curves, straight ones included, as rows of control points, four for each curve."""
    curves: list[Array] = []
    here = start = np.zeros(2)
    for command, numbers in _commands(path):
        origin = here if command.islower() else np.zeros(2)
        match command.upper():
            case "M":
                here = start = origin + numbers
                continue
            case "Z":
                target = start
            case "H":
                target = np.array([origin[0] + numbers[0], here[1]])
            case "V":
                target = np.array([here[0], origin[1] + numbers[0]])
            case _:
                target = origin + numbers[-2:]
        if command.upper() != "Z" or not np.allclose(here, start):
            handles = origin + numbers.reshape(-1, 2)[:-1] if len(numbers) > 2 else np.zeros((0, 2))
            curves.append(_cubic(here, handles, target))
        here = target
    return np.concatenate(curves) if curves else np.zeros((0, 2))


def _commands(path: str) -> Iterator[tuple[str, Array]]:
    """Each command with its numbers; a command that is left out is the one before, after a move a line."""
    tokens = _TOKEN.findall(path)
    command, index = "M", 0
    while index < len(tokens):
        if tokens[index].isalpha():
            command, index = tokens[index], index + 1
        count = _ARGUMENTS[command.upper()]
        yield command, np.array([float(token) for token in tokens[index : index + count]])
        index += count
        command = {"M": "L", "m": "l"}.get(command, command)


def _cubic(start: Array, handles: Array, end: Array) -> Array:
    """The four control points of a line, a quadratic or a cubic curve."""
    if len(handles) == 2:
        return np.vstack([start, handles, end])
    middle = handles[0] if len(handles) else (start + end) / 2
    return np.vstack([start, start + 2 / 3 * (middle - start), end + 2 / 3 * (middle - end), end])
