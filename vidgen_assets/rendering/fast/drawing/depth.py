"""The order in which a three-dimensional camera draws: far faces first, and on top what is not shaded."""

from collections.abc import Sequence

import numpy as np
from manim.camera.three_d_camera import ThreeDCamera
from manim.mobject.mobject import Mobject
from manim.mobject.types.vectorized_mobject import VMobject

_ON_TOP = float("inf")


def by_depth(camera: ThreeDCamera, mobjects: Sequence[Mobject]) -> list[Mobject]:
    """`mobjects` as `ThreeDCamera.get_mobjects_to_display` sorts them; equals keep their order."""
    shaded = [mobject for mobject in mobjects if getattr(mobject, "shade_in_3d", False)]
    if not shaded:
        return list(mobjects)
    turned = camera.get_rotation_matrix().T
    centres = _centres([vars(mobject).get("z_index_group", mobject) for mobject in shaded])
    depths = dict(zip(map(id, shaded), (float(np.dot(centre, turned)[2]) for centre in centres), strict=True))
    return sorted(mobjects, key=lambda mobject: depths.get(id(mobject), _ON_TOP))


def _centres(groups: Sequence[Mobject]) -> list[np.ndarray]:
    """`get_z_index_reference_point` of what each mobject is placed by, most often itself and a single face: their
    centres are found at once. Asking for the group by `getattr` would make Manim guess at getters.
    """
    single = [group for group in groups if _is_single_face(group)]
    found = dict(zip(map(id, single), _box_centres(single), strict=True)) if single else {}
    for group in groups:
        if id(group) not in found:
            found[id(group)] = group.get_center()
    return [found[id(group)] for group in groups]


def _is_single_face(mobject: Mobject) -> bool:
    kind, size = type(mobject), len(mobject.points)
    return (
        size > 0
        and size % 4 == 0
        and not mobject.submobjects
        and kind.get_center is Mobject.get_center
        and kind.get_points_defining_boundary is VMobject.get_points_defining_boundary
    )


def _box_centres(mobjects: Sequence[Mobject]) -> np.ndarray:
    """Centres of the boxes around the ends of each mobject's curves."""
    curves = np.concatenate([mobject.points for mobject in mobjects]).reshape(-1, 4, 3)
    starts = np.cumsum([0, *(len(mobject.points) // 4 for mobject in mobjects[:-1])])
    low = np.minimum.reduceat(np.minimum(curves[:, 0], curves[:, 3]), starts)
    high = np.maximum.reduceat(np.maximum(curves[:, 0], curves[:, 3]), starts)
    return (low + high) / 2
