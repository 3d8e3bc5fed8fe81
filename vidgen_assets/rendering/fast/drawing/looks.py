"""How a mobject is painted: colours and strokes, read so that two frames' can be told apart, and put on a context."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from manim.constants import CapStyleType, LineJointType
from manim.mobject.types.vectorized_mobject import VMobject
from numpy.typing import NDArray

from vidgen_assets.rendering.fast.drawing.cairo_paths import Context

Colours = NDArray[np.float64]  # (n, 4), RGBA from 0 to 1


class Gradient:
    """Several colours. It runs over a mobject and its parts, so it is equal to no other, whatever the colours are."""

    def __init__(self, colours: Colours) -> None:
        self.colours = colours


Paint = tuple[float, float, float, float] | Gradient | None
SetGradient = Callable[[Context, Colours, VMobject], object]


class Look(NamedTuple):
    """Paint of the stroke behind, of the fill and of the stroke in front, None for nothing to be seen; stroke widths
    in Manim's units.
    """

    behind: Paint
    fill: Paint
    front: Paint
    width_behind: float
    width_front: float
    joint: LineJointType
    cap: CapStyleType

    @property
    def reach(self) -> float:
        """How far strokes go beyond the outline, in units of stroke width: cairo cuts a mitre of more than ten."""
        width = max(self.width_behind, self.width_front)
        return width if self.joint in (LineJointType.ROUND, LineJointType.BEVEL) else 5 * width


def look_of(mobject: VMobject) -> Look:
    """How `mobject` is painted now."""
    behind, front = mobject.get_stroke_width(True), mobject.get_stroke_width(False)
    return Look(
        _paint(mobject.get_stroke_rgbas(background=True)) if behind else None,
        _paint(mobject.get_fill_rgbas()),
        _paint(mobject.get_stroke_rgbas()) if front else None,
        behind,
        front,
        mobject.joint_type,
        mobject.cap_style,
    )


class Brush(NamedTuple):
    """Paints the path that `context` holds. `line_width_multiple` is what a stroke width of 1 is there."""

    context: Context
    line_width_multiple: float
    set_gradient: SetGradient

    def paint(self, mobject: VMobject, look: Look) -> None:
        """Paint, in the order in which Manim's camera does it."""
        if look.behind is not None:
            self._stroke(mobject, look, look.behind, look.width_behind)
        if look.fill is not None:
            self._take(mobject, look.fill)
            self.context.fill_preserve()
        if look.front is not None:
            self._stroke(mobject, look, look.front, look.width_front)

    def _stroke(self, mobject: VMobject, look: Look, paint: Paint, width: float) -> None:
        self._take(mobject, paint)
        self.context.set_line_width(width * self.line_width_multiple)
        self.context.set_line_join(LINE_JOIN_MAP[look.joint])
        self.context.set_line_cap(CAP_STYLE_MAP[look.cap])
        self.context.stroke_preserve()

    def _take(self, mobject: VMobject, paint: Paint) -> None:
        """The surface has red where cairo thinks blue is."""
        if isinstance(paint, Gradient):
            self.set_gradient(self.context, paint.colours, mobject)
        elif paint is not None:
            red, green, blue, alpha = paint
            self.context.set_source_rgba(blue, green, red, alpha)


def _paint(colours: Colours) -> Paint:
    if len(colours) != 1:
        return Gradient(colours) if colours[:, 3].any() else None
    red, green, blue, alpha = colours[0].tolist()
    return (red, green, blue, alpha) if alpha else None
