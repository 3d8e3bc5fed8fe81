"""Looks of shaded mobjects: from the light on one corner to the light on another, as `ThreeDCamera` paints them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from manim.mobject.types.vectorized_mobject import VMobject
from numpy.typing import NDArray

from vidgen_assets.rendering.fast.drawing.looks import Colours, Line, Lit, Look

_NOTHING = np.zeros((1, 4))


class Light(NamedTuple):
    """For each mobject, what light adds to its colours where its gradient starts and ends, and where that runs."""

    start: NDArray[np.float64]
    end: NDArray[np.float64]
    lines: Sequence[Line]


def lit_looks(mobjects: Sequence[VMobject], light: Light) -> list[Look]:
    """How they are painted now."""
    widths = [(mobject.get_stroke_width(True), mobject.get_stroke_width(False)) for mobject in mobjects]
    wide = list(zip(mobjects, widths, strict=True))
    paints = zip(
        _paints([mobject.get_stroke_rgbas(True) if behind else _NOTHING for mobject, (behind, _) in wide], light),
        _paints([mobject.get_fill_rgbas() for mobject in mobjects], light),
        _paints([mobject.get_stroke_rgbas() if front else _NOTHING for mobject, (_, front) in wide], light),
        strict=True,
    )
    return [
        Look(*paint, *width, mobject.joint_type, mobject.cap_style)
        for (mobject, width), paint in zip(wide, paints, strict=True)
    ]


def _paints(colours: Sequence[Colours], light: Light) -> list[Lit | None]:
    if all(each is _NOTHING for each in colours):
        return [None] * len(colours)
    first = np.array([each[0] for each in colours])
    last = np.array([each[1] if len(each) > 1 else each[0] for each in colours])
    ends = zip(_lit(first, light.start), _lit(last, light.end), light.lines, strict=True)
    return [Lit(start, end, line) if start[3] or end[3] else None for start, end, line in ends]


def _lit(colours: Colours, light: NDArray[np.float64]) -> list[list[float]]:
    """`colours` as cairo takes them for Manim's surface, with the light added; what leaves 0 to 1 cairo clips."""
    turned = colours[:, [2, 1, 0, 3]]
    turned[:, :3] += light[:, None]
    lists: list[list[float]] = turned.tolist()
    return lists
