"""Where the gradients of shaded mobjects run, on the picture. Their colours belong to `lit_colours`."""

from collections.abc import Sequence

import numpy as np
from manim.camera.three_d_camera import ThreeDCamera
from manim.mobject.types.vectorized_mobject import VMobject

Line = tuple[float, float, float, float] | list[float]  # x and y of the start, x and y of the end

_NAME = VMobject.get_gradient_start_and_end_points.__name__


class Gradients:
    """Usually they run between two corners (`usual`, one for each mobject); a mobject may set another line for itself.

    All pieces of an axis ask for the same, which is found once a frame.
    """

    def __init__(self, camera: ThreeDCamera, usual: Sequence[Line]) -> None:
        self._camera, self._usual = camera, usual
        self._known: dict[tuple[object, ...], Line] = {}

    def of(self, number: int, mobject: VMobject) -> Line:
        """The line of `mobject`, whose usual one has this number."""
        if _NAME not in vars(mobject) and getattr(type(mobject), _NAME) is VMobject.get_gradient_start_and_end_points:
            return self._usual[number]
        ask = mobject.get_gradient_start_and_end_points
        closure = getattr(ask, "__closure__", None)
        if not closure or ask.__defaults__ or ask.__kwdefaults__:
            return self._found(mobject)
        fixed = mobject in self._camera.fixed_in_frame_mobjects
        key = (ask.__code__, fixed, *(id(cell.cell_contents) for cell in closure))
        if key not in self._known:
            self._known[key] = self._found(mobject)
        return self._known[key]

    def _found(self, mobject: VMobject) -> Line:
        ends = np.array(mobject.get_gradient_start_and_end_points())
        seen = self._camera.transform_points_pre_display(mobject, ends)
        line: list[float] = seen[:, :2].ravel().tolist()
        return line
