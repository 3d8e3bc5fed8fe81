"""Where a camera puts things on its picture."""

from typing import NamedTuple

import cairo
from manim.camera.camera import Camera
from manim.typing import PixelArray

from vidgen_assets.rendering.fast.box import Box


class Place(NamedTuple):
    """How scene units become pixels, and the frame's size in pixels."""

    matrix: cairo.Matrix
    line_width_multiple: float
    width: int
    height: int

    @classmethod
    def of(cls, camera: Camera, pixels: PixelArray) -> "Place":
        """Where `camera` puts things on `pixels`, its own or others."""
        height, width = pixels.shape[:2]
        matrix = camera.get_cairo_context(pixels).get_matrix()
        return cls(matrix, camera.cairo_line_width_multiple, width, height)

    @property
    def whole(self) -> Box:
        """All of the frame."""
        return Box(0, 0, self.width, self.height)
