"""Watching a scene play: after each animation, what is on screen is measured, and the line of code noted."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, cast

from manim import Mobject, MovingCamera, MovingCameraScene, Scene, ThreeDScene

from vidgen_assets.rendering.scene_check.boxes import boxes
from vidgen_assets.rendering.scene_check.layout import FRAME, Fault, faults

MOST_FAULTS = 12


class Watcher:
    """Collects the layout faults of `scene`, whose code is `source`. Scenes in space are not measured."""

    def __init__(self, scene: Scene, source: Path) -> None:
        self._scene, self._source = scene, str(source)
        self._not_named = {*vars(scene)}
        self._found: dict[tuple[str, ...], tuple[Fault, int, int]] = {}
        if not isinstance(scene, ThreeDScene):
            self._play = scene.play
            vars(scene)["play"] = self._watched

    @property
    def faults(self) -> tuple[str, ...]:
        """Each fault once, with the line after which it was seen first, and how often."""
        return tuple(
            f"line {line}: after this animation {fault.said}" + (f" (at {times} moments)" if times > 1 else "")
            for fault, line, times in list(self._found.values())[:MOST_FAULTS]
        )

    def _watched(self, *args: Any, **kwargs: Any) -> None:
        self._play(*args, **kwargs)
        frames = list(_frames(self._source))
        line = frames[0].f_lineno if frames else 0
        shown = boxes(self._scene.mobjects, self._names(frames))
        for fault in faults(list(shown), self._frame()):
            first, at, times = self._found.get(fault.key, (fault, line, 0))
            self._found[fault.key] = (first, at, times + 1)

    def _names(self, frames: list[FrameType]) -> dict[int, str]:
        """What the code calls its mobjects: attributes of the scene, and variables, the innermost function's last."""
        own = {name: value for name, value in vars(self._scene).items() if name not in self._not_named}
        named: dict[int, str] = {}
        for prefix, variables in [("self.", own), *(("", frame.f_locals) for frame in reversed(frames))]:
            for name, value in variables.items():
                named |= _named(prefix + name, value)
        return named

    def _frame(self) -> tuple[float, float]:
        """Half of what the camera sees. Boxes are measured from the origin, so a camera that pans sees everything."""
        if not isinstance(self._scene, MovingCameraScene):
            return FRAME
        frame = cast(MovingCamera, self._scene.camera).frame
        away = abs(frame.get_center())
        return float(frame.width / 2 + away[0]), float(frame.height / 2 + away[1])


def _frames(source: str) -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename == source:
            yield frame
        frame = frame.f_back


def _named(name: str, value: object) -> dict[int, str]:
    if isinstance(value, Mobject):
        return {id(value): name}
    if isinstance(value, (list, tuple)):
        return {id(part): f"{name}[{number}]" for number, part in enumerate(value) if isinstance(part, Mobject)}
    if isinstance(value, dict):
        return {id(part): f"{name}[{key!r}]" for key, part in value.items() if isinstance(part, Mobject)}
    return {}
