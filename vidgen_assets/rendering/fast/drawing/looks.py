"""How a mobject is painted: colours and strokes, read so that two frames' can be told apart, and put on a context."""

from collections.abc import Callable
from typing import NamedTuple

import cairo
import numpy as np
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from manim.constants import CapStyleType, LineJointType
from manim.mobject.types.vectorized_mobject import VMobject
from numpy.typing import NDArray

from vidgen_assets.rendering.fast.drawing.cairo_paths import Context

Colours = NDArray[np.float64]  # (n, 4), RGBA from 0 to 1
Line = tuple[float, float, float, float] | list[float]  # x and y of the start, x and y of the end, in scene units

_ROUND, _BEVEL = LineJointType.ROUND, LineJointType.BEVEL


class Gradient:
    """Several colours. It runs over a mobject and its parts, so it is equal to no other, whatever the colours are."""

    def __init__(self, colours: Colours) -> None:
        self.colours = colours


class Lit(NamedTuple):
    """What light makes of a colour, from one end of a line to the other: each blue, green, red and alpha, as cairo
    takes them for Manim's surface.
    """

    start: list[float]
    end: list[float]
    line: Line


Paint = tuple[float, float, float, float] | Lit | Gradient | None
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
        return width if self.joint is _ROUND or self.joint is _BEVEL else 5 * width


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


class Brush:
    """Paints the path that `context` holds, one after another.

    `line_width_multiple` is what a stroke width of 1 is there, `set_gradient` the camera's way with several colours.
    """

    def __init__(self, context: Context, line_width_multiple: float, set_gradient: SetGradient) -> None:
        self.context = context
        self._line_width_multiple, self._set_gradient = line_width_multiple, set_gradient
        self._pen: tuple[float, LineJointType, CapStyleType] | None = None

    def paint(self, mobject: VMobject, look: Look) -> None:
        """Paint, in the order in which Manim's camera does it."""
        behind, fill, front, width_behind, width_front, joint, cap = look
        if behind is not None:
            self._stroke(mobject, behind, (width_behind, joint, cap))
        if fill is not None:
            self._take(mobject, fill)
            self.context.fill_preserve()
        if front is not None:
            self._stroke(mobject, front, (width_front, joint, cap))

    def _stroke(self, mobject: VMobject, paint: Paint, pen: tuple[float, LineJointType, CapStyleType]) -> None:
        self._take(mobject, paint)
        if pen != self._pen:
            width, joint, cap = self._pen = pen
            self.context.set_line_width(width * self._line_width_multiple)
            self.context.set_line_join(LINE_JOIN_MAP[joint])
            self.context.set_line_cap(CAP_STYLE_MAP[cap])
        self.context.stroke_preserve()

    def _take(self, mobject: VMobject, paint: Paint) -> None:
        """The surface has red where cairo thinks blue is."""
        if isinstance(paint, Lit):
            pattern = cairo.LinearGradient(*paint.line)
            pattern.add_color_stop_rgba(0, *paint.start)
            pattern.add_color_stop_rgba(1, *paint.end)
            self.context.set_source(pattern)
        elif isinstance(paint, Gradient):
            self._set_gradient(self.context, paint.colours, mobject)
        elif paint is not None:
            red, green, blue, alpha = paint
            self.context.set_source_rgba(blue, green, red, alpha)


def _paint(colours: Colours) -> Paint:
    if len(colours) != 1:
        return Gradient(colours) if colours[:, 3].any() else None
    red, green, blue, alpha = colours[0].tolist()
    return (red, green, blue, alpha) if alpha else None
