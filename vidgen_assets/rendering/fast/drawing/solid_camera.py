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

from vidgen_assets.rendering.fast.drawing.cairo_paths import Context
from vidgen_assets.rendering.fast.drawing.depth import by_depth
from vidgen_assets.rendering.fast.drawing.flat_camera import has_whole_curves, is_plain
from vidgen_assets.rendering.fast.drawing.gradients import Gradients
from vidgen_assets.rendering.fast.drawing.lit_colours import Lit, lit_sources
from vidgen_assets.rendering.fast.drawing.outlines import Points, outlines
from vidgen_assets.rendering.fast.drawing.painter import Painter, Sources, flat_sources
from vidgen_assets.rendering.fast.drawing.shading import Faces

_STEPS = (
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
        if not is_plain(type(camera), ThreeDCamera, _STEPS):
            plain(camera, shown, **kwargs)
            return
        camera.reset_rotation_matrix()
        ordered = by_depth(camera, Camera.get_mobjects_to_display(camera, shown, **kwargs))
        for batchable, group in groupby(ordered, lambda mobject: _is_batchable(camera, mobject)):
            mobjects = list(group)
            if not (batchable and _draw(camera, mobjects)):
                _draw_one_by_one(camera, mobjects)

    return capture


def _draw_one_by_one(camera: ThreeDCamera, mobjects: Iterable[Mobject]) -> None:
    for kind, group in groupby(mobjects, camera.type_or_raise):
        camera.display_funcs[kind](list(group), camera.pixel_array)


def _draw(camera: ThreeDCamera, drawn: Sequence[Mobject]) -> bool:
    """Draw outlines in this order, all in one go. False: some have to be drawn one by one."""
    mobjects = [mobject for mobject in drawn if isinstance(mobject, VMobject)]  # all of them are
    points = np.concatenate([mobject.points for mobject in mobjects])
    if not np.isfinite(points).all():
        return False
    sizes = np.array([len(mobject.points) for mobject in mobjects])
    projected = _projected(camera, mobjects, points, sizes)
    if not np.isfinite(projected).all():
        return False
    context = camera.get_cairo_context(camera.pixel_array)
    sources = flat_sources(camera, context)
    if camera.should_apply_shading:
        sources = _shaded(camera, context, Spans(mobjects, points, projected, sizes), sources)
    painter = Painter(context, camera.cairo_line_width_multiple, sources)
    painter.paint(mobjects, outlines(projected, sizes.tolist()))
    return True


class Spans(NamedTuple):
    """Mobjects, all their points, the same projected, and how many each has."""

    mobjects: Sequence[VMobject]
    points: Points
    projected: Points
    sizes: NDArray[np.int64]


def _shaded(camera: ThreeDCamera, context: Context, spans: Spans, unlit: Sources) -> Sources:
    shaded = [number for number, mobject in enumerate(spans.mobjects) if mobject.shade_in_3d]
    if not shaded:
        return unlit
    starts = (np.cumsum(spans.sizes) - spans.sizes)[shaded]
    faces = Faces(spans.points, starts, spans.sizes[shaded], camera.light_source.points[0])
    ends = faces.end_corners()
    mobjects = [spans.mobjects[number] for number in shaded]
    usual = np.hstack([spans.projected[starts, :2], spans.projected[starts + ends, :2]]).tolist()
    lit = Lit(mobjects, faces.light_at(np.zeros_like(ends)), faces.light_at(ends))
    return lit_sources(context, lit, Gradients(camera, usual), unlit)


def _projected(camera: ThreeDCamera, mobjects: Sequence[VMobject], points: Points, sizes: NDArray[np.int64]) -> Points:
    projected: Points = camera.project_points(points)
    fixed = np.array([mobject in camera.fixed_in_frame_mobjects for mobject in mobjects])
    if fixed.any():
        there = np.repeat(fixed, sizes)
        projected[there] = points[there]
    return projected


def _is_batchable(camera: ThreeDCamera, mobject: Mobject) -> bool:
    return (
        isinstance(mobject, VMobject)
        and has_whole_curves(mobject)
        and mobject not in camera.fixed_orientation_mobjects
        and not mobject.get_background_image()
    )
