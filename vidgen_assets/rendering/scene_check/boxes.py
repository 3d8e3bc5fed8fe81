"""What is on screen as named boxes. Knows Manim's mobjects; what is wrong with boxes is `layout`'s to say."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

import numpy as np
from manim import (
    DecimalNumber,
    Line,
    MarkupText,
    Mobject,
    Paragraph,
    Rectangle,
    SingleStringMathTex,
    Text,
    Typst,
    VMobject,
)

Names: TypeAlias = Mapping[int, str]
"""What the scene's code calls its mobjects, by their identity."""

_TEXTS = (Text, MarkupText, Paragraph, Typst, SingleStringMathTex, DecimalNumber)
_SEEN = 0.15
# Heights of capitals in scene units for each point of `font_size`, measured.
_CAPITAL_OF_TEXT, _CAPITAL_OF_FORMULA = 0.01012, 0.00746
_LOW_LETTERS, _LOW = frozenset("acemnorsuvwxz ,.-"), 0.7  # and how high they are, as a share of capitals


class Box(NamedTuple):
    """A thing on screen, in scene units.

    Attributes:
        key: the mobject's identity.
        name: what it is called in the code, or what it says.
        left, bottom, right, top: its bounds.
        capital: height of its capitals if it is a text, else None.
        panel: whether it is an upright rectangle, which texts stand either inside or outside of.
        closed: whether it is a shape with an inside.
    """

    key: int
    name: str
    left: float
    bottom: float
    right: float
    top: float
    capital: float | None = None
    panel: bool = False
    closed: bool = False

    @property
    def width(self) -> float:
        """Units across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Units up."""
        return self.top - self.bottom


def boxes(mobjects: Iterable[Mobject], names: Names) -> Iterator[Box]:
    """The boxes of all texts and shapes that can be seen, each text as one."""
    for mobject in mobjects:
        yield from _boxes(mobject, names, "")


def _boxes(mobject: Mobject, names: Names, within: str) -> Iterator[Box]:
    name = names.get(id(mobject), "")
    if isinstance(mobject, _TEXTS) or _is_typeset(mobject):
        yield from _text(mobject, name or within)
        return
    if isinstance(mobject, VMobject) and mobject.has_points() and _is_seen(mobject):
        yield _shape(mobject, name or within or type(mobject).__name__)
    for number, part in enumerate(mobject.submobjects):
        yield from _boxes(part, names, f"{name}[{number}]" if name else within)


def _text(mobject: Mobject, name: str) -> Iterator[Box]:
    glyphs = [part for part in mobject.family_members_with_points() if _is_seen(part)]
    if not glyphs:
        return
    said = _said(mobject)
    label = f"{name} ({said!r})" if name and said else name or repr(said) or type(mobject).__name__
    tallest = max(glyph.height for glyph in glyphs)
    yield _bounds(mobject, label, glyphs)._replace(capital=_capital(mobject, said, tallest))


def _is_typeset(mobject: Mobject) -> bool:
    """A block of the scene kit's, which this room does not import: a group with a strut that measures it."""
    return isinstance(getattr(mobject, "strut", None), Rectangle)


def _said(mobject: Mobject) -> str:
    for attribute in ("original_text", "text", "tex_string", "typst_math", "typst_code"):
        said = getattr(mobject, attribute, None)
        if isinstance(said, str) and said.strip():
            flat = " ".join(said.split())
            return flat if len(flat) <= 30 else flat[:29] + "…"
    return ""


def _capital(mobject: Mobject, said: str, tallest: float) -> float:
    if said and not any(map(str.isalnum, said)):
        return float("inf")  # dots and dashes are as small as they are
    if said and _LOW_LETTERS.issuperset(said):
        tallest /= _LOW
    size = getattr(mobject, "font_size", None)
    if not isinstance(size, (int, float)) or isinstance(mobject, (Paragraph, DecimalNumber)):
        return tallest
    return max(tallest, size * (_CAPITAL_OF_TEXT if isinstance(mobject, (Text, MarkupText)) else _CAPITAL_OF_FORMULA))


def _shape(mobject: VMobject, name: str) -> Box:
    closed = not isinstance(mobject, Line) and bool(np.allclose(mobject.points[0], mobject.points[-1], atol=1e-3))
    return _bounds(mobject, name, [mobject])._replace(panel=_is_panel(mobject), closed=closed)


def _is_panel(mobject: VMobject) -> bool:
    if not isinstance(mobject, Rectangle):
        return False
    corners = mobject.get_vertices()
    return bool(np.isclose(np.ptp(corners[:, 0]), mobject.width, atol=1e-2)) and _is_upright(mobject)


def _is_upright(mobject: VMobject) -> bool:
    """An upright rectangle fills its bounding box but for its rounded corners."""
    x, y = mobject.points[:, 0], mobject.points[:, 1]
    area = 0.5 * abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))))
    return area > 0.85 * mobject.width * mobject.height


def _is_seen(part: Mobject) -> bool:
    if not isinstance(part, VMobject):
        return False
    stroke = part.get_stroke_opacity() if part.get_stroke_width() > 0 else 0.0
    return max(float(part.get_fill_opacity()), float(stroke)) > _SEEN


def _bounds(owner: Mobject, name: str, parts: list[Mobject]) -> Box:
    points = np.concatenate([part.points for part in parts])
    low, high = points.min(axis=0), points.max(axis=0)
    return Box(id(owner), name, float(low[0]), float(low[1]), float(high[0]), float(high[1]))
