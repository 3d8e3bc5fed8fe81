"""Arrays that a drawing stands on, watched: a scene that gets hold of one may paint on it at any time.

What is drawn after that belongs to `canvas`.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from manim.camera.camera import Camera
from manim.renderer.cairo_renderer import CairoRenderer

from vidgen_assets.rendering.fast.drawing.canvas import canvas_of

_TRUSTED = ("manim", __name__.rpartition(".")[0].rpartition(".")[0])  # Manim and this room paint where it is noticed


class Watched:
    """An attribute that tells the canvas of a camera when somebody else than Manim reads or sets it.

    `camera` gives the camera of what has the attribute.
    """

    def __init__(self, name: str, camera: Callable[[Any], Camera]) -> None:
        self._name, self._camera = name, camera

    def __get__(self, owner: Any, kind: type) -> Any:
        if owner is None:
            return self
        attributes = vars(owner)
        if self._name not in attributes:
            raise AttributeError(f"{kind.__name__!r} object has no attribute {self._name!r}")
        self._notice(owner, sys._getframe(1))
        return attributes[self._name]

    def __set__(self, owner: Any, value: Any) -> None:
        self._notice(owner, sys._getframe(1))
        vars(owner)[self._name] = value

    def _notice(self, owner: Any, asking: FrameType) -> None:
        module = str(asking.f_globals.get("__name__"))
        if not any(module == each or module.startswith(f"{each}.") for each in _TRUSTED):
            canvas_of(self._camera(owner)).share()


def watched_attributes() -> dict[tuple[type, str], Watched]:
    """By the class and the name under which Manim has a plain attribute."""
    own: Callable[[Any], Camera] = lambda camera: camera  # noqa: E731
    return {
        (Camera, "pixel_array"): Watched("pixel_array", own),
        (Camera, "background"): Watched("background", own),
        (CairoRenderer, "static_image"): Watched("static_image", lambda renderer: renderer.camera),
    }
