"""A fully connected neural network: layers and edges build up, and signals run through it forward and backward.

How edges and their light are drawn belongs to `signals`.
"""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from manim import UP, Animation, Circle, Dot, Mobject, VGroup

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.layout import BODY, Area, at
from vidgen_assets.scenekit.motion import Appear, cascade, together
from vidgen_assets.scenekit.signals import Activate, Bundle
from vidgen_assets.scenekit.text import TextBlock, label

_MOST_SHOWN = 8
_HEAD, _TAIL = 4, 3
"""Of a larger layer so many neurons are drawn at its top and bottom, with dots between."""

_LABEL_ROOM, _LABEL_GAP = 1.15, 0.4
_NARROW = 1.8
_LARGEST_RADIUS, _LARGEST_PITCH = 0.42, 1.25


class NeuralNetwork:
    """`layers` are (label, number of neurons), from left to right."""

    def __init__(self, *layers: tuple[str, int], area: Area = BODY) -> None:
        upper = Area(area.left, area.bottom + _LABEL_ROOM, area.right, area.top)
        most = max(min(size, _MOST_SHOWN) for _, size in layers)
        pitch = min(_LARGEST_PITCH, upper.height / max(1, most))
        column = upper.width / len(layers)
        radius = min(_LARGEST_RADIUS, 0.37 * pitch, 0.3 * column)
        self.layers: list[VGroup] = []
        self.dots: list[VGroup] = []
        self.labels: list[TextBlock] = []
        for number, (text, size) in enumerate(layers):
            x = upper.left + (number + 0.5) * column
            neurons, dots = _neurons(size, x, float(upper.center[1]), pitch, radius)
            self.layers.append(neurons)
            self.dots.append(dots)
            self.labels.append(_label(text, size, x, 0.92 * column))
        foot = min(float(neurons.get_bottom()[1]) for neurons in self.layers) - _LABEL_GAP
        for name in self.labels:
            name.shift((foot - name.strut.get_top()[1]) * UP)
        self.bundles = [Bundle(_centers(left), _centers(right), radius) for left, right in pairwise(self.layers)]
        self._pass = 0
        self._forward_next = True

    def build(self) -> Animation:
        """Layer after layer appears, joined to the one before."""
        steps: list[Animation] = []
        for number in range(len(self.layers)):
            steps.append(self._show_layer(number))
            if number < len(self.bundles):
                steps.append(self.bundles[number].grow())
        return cascade(steps, 0.45)

    def forward(self) -> Animation:
        """A signal runs from the first layer to the last."""
        self._pass += 1
        start = Activate(self.layers[0], theme.SIGNAL, seed=self._pass)
        hops = (self._hop(number, number + 1, theme.SIGNAL) for number in range(len(self.bundles)))
        return cascade([start, *hops], 0.75)

    def backward(self) -> Animation:
        """A signal in the colour of errors runs from the last layer to the first."""
        self._pass += 1
        start = Activate(self.layers[-1], theme.BACKWARD, seed=self._pass)
        hops = (self._hop(number + 1, number, theme.BACKWARD) for number in reversed(range(len(self.bundles))))
        return cascade([start, *hops], 0.75)

    def round_trip(self) -> Animation:
        """Forward and backward by turns."""
        self._forward_next = not self._forward_next
        return self.backward() if self._forward_next else self.forward()

    def _show_layer(self, number: int) -> Animation:
        neurons = cascade((Appear(neuron) for neuron in self.layers[number]), 0.15)
        return together(neurons, Appear(self.dots[number]), Appear(self.labels[number]))

    def _hop(self, source: int, target: int, color: str) -> Animation:
        """From a layer to one beside it."""
        light = self.bundles[min(source, target)].light(color, backward=target < source)
        return cascade([light, Activate(self.layers[target], color, seed=self._pass + target)], 0.7)


def _neurons(size: int, x: float, y: float, pitch: float, radius: float) -> tuple[VGroup, VGroup]:
    """The circles of a layer, and the dots that stand for those left out."""
    whole = size <= _MOST_SHOWN
    rows = size if whole else _MOST_SHOWN
    ys = [y + (rows - 1) * pitch / 2 - row * pitch for row in range(rows)]
    shown = ys if whole else [*ys[:_HEAD], *ys[-_TAIL:]]
    dots = [] if whole else [ys[_HEAD] + step * 0.3 * radius * 1.6 for step in (-1, 0, 1)]
    circles = (Circle(radius, color=theme.ACCENT, stroke_width=3).move_to(at(x, height)) for height in shown)
    neurons = VGroup(*(circle.set_fill(theme.PANEL, opacity=1) for circle in circles))
    return neurons, VGroup(*(Dot(at(x, height), radius=0.05, color=theme.MUTED) for height in dots))


def _label(text: str, size: int, x: float, width: float) -> TextBlock:
    full = text if size <= _MOST_SHOWN else f"{text} ({size})".strip()
    type_size = theme.LABEL_SIZE if width > _NARROW else theme.MIN_SIZE
    return label(full, size=type_size, width=width, height=0.75).set_x(x)


def _centers(neurons: Iterable[Mobject]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([neuron.get_center() for neuron in neurons])
