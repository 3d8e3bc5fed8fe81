"""Manim's three-dimensional camera, projecting, lighting and drawing all faces of a frame at a time.

Cameras with steps of their own, and mobjects out of the ordinary, are left to Manim's own methods.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
from manim.camera.camera import Camera
from manim.camera.three_d_camera import ThreeDCamera
from manim.mobject.mobject import Mobject
from manim.mobject.types.vectorized_mobject import VMobject
from numpy.typing import NDArray

from vidgen_assets.rendering.fast.drawing.depth import by_depth
from vidgen_assets.rendering.fast.drawing.drawing import Drawing
from vidgen_assets.rendering.fast.drawing.flat_camera import brush_of, is_outline, is_plain
from vidgen_assets.rendering.fast.drawing.gradients import gradient_lines
from vidgen_assets.rendering.fast.drawing.lit_looks import Light, lit_looks
from vidgen_assets.rendering.fast.drawing.looks import Look, look_of
from vidgen_assets.rendering.fast.drawing.outlines import Points
from vidgen_assets.rendering.fast.drawing.place import Place
from vidgen_assets.rendering.fast.drawing.shading import Faces

# A camera that has its own version of one of these is not a plain one.
STEPS = (
    "apply_fill",
    "apply_stroke",
    "display_multiple_vectorized_mobjects",
    "display_vectorized",
    "get_fill_rgbas",
    "get_mobjects_to_display",
    "get_stroke_rgbas",
    "modified_rgbas",
    "project_points",
    "set_cairo_context_color",
    "set_cairo_context_path",
    "transform_points_pre_display",
)


def batched(plain: Callable[..., None]) -> Callable[..., None]:
    """`ThreeDCamera.capture_mobjects`, given Manim's own."""

    def capture(camera: ThreeDCamera, shown: Iterable[Mobject], **kwargs: Any) -> None:
        if not is_plain(camera, ThreeDCamera, STEPS):
            plain(camera, shown, **kwargs)
            return
        place = Place.of(camera, camera.pixel_array)
        for batchable, group in groupby(in_order(camera, shown, **kwargs), lambda mobject: is_face(camera, mobject)):
            mobjects = list(group)
            drawing = solid_drawing(camera, mobjects, place) if batchable else None
            if drawing is None:
                _draw_one_by_one(camera, mobjects)
            else:
                drawing.paint(brush_of(camera, camera.pixel_array), place.whole)

    return capture


def in_order(camera: ThreeDCamera, shown: Iterable[Mobject], **kwargs: Any) -> list[Mobject]:
    """What to draw, far things first, as the camera stands now."""
    camera.reset_rotation_matrix()
    return by_depth(camera, Camera.get_mobjects_to_display(camera, shown, **kwargs))


def is_face(camera: ThreeDCamera, mobject: Mobject) -> bool:
    """Whether a mobject can be drawn together with others."""
    return isinstance(mobject, VMobject) and is_outline(mobject) and mobject not in camera.fixed_orientation_mobjects


def solid_drawing(camera: ThreeDCamera, drawn: Sequence[Mobject], place: Place) -> Drawing | None:
    """The drawing of these faces, in this order; None when a coordinate is no number, in space or on the picture."""
    mobjects = [mobject for mobject in drawn if isinstance(mobject, VMobject)]  # all of them are
    points = np.concatenate([mobject.points for mobject in mobjects])
    if not np.isfinite(points).all():
        return None
    sizes = np.array([len(mobject.points) for mobject in mobjects])
    projected = _projected(camera, mobjects, points, sizes)
    if not np.isfinite(projected).all():
        return None
    faces = _Spans(mobjects, points, projected, sizes)
    return Drawing.of(mobjects, projected, _looks(camera, faces), place)


def _draw_one_by_one(camera: ThreeDCamera, mobjects: Iterable[Mobject]) -> None:
    for kind, group in groupby(mobjects, camera.type_or_raise):
        camera.display_funcs[kind](list(group), camera.pixel_array)


class _Spans(NamedTuple):
    """Mobjects, all their points, the same projected, and how many each has."""

    mobjects: Sequence[VMobject]
    points: Points
    projected: Points
    sizes: NDArray[np.int64]


def _looks(camera: ThreeDCamera, spans: _Spans) -> list[Look]:
    lit = camera.should_apply_shading
    shaded = [number for number, mobject in enumerate(spans.mobjects) if lit and mobject.shade_in_3d]
    looks = dict(zip(shaded, _shaded(camera, spans, shaded), strict=True)) if shaded else {}
    return [looks.get(number) or look_of(mobject) for number, mobject in enumerate(spans.mobjects)]


def _shaded(camera: ThreeDCamera, spans: _Spans, shaded: list[int]) -> list[Look]:
    starts = (np.cumsum(spans.sizes) - spans.sizes)[shaded]
    faces = Faces(spans.points, starts, spans.sizes[shaded], camera.light_source.points[0])
    ends = faces.end_corners()
    mobjects = [spans.mobjects[number] for number in shaded]
    usual = np.hstack([spans.projected[starts], spans.projected[starts + ends]]).tolist()
    lines = gradient_lines(camera, mobjects, usual)
    return lit_looks(mobjects, Light(faces.light_at(np.zeros_like(ends)), faces.light_at(ends), lines))


def _projected(camera: ThreeDCamera, mobjects: Sequence[VMobject], points: Points, sizes: NDArray[np.int64]) -> Points:
    """x and y on the picture."""
    projected: Points = camera.project_points(points)[:, :2]
    fixed = np.array([mobject in camera.fixed_in_frame_mobjects for mobject in mobjects])
    if fixed.any():
        there = np.repeat(fixed, sizes)
        projected[there] = points[there, :2]
    return projected
