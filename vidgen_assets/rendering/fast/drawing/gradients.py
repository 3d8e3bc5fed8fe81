"""Where the gradients of shaded mobjects run, on the picture. Their colours belong to `lit_looks`."""

from collections.abc import Sequence

import numpy as np
from manim.camera.three_d_camera import ThreeDCamera
from manim.mobject.types.vectorized_mobject import VMobject

from vidgen_assets.rendering.fast.drawing.looks import Line

_NAME = VMobject.get_gradient_start_and_end_points.__name__
_Key = tuple[object, ...]


def gradient_lines(camera: ThreeDCamera, mobjects: Sequence[VMobject], usual: Sequence[Line]) -> list[Line]:
    """Usually they run between two corners (`usual`, one for each mobject); a mobject may set its own line."""
    known: dict[_Key, Line] = {}
    return [
        line if _is_usual(mobject) else _own(camera, mobject, known)
        for mobject, line in zip(mobjects, usual, strict=True)
    ]


def _is_usual(mobject: VMobject) -> bool:
    return _NAME not in vars(mobject) and (
        type(mobject).get_gradient_start_and_end_points is VMobject.get_gradient_start_and_end_points
    )


def _own(camera: ThreeDCamera, mobject: VMobject, known: dict[_Key, Line]) -> Line:
    """All pieces of an axis ask for the same, which is found once a frame."""
    ask = mobject.get_gradient_start_and_end_points
    closure = getattr(ask, "__closure__", None)
    if not closure or ask.__defaults__ or ask.__kwdefaults__:
        return _found(camera, mobject)
    fixed = mobject in camera.fixed_in_frame_mobjects
    key = (ask.__code__, fixed, *(id(cell.cell_contents) for cell in closure))
    if key not in known:
        known[key] = _found(camera, mobject)
    return known[key]


def _found(camera: ThreeDCamera, mobject: VMobject) -> Line:
    ends = np.array(mobject.get_gradient_start_and_end_points())
    seen = camera.transform_points_pre_display(mobject, ends)
    line: list[float] = seen[:, :2].ravel().tolist()
    return line
