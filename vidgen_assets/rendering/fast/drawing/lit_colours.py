"""Colours of shaded mobjects: from the light on one corner to the light on another, as `ThreeDCamera` paints them."""

from collections.abc import Sequence
from typing import NamedTuple

import cairo
import numpy as np
from manim.camera.three_d_camera import ThreeDCamera
from manim.mobject.types.vectorized_mobject import VMobject
from numpy.typing import NDArray

from vidgen_assets.rendering.fast.drawing.outlines import Points
from vidgen_assets.rendering.fast.drawing.painter import Colours, SetSource
from vidgen_assets.rendering.fast.drawing.shading import Faces

Line = tuple[float, float, float, float]  # x and y where a gradient starts and where it ends


class Spans(NamedTuple):
    """Mobjects, all their points, the same as they are seen, and how many each has."""

    mobjects: Sequence[VMobject]
    points: Points
    projected: Points
    sizes: NDArray[np.int64]


class _Lit(NamedTuple):
    """A face: what the light adds at the start and at the end of its gradient, and where that runs, if it is usual."""

    start: float
    end: float
    line: Line | None


def lit_source(camera: ThreeDCamera, context: cairo.Context, spans: Spans, unlit: SetSource) -> SetSource:
    """Sets lit colours for the mobjects that are shaded, and has `unlit` set the others."""
    lit = _lit(camera, spans)
    unusual = _UnusualLines(camera)

    def set_source(mobject: VMobject, colours: Colours) -> bool:
        face = lit.get(id(mobject))
        if face is None:
            return unlit(mobject, colours)
        first = colours[0].tolist()
        last = colours[1].tolist() if len(colours) > 1 else first
        if first[3] == 0 and last[3] == 0:
            return False
        gradient = cairo.LinearGradient(*(face.line or unusual.of(mobject)))
        for offset, (red, green, blue, alpha), light in ((0, first, face.start), (1, last, face.end)):
            gradient.add_color_stop_rgba(offset, blue + light, green + light, red + light, alpha)
        context.set_source(gradient)
        return True

    return set_source


def _lit(camera: ThreeDCamera, spans: Spans) -> dict[int, _Lit]:
    shaded = [number for number, mobject in enumerate(spans.mobjects) if mobject.shade_in_3d]
    if not shaded:
        return {}
    starts = (np.cumsum(spans.sizes) - spans.sizes)[shaded]
    faces = Faces(spans.points, starts, spans.sizes[shaded], camera.light_source.points[0])
    ends = faces.end_corners()
    lines = np.hstack([spans.projected[starts, :2], spans.projected[starts + ends, :2]]).tolist()
    lights = zip(faces.light_at(np.zeros_like(ends)).tolist(), faces.light_at(ends).tolist(), lines, strict=True)
    mobjects = [spans.mobjects[number] for number in shaded]
    return {
        id(mobject): _Lit(start, end, tuple(line) if _has_usual_line(mobject) else None)
        for mobject, (start, end, line) in zip(mobjects, lights, strict=True)
    }


def _has_usual_line(mobject: VMobject) -> bool:
    name = VMobject.get_gradient_start_and_end_points.__name__
    return name not in vars(mobject) and getattr(type(mobject), name) is VMobject.get_gradient_start_and_end_points


class _UnusualLines:
    """Gradients that mobjects set for themselves. All pieces of an axis ask for the same: it is found once a frame."""

    def __init__(self, camera: ThreeDCamera) -> None:
        self._camera = camera
        self._known: dict[tuple[object, ...], Line] = {}

    def of(self, mobject: VMobject) -> Line:
        ask = mobject.get_gradient_start_and_end_points
        closure = getattr(ask, "__closure__", None)
        if not closure or ask.__defaults__ or ask.__kwdefaults__:
            return self._found(mobject)
        key = (
            ask.__code__,
            mobject in self._camera.fixed_in_frame_mobjects,
            *(id(cell.cell_contents) for cell in closure),
        )
        if key not in self._known:
            self._known[key] = self._found(mobject)
        return self._known[key]

    def _found(self, mobject: VMobject) -> Line:
        ends = self._camera.transform_points_pre_display(mobject, np.array(mobject.get_gradient_start_and_end_points()))
        (start_x, start_y), (end_x, end_y) = ends[:, :2].tolist()
        return start_x, start_y, end_x, end_y
