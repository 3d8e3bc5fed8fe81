"""What a `Canvas` can take in hand: outlines only, seen by a camera that draws as Manim's own do."""

from collections.abc import Iterable

from manim.camera.camera import Camera
from manim.camera.moving_camera import MovingCamera
from manim.camera.three_d_camera import ThreeDCamera
from manim.mobject.mobject import Mobject
from manim.mobject.types.vectorized_mobject import VMobject

from vidgen_assets.rendering.fast.drawing import flat_camera, solid_camera
from vidgen_assets.rendering.fast.drawing.drawing import Drawing
from vidgen_assets.rendering.fast.drawing.place import Place

_STEPS = (
    *("capture_mobjects", "get_mobjects_to_display", "get_cairo_context", "reset", "set_frame_to_background"),
    *("set_pixel_array", "type_or_raise", "display_multiple_vectorized_mobjects"),
    "display_multiple_non_background_colored_vmobjects",
)
_FLAT = (*flat_camera.STEPS, *_STEPS)
_SOLID = (*solid_camera.STEPS, *_STEPS)


def ordinary_drawing(camera: Camera, shown: Iterable[Mobject], place: Place) -> Drawing | None:
    """The drawing of what `camera` shows; None when something, or the camera, is out of the ordinary."""
    if isinstance(camera, ThreeDCamera):
        return _solid(camera, shown, place)
    usual = MovingCamera if isinstance(camera, MovingCamera) else Camera
    if not flat_camera.is_plain(camera, usual, _FLAT):
        return None
    mobjects: list[VMobject] = []
    for mobject in camera.get_mobjects_to_display(shown):
        if isinstance(mobject, VMobject) and flat_camera.is_outline(mobject):
            mobjects.append(mobject)
        elif _is_seen(camera, mobject):
            return None
    return flat_camera.flat_drawing(mobjects, place) if mobjects else None


def _solid(camera: ThreeDCamera, shown: Iterable[Mobject], place: Place) -> Drawing | None:
    if not flat_camera.is_plain(camera, ThreeDCamera, _SOLID):
        return None
    mobjects: list[Mobject] = []
    for mobject in solid_camera.in_order(camera, shown):
        if solid_camera.is_face(camera, mobject):
            mobjects.append(mobject)
        elif _is_seen(camera, mobject):
            return None
    return solid_camera.solid_drawing(camera, mobjects, place) if mobjects else None


def _is_seen(camera: Camera, mobject: Mobject) -> bool:
    """Of plain mobjects, such as a `ValueTracker`, nothing is drawn."""
    return camera.type_or_raise(mobject) is not Mobject
