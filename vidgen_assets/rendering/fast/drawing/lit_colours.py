"""Colours of shaded mobjects: from the light on one corner to the light on another, as `ThreeDCamera` paints them."""

from collections.abc import Sequence
from typing import NamedTuple

import cairo
import numpy as np
from manim.mobject.types.vectorized_mobject import VMobject
from numpy.typing import NDArray

from vidgen_assets.rendering.fast.drawing.cairo_paths import Context
from vidgen_assets.rendering.fast.drawing.gradients import Gradients
from vidgen_assets.rendering.fast.drawing.painter import Colours, SetSource, Sources

Stops = list[list[float]]  # for each face, blue, green, red and alpha


class Lit(NamedTuple):
    """Shaded mobjects, and for each what the light adds to its colours where its gradient starts and where it ends."""

    mobjects: Sequence[VMobject]
    start: NDArray[np.float64]
    end: NDArray[np.float64]


def lit_sources(context: Context, lit: Lit, gradients: Gradients, unlit: Sources) -> Sources:
    """Sets lit colours for the mobjects that are shaded, and has `unlit` set the others'."""
    mobjects = lit.mobjects
    strokes = [mobject.get_stroke_rgbas() for mobject in mobjects]
    return Sources(
        fill=_source(context, _Paints(lit, [mobject.get_fill_rgbas() for mobject in mobjects]), gradients, unlit.fill),
        stroke=_source(context, _Paints(lit, strokes), gradients, unlit.stroke),
        background=_source(context, _Paints(lit, _background_strokes(mobjects)), gradients, unlit.background),
    )


def _background_strokes(mobjects: Sequence[VMobject]) -> list[Colours]:
    nothing = np.zeros((1, 4))
    return [
        mobject.get_stroke_rgbas(background=True) if mobject.background_stroke_width else nothing
        for mobject in mobjects
    ]


class _Paints:
    """The two ends of each gradient, lit."""

    def __init__(self, lit: Lit, colours: Sequence[Colours]) -> None:
        first = np.array([each[0] for each in colours])
        last = np.array([each[1] if len(each) > 1 else each[0] for each in colours])
        self.starts: Stops = _lit(first, lit.start).tolist()
        self.ends: Stops = _lit(last, lit.end).tolist()
        self.numbers = {id(mobject): number for number, mobject in enumerate(lit.mobjects)}


def _lit(colours: Colours, light: NDArray[np.float64]) -> Colours:
    """`colours` as cairo takes them for Manim's surface, with the light added; what leaves 0 to 1 cairo clips."""
    turned = colours[:, [2, 1, 0, 3]]
    turned[:, :3] += light[:, None]
    return turned


def _source(context: Context, paints: _Paints, gradients: Gradients, unlit: SetSource) -> SetSource:
    starts, ends, number_of = paints.starts, paints.ends, paints.numbers.get
    set_pattern, new_gradient, line_of = context.set_source, cairo.LinearGradient, gradients.of

    def set_source(mobject: VMobject) -> bool:
        number = number_of(id(mobject))
        if number is None:
            return unlit(mobject)
        start, end = starts[number], ends[number]
        if start[3] == 0 and end[3] == 0:
            return False
        gradient = new_gradient(*line_of(number, mobject))
        gradient.add_color_stop_rgba(0, *start)
        gradient.add_color_stop_rgba(1, *end)
        set_pattern(gradient)
        return True

    return set_source
