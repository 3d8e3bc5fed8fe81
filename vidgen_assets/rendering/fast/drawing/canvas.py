"""A flat camera's frame, of which only what has changed since the frame before is drawn anew.

Whatever else draws on it, or is out of the ordinary, is left to Manim, after which everything counts as changed.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from manim.camera.camera import Camera
from manim.camera.moving_camera import MovingCamera
from manim.mobject.mobject import Mobject
from manim.mobject.types.vectorized_mobject import VMobject
from manim.typing import PixelArray

from vidgen_assets.rendering.fast.box import Box
from vidgen_assets.rendering.fast.drawing.drawing import Drawing, Place
from vidgen_assets.rendering.fast.drawing.flat_camera import STEPS, has_whole_curves, is_plain
from vidgen_assets.rendering.fast.drawing.looks import Brush

_STEPS = (
    *STEPS,
    *("capture_mobjects", "get_mobjects_to_display", "get_cairo_context", "reset", "set_frame_to_background"),
    *("set_pixel_array", "type_or_raise", "display_multiple_vectorized_mobjects"),
    "display_multiple_non_background_colored_vmobjects",
)
_NOTHING = Box(0, 0, 0, 0)


class Scenery(NamedTuple):
    """What a drawing stands on: two that are equal can be compared."""

    ground: PixelArray
    pixels: PixelArray
    place: Place

    def same_as(self, other: "Scenery") -> bool:
        """Whether a drawing would look the same on both."""
        return self.ground is other.ground and self.pixels is other.pixels and self.place == other.place


class Canvas:
    """What stands on one camera's frame."""

    def __init__(self) -> None:
        self._last: tuple[Scenery, Drawing] | None = None
        self._unseen: Box | None = None
        self._sheet: PixelArray = np.empty((0, 0, 4), np.uint8)

    def draw(self, camera: Camera, ground: PixelArray | None, shown: Iterable[Mobject]) -> bool:
        """Draw a frame on `ground`. False: this has to be left to Manim."""
        mobjects = _outlined(camera, shown)
        pixels = camera.pixel_array
        if not mobjects or ground is None or (ground.shape, ground.dtype) != (pixels.shape, pixels.dtype):
            return False
        scenery = Scenery(ground, pixels, _place(camera))
        drawing = Drawing.of(mobjects, scenery.place)
        if drawing is None:
            return False
        part = self._change(scenery, drawing)
        if not part.empty:
            self._paint(camera, scenery, drawing, part)
        self._last = scenery, drawing
        if self._unseen is not None:
            self._unseen = self._unseen.with_all_of(part)
        return True

    def forget(self) -> None:
        """Somebody else has drawn, or will."""
        self._last = self._unseen = None

    def take_change(self) -> Box | None:
        """What may differ from the frame that stood here when this was asked before; None for all of it."""
        change = self._unseen
        self._unseen = None if self._last is None else _NOTHING
        return change

    def _change(self, scenery: Scenery, drawing: Drawing) -> Box:
        if self._last is None or not self._last[0].same_as(scenery):
            self._unseen = None
            return Box(0, 0, scenery.place.width, scenery.place.height)
        return drawing.change_from(self._last[1])

    def _paint(self, camera: Camera, scenery: Scenery, drawing: Drawing, part: Box) -> None:
        """On a sheet beside the frame, from which the part is taken: held to a part, cairo rounds its edges anew."""
        if self._sheet.shape != scenery.pixels.shape:
            self._sheet = np.empty_like(scenery.pixels)
        inside = part.rows_and_columns
        self._sheet[inside] = scenery.ground[inside]
        context = camera.get_cairo_context(self._sheet)
        context.set_matrix(scenery.place.matrix)
        drawing.paint(Brush(context, camera.cairo_line_width_multiple, camera.set_cairo_context_color), part)
        scenery.pixels[inside] = self._sheet[inside]


_canvases: WeakKeyDictionary[Camera, Canvas] = WeakKeyDictionary()


def canvas_of(camera: Camera) -> Canvas:
    """The one canvas of a camera."""
    return _canvases.setdefault(camera, Canvas())


def noticed(plain: Callable[..., Any]) -> Callable[..., Any]:
    """A method of `Camera` that draws, and now lets the canvas know."""

    def draw(camera: Camera, *arguments: Any, **options: Any) -> Any:
        canvas_of(camera).forget()
        return plain(camera, *arguments, **options)

    return draw


def _outlined(camera: Camera, shown: Iterable[Mobject]) -> list[VMobject] | None:
    """The mobjects to draw, in order; None when one of them, or the camera, is out of the ordinary."""
    usual = MovingCamera if isinstance(camera, MovingCamera) else Camera
    if not is_plain(type(camera), usual, _STEPS):
        return None
    mobjects: list[VMobject] = []
    for mobject in camera.get_mobjects_to_display(shown):
        if isinstance(mobject, VMobject) and has_whole_curves(mobject) and not mobject.get_background_image():
            mobjects.append(mobject)
        elif camera.type_or_raise(mobject) is not Mobject:  # of which, as of a `ValueTracker`, nothing is drawn
            return None
    return mobjects


def _place(camera: Camera) -> Place:
    height, width = camera.pixel_array.shape[:2]
    matrix = camera.get_cairo_context(camera.pixel_array).get_matrix()
    return Place(matrix, camera.cairo_line_width_multiple, width, height)
