"""Manim's two-dimensional cameras, drawing all outlines of a frame at a time.

What is out of the ordinary is left to Manim's own method: cameras that draw in a way of their own, outlines that are
not whole curves, coordinates that are no numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import numpy as np
from manim.camera.camera import Camera
from manim.mobject.mobject import Mobject
from manim.mobject.types.vectorized_mobject import VMobject
from manim.typing import PixelArray

from vidgen_assets.rendering.fast.drawing.drawing import Drawing
from vidgen_assets.rendering.fast.drawing.looks import Brush, look_of
from vidgen_assets.rendering.fast.drawing.place import Place

# A camera that has its own version of one of these is not a plain one.
STEPS = (
    "apply_fill",
    "apply_stroke",
    "display_vectorized",
    "get_fill_rgbas",
    "get_stroke_rgbas",
    "set_cairo_context_color",
    "set_cairo_context_path",
    "transform_points_pre_display",
)


def batched(plain: Callable[[Camera, Iterable[VMobject], PixelArray], None]) -> Callable[..., None]:
    """`Camera.display_multiple_non_background_colored_vmobjects`, given Manim's own."""

    def display(camera: Camera, vmobjects: Iterable[VMobject], pixel_array: PixelArray) -> None:
        if not is_plain(camera, Camera, STEPS):
            plain(camera, vmobjects, pixel_array)
            return
        place = Place.of(camera, pixel_array)
        for batchable, group in groupby(vmobjects, has_whole_curves):
            mobjects = list(group)
            drawing = flat_drawing(mobjects, place) if batchable else None
            if drawing is None:
                plain(camera, mobjects, pixel_array)
            else:
                drawing.paint(brush_of(camera, pixel_array), place.whole)

    return display


def cached_types(plain: Callable[[Camera, Mobject], type[Mobject]]) -> Callable[..., type[Mobject]]:
    """`Camera.type_or_raise`, which asks Manim's own once for each class of mobject and camera."""
    known: dict[tuple[type, type], type[Mobject]] = {}

    def type_or_raise(camera: Camera, mobject: Mobject) -> type[Mobject]:
        key = type(camera), type(mobject)
        if key not in known or "display_funcs" not in vars(camera):
            known[key] = plain(camera, mobject)
        return known[key]

    return type_or_raise


def has_whole_curves(mobject: VMobject) -> bool:
    """Whether a mobject's outline can be laid out with those of others."""
    size = len(mobject.points)
    return size != 0 and size % 4 == 0 and mobject.tolerance_for_point_equality == 1e-6


def is_outline(mobject: VMobject) -> bool:
    """Whether a mobject can be drawn together with others."""
    return has_whole_curves(mobject) and not mobject.get_background_image()


def flat_drawing(mobjects: Sequence[VMobject], place: Place) -> Drawing | None:
    """The drawing of `mobjects`, which have whole curves; None when a coordinate is no number."""
    points = np.concatenate([mobject.points for mobject in mobjects])
    if not np.isfinite(points).all():
        return None
    return Drawing.of(mobjects, points, [look_of(mobject) for mobject in mobjects], place)


def brush_of(camera: Camera, pixel_array: PixelArray) -> Brush:
    """A brush that paints on `pixel_array` as `camera` does."""
    context = camera.get_cairo_context(pixel_array)
    return Brush(context, camera.cairo_line_width_multiple, camera.set_cairo_context_color)


def is_plain(camera: Camera, plain: type[Camera], steps: Iterable[str]) -> bool:
    """Whether `camera` takes all these steps as the `plain` class does."""
    kind, own = type(camera), vars(camera)
    return all(getattr(kind, step) is getattr(plain, step) and step not in own for step in steps)
