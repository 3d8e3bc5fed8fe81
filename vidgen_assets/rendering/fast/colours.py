"""Colours of mobjects as arrays, which Manim makes anew whenever something is given a colour, an opacity or a style."""

from collections.abc import Callable
from typing import Any

import numpy as np
from manim.mobject.types.vectorized_mobject import VMobject
from manim.utils.color import ManimColor
from numpy.typing import NDArray

_Array = NDArray[np.float64]
_NUMBERS = (float, int, np.float64, type(None))


def generate_rgbas_array(plain: Callable[..., _Array]) -> Callable[..., _Array]:
    """`VMobject.generate_rgbas_array`, given Manim's own, which makes all but one colour of one opacity."""

    def generate(mobject: VMobject, color: Any, opacity: Any) -> _Array:
        one_colour = color is None or type(color) is ManimColor
        if not (one_colour and type(opacity) in _NUMBERS and mobject.get_sheen_factor() == 0):
            return plain(mobject, color, opacity)
        rgbas = np.zeros((1, 4))
        if color is not None:
            rgbas[0, :3] = color._internal_value[:3]
        rgbas[0, 3] = opacity or 0.0
        return rgbas

    return generate
