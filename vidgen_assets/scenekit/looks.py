"""The look of a mobject at one moment, to be shown again fainter, elsewhere or in another tone. Nothing moves here."""

from typing import TypeAlias, cast

import numpy as np
import numpy.typing as npt
from manim import ManimColor, Mobject, VMobject

Array: TypeAlias = npt.NDArray[np.float64]


class Look:
    """Places and colours of all drawn parts. The tone of a part is its stroke, or its fill when it has no stroke."""

    def __init__(self, mobject: Mobject) -> None:
        self._parts = cast(list[VMobject], mobject.family_members_with_points())
        self._points = [part.points.copy() for part in self._parts]
        self._fills = [part.fill_rgbas.copy() for part in self._parts]
        self._strokes = [part.stroke_rgbas.copy() for part in self._parts]

    def show(self, strength: float, shift: Array) -> None:
        """The look with its opacities multiplied by `strength`, moved by `shift`."""
        for part, points, fill, stroke in zip(self._parts, self._points, self._fills, self._strokes, strict=True):
            part.points = points + shift
            part.fill_rgbas = _fainter(fill, strength)
            part.stroke_rgbas = _fainter(stroke, strength)

    def toned(self, color: str | None, opacity: float | None) -> list[Array]:
        """The tones of all parts in another colour or opacity."""
        goals = [tone.copy() for tone in self._tones()]
        for goal in goals:
            if color is not None:
                goal[:, :3] = ManimColor(color).to_rgb()
            if opacity is not None:
                goal[:, 3] = opacity
        return goals

    def blend(self, goals: list[Array], progress: float, shift: Array) -> None:
        """Between this look and the tones of `goals`, moved by `shift`."""
        for part, points, tone, goal in zip(self._parts, self._points, self._tones(), goals, strict=True):
            part.points = points + shift
            blended = tone + progress * (goal - tone)
            if _is_stroked(part):
                part.stroke_rgbas = blended
            else:
                part.fill_rgbas = blended

    def _tones(self) -> list[Array]:
        tones = zip(self._parts, self._fills, self._strokes, strict=True)
        return [stroke if _is_stroked(part) else fill for part, fill, stroke in tones]


def _is_stroked(part: VMobject) -> bool:
    return bool(part.stroke_width)


def _fainter(rgbas: Array, strength: float) -> Array:
    faint = rgbas.copy()
    faint[:, 3] *= strength
    return faint
