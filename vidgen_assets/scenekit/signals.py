"""Bundles of straight edges and the light that runs along them, and neurons that light up. Which neurons there are is
`network`'s.

A bundle is drawn as one path with many pieces, computed as arrays: a hundred edges cost as much as one.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from manim import Animation, ManimColor, VGroup, VMobject, there_and_back

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.motion import InPlace, together

Array = npt.NDArray[np.float64]

_CLASSES = ((1.4, 0.25), (1.8, 0.4), (2.4, 0.6))
"""Stroke width and opacity of weak, middling and strong edges."""

_TAIL = 0.35


class Bundle:
    """Edges from each of `starts` to each of `ends`, rows of points, kept `clear` of them by that many scene units."""

    def __init__(self, starts: Array, ends: Array, clear: float) -> None:
        first = np.repeat(starts, len(ends), axis=0)
        last = np.tile(ends, (len(starts), 1))
        way = last - first
        way /= np.linalg.norm(way, axis=1)[:, None]
        self._first, self._last = first + clear * way, last - clear * way
        kinds = _scatter(len(first)) % len(_CLASSES)
        self.lines = [self._line(kinds == kind, *look) for kind, look in enumerate(_CLASSES)]
        self._kinds = kinds

    def grow(self) -> Animation:
        """The edges grow from their starts to their ends."""
        moves = (
            _Stretch(line, self._first[self._kinds == kind], self._last[self._kinds == kind])
            for kind, line in enumerate(self.lines)
        )
        return together(*moves)

    def light(self, color: str, *, backward: bool = False) -> Animation:
        """A short piece of light runs along every edge at once."""
        ends = (self._last, self._first) if backward else (self._first, self._last)
        return _Run(VMobject(color=color, stroke_width=3.5), *ends)

    def _line(self, chosen: npt.NDArray[np.bool_], width: float, opacity: float) -> VMobject:
        line = VMobject(color=theme.MUTED, stroke_width=width, stroke_opacity=opacity)
        line.points = pieces(self._first[chosen], self._last[chosen], 0.0, 1.0)
        return line


class _Stretch(InPlace):
    """Lines grow from their starts."""

    def __init__(self, mobject: VMobject, first: Array, last: Array, **kwargs: Any) -> None:
        super().__init__(mobject, introducer=True, **kwargs)
        self._first, self._last = first, last

    def show(self, progress: float) -> None:
        """Manim calls this for each frame."""
        self.mobject.points = pieces(self._first, self._last, 0.0, progress)


class _Run(InPlace):
    """Short pieces run along lines and are gone."""

    def __init__(self, mobject: VMobject, first: Array, last: Array, **kwargs: Any) -> None:
        super().__init__(mobject, introducer=True, remover=True, **kwargs)
        self._first, self._last = first, last

    def show(self, progress: float) -> None:
        """Manim calls this for each frame."""
        head = progress * (1 + _TAIL)
        self.mobject.points = pieces(self._first, self._last, max(0.0, head - _TAIL), min(1.0, head))


class Activate(InPlace):
    """Neurons flash and keep a glow of the flash's colour, each to its own degree."""

    mobject: VGroup

    def __init__(self, neurons: VGroup, color: str, *, seed: int = 0, **kwargs: Any) -> None:
        super().__init__(neurons, **kwargs)
        levels = 0.25 + 0.75 * (_scatter(len(neurons), seed) % 8) / 7
        panel, lit = ManimColor(theme.PANEL).to_rgb(), ManimColor(color).to_rgb()
        self._kept = [panel + 0.55 * level * (lit - panel) for level in levels]
        self._flash = lit

    def begin(self) -> None:
        """They start from the glow that they have."""
        self._before = [neuron.fill_rgbas[0, :3].copy() for neuron in self.mobject]
        super().begin()

    def show(self, progress: float) -> None:
        """Manim calls this for each frame."""
        flash = 0.8 * there_and_back(progress)
        for neuron, before, kept in zip(self.mobject, self._before, self._kept, strict=True):
            tone = before + progress * (kept - before)
            neuron.fill_rgbas[:, :3] = tone + flash * (self._flash - tone)


def pieces(first: Array, last: Array, start: float, end: float) -> Array:
    """Straight pieces of all lines, from one share of their length to another, as points of one path."""
    shares = np.linspace(start, end, 4)[None, :, None]
    points: Array = (first[:, None, :] + shares * (last - first)[:, None, :]).reshape(-1, 3)
    return points


def _scatter(count: int, seed: int = 0) -> npt.NDArray[np.int64]:
    """Numbers that look random and are the same every time."""
    return (np.arange(1, count + 1, dtype=np.int64) * 2654435761 + seed * 97003) % 1000003
