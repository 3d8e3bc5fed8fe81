"""The ends of a mobject's curves, which Manim asks for whenever it places one thing by another."""

from collections.abc import Callable

import numpy as np
from manim.mobject.types.vectorized_mobject import VMobject
from numpy.typing import NDArray


def defining_boundary(plain: Callable[[VMobject], NDArray[np.float64]]) -> Callable[[VMobject], NDArray[np.float64]]:
    """`VMobject.get_points_defining_boundary`, given Manim's own, which takes what is out of the ordinary."""

    def get_points_defining_boundary(mobject: VMobject) -> NDArray[np.float64]:
        ends = []
        for member in mobject.get_family():
            if not isinstance(member, VMobject) or len(member.points) % 4 or member.n_points_per_cubic_curve != 4:
                return plain(mobject)
            if len(member.points):
                ends.append(member.points.reshape(-1, 4, 3)[:, ::3].reshape(-1, 3))
        return np.concatenate(ends) if ends else np.array(())

    return get_points_defining_boundary
