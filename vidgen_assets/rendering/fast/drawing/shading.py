"""Light on the faces of three-dimensional mobjects, for all faces at once: what `get_shaded_rgb` adds to a colour.

Manim lights the first corner of a face and the one opposite, and lets the colour run from one to the other.
"""

from typing import NamedTuple

import numpy as np
from manim.constants import UP
from manim.utils.space_ops import get_unit_normal
from numpy.typing import NDArray

from vidgen_assets.rendering.fast.drawing.outlines import Points

Numbers = NDArray[np.int64]

_FLAT = 4  # a mobject of so many points, one curve, has no plane
_ALIGNED = 1e-6  # `get_unit_normal`'s tolerance


class Faces(NamedTuple):
    """Faces as spans of `points`, by start and size (both in points), and where the light is."""

    points: Points
    starts: Numbers
    sizes: Numbers
    light: NDArray[np.float64]

    def end_corners(self) -> Numbers:
        """For each face, the index of the corner opposite its first (`get_3d_vmob_end_corner_index`)."""
        return (self.sizes - 1) // 6 * 3

    def light_at(self, corners: Numbers) -> NDArray[np.float64]:
        """What the light adds to red, green and blue (0 to 1) at one corner of each face; negative is shadow."""
        here = self.points[self.starts + corners]
        to_light = self.light - here
        distance = np.sqrt((to_light * to_light).sum(axis=1, keepdims=True))
        to_light /= np.where(distance == 0, 1, distance)
        light: NDArray[np.float64] = 0.5 * (self._normals(corners, here) * to_light).sum(axis=1) ** 3
        light[light < 0] *= 0.5
        return light

    def _normals(self, corners: Numbers, here: Points) -> Points:
        flat = self.sizes <= _FLAT
        following = np.where(corners < self.sizes - 3, corners + 3, 3)
        preceding = np.where(corners > 2, corners - 3, self.sizes - 4)
        ahead = self.points[self.starts + np.where(flat, corners, following)] - here
        back = self.points[self.starts + np.where(flat, corners, preceding)] - here
        normals, known = _unit_normals(ahead, back)
        for face in np.flatnonzero(~known & ~flat):
            normal = get_unit_normal(ahead[face], back[face])
            normals[face] = normal if np.any(normal) else UP
        normals[flat] = UP
        return normals


def _unit_normals(ahead: Points, back: Points) -> tuple[Points, NDArray[np.bool_]]:
    """Normals of the planes that each two vectors span, and which of them do span one."""
    size_ahead, size_back = (np.abs(vectors).max(axis=1, keepdims=True) for vectors in (ahead, back))
    spanning = (size_ahead[:, 0] != 0) & (size_back[:, 0] != 0)
    size_ahead[size_ahead == 0] = 1
    size_back[size_back == 0] = 1
    normals = np.cross(ahead / size_ahead, back / size_back)
    lengths = np.sqrt((normals * normals).sum(axis=1))
    spanning &= lengths > _ALIGNED
    return normals / np.where(spanning, lengths, 1)[:, None], spanning
