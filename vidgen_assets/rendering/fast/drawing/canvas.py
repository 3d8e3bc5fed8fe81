"""A camera's frame, of which only what has changed since the frame before is drawn anew.

Whatever else draws on it, or is out of the ordinary, is left to Manim, after which everything counts as changed.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from manim.camera.camera import Camera
from manim.mobject.mobject import Mobject
from manim.typing import PixelArray

from vidgen_assets.rendering.fast.box import Box
from vidgen_assets.rendering.fast.drawing.drawing import Drawing
from vidgen_assets.rendering.fast.drawing.flat_camera import brush_of
from vidgen_assets.rendering.fast.drawing.ordinary import ordinary_drawing
from vidgen_assets.rendering.fast.drawing.place import Place

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
        self._is_shared = False
        self._sheet: PixelArray = np.empty((0, 0, 4), np.uint8)

    def draw(self, camera: Camera, ground: PixelArray | None, shown: Iterable[Mobject]) -> bool:
        """Draw a frame on `ground`. False: this has to be left to Manim."""
        if self._is_shared:
            self.forget()
        pixels = camera.pixel_array
        if ground is None or (ground.shape, ground.dtype) != (pixels.shape, pixels.dtype):
            return False
        scenery = Scenery(ground, pixels, Place.of(camera, pixels))
        drawing = ordinary_drawing(camera, shown, scenery.place)
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

    def share(self) -> None:
        """Somebody else may draw at any time from now on, and need not say so."""
        self._is_shared = True

    def take_change(self) -> Box | None:
        """What may differ from the frame that stood here when this was asked before; None for all of it."""
        change = self._unseen
        self._unseen = None if self._last is None else _NOTHING
        return change

    def _change(self, scenery: Scenery, drawing: Drawing) -> Box:
        if self._last is None or not self._last[0].same_as(scenery):
            self._unseen = None
            return scenery.place.whole
        return drawing.change_from(self._last[1])

    def _paint(self, camera: Camera, scenery: Scenery, drawing: Drawing, part: Box) -> None:
        """On a sheet beside the frame, from which the part is taken: held to a part, cairo rounds its edges anew."""
        if self._sheet.shape != scenery.pixels.shape:
            self._sheet = np.empty_like(scenery.pixels)
        inside = part.rows_and_columns
        self._sheet[inside] = scenery.ground[inside]
        brush = brush_of(camera, self._sheet)
        brush.context.set_matrix(scenery.place.matrix)
        drawing.paint(brush, part)
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
