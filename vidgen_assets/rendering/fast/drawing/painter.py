"""Stroking and filling outlines with mobjects' colours, in the order in which Manim's camera does it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP, Camera
from manim.mobject.types.vectorized_mobject import VMobject
from numpy.typing import NDArray

from vidgen_assets.rendering.fast.drawing.cairo_paths import Context, path_appender
from vidgen_assets.rendering.fast.drawing.outlines import Outlines

Colours = NDArray[np.float64]  # (n, 4), RGBA from 0 to 1; several are a gradient
SetSource = Callable[[VMobject], bool]  # False: there is nothing to paint


class Sources(NamedTuple):
    """What gives a context a mobject's colours: of its fill, its stroke, and the stroke behind both."""

    fill: SetSource
    stroke: SetSource
    background: SetSource


class Painter(NamedTuple):
    """Paints on `context`. `line_width_multiple` is what a stroke width of 1 is there."""

    context: Context
    line_width_multiple: float
    sources: Sources

    def paint(self, mobjects: Iterable[VMobject], paths: Outlines) -> None:
        """Draw `mobjects`, one path each."""
        new_path, fill = self.context.new_path, self.context.fill_preserve
        append, has_fill = path_appender(self.context), self.sources.fill
        for mobject, (address, elements) in zip(mobjects, paths.spans, strict=True):
            new_path()
            append(address, elements)
            self._stroke(mobject, mobject.get_stroke_width(True), self.sources.background)
            if has_fill(mobject):
                fill()
            self._stroke(mobject, mobject.get_stroke_width(False), self.sources.stroke)

    def _stroke(self, mobject: VMobject, width: float, has_colour: SetSource) -> None:
        if width == 0 or not has_colour(mobject):
            return
        context = self.context
        context.set_line_width(width * self.line_width_multiple)
        context.set_line_join(LINE_JOIN_MAP[mobject.joint_type])
        context.set_line_cap(CAP_STYLE_MAP[mobject.cap_style])
        context.stroke_preserve()


def flat_sources(camera: Camera, context: Context) -> Sources:
    """Colours as they are; a gradient is the camera's to make. The surface has red where cairo thinks blue is."""
    set_rgba, set_gradient = context.set_source_rgba, camera.set_cairo_context_color

    def set_source(mobject: VMobject, colours: Colours) -> bool:
        if len(colours) == 1:
            red, green, blue, alpha = colours[0].tolist()
            if alpha == 0:
                return False
            set_rgba(blue, green, red, alpha)
            return True
        if not colours[:, 3].any():
            return False
        set_gradient(context, colours, mobject)
        return True

    return Sources(
        fill=lambda mobject: set_source(mobject, mobject.get_fill_rgbas()),
        stroke=lambda mobject: set_source(mobject, mobject.get_stroke_rgbas()),
        background=lambda mobject: set_source(mobject, mobject.get_stroke_rgbas(background=True)),
    )
