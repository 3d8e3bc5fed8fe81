"""What is seen while a beat is spoken, as typed data. How it is drawn and moved belongs to a scene writer.

Every text field may hold inline formulas between dollar signs, in TeX notation: ``slope $\\frac{dy}{dx}$``.
"""

from typing import Annotated, Literal

from pydantic import Field

from vidgen_assets.domain.record import Record


class Statement(Record):
    """A sentence, or a few words, in large type."""

    kind: Literal["statement"] = "statement"
    text: str


class Bullets(Record):
    """Lines of a list, which appear one after another; numbered when `ordered`."""

    kind: Literal["bullets"] = "bullets"
    items: tuple[str, ...]
    ordered: bool = False


class Formula(Record):
    """One or more formulas in TeX notation without dollar signs; each transforms into the next, term by term."""

    kind: Literal["formula"] = "formula"
    steps: tuple[str, ...]


class Curve(Record):
    """The graph of `expression`, a function of ``x`` that `domain.expression` can read, such as ``x**2 - 1``."""

    expression: str
    label: str = ""


class MovingPoint(Record):
    """A point that runs along curve number `curve` from ``x = start`` to ``x = end``, with its tangent if wanted."""

    curve: int = 0
    start: float
    end: float
    tangent: bool = False


class Plot(Record):
    """Axes with curves. `y_range` None is chosen from the curves. `shade`, an x range, fills from curve 0 to y = 0."""

    kind: Literal["plot"] = "plot"
    curves: tuple[Curve, ...]
    x_range: tuple[float, float]
    y_range: tuple[float, float] | None = None
    x_label: str = "x"
    y_label: str = "y"
    point: MovingPoint | None = None
    shade: tuple[float, float] | None = None


class Code(Record):
    """A program listing. `highlights` are inclusive line ranges, counted from 1, that light up in turn.

    When `highlights` is empty, every line that is not blank lights up in turn.
    """

    kind: Literal["code"] = "code"
    language: str
    source: str
    highlights: tuple[tuple[int, int], ...] = ()


class Node(Record):
    """A box of a diagram; `id` is what edges name, `label` what is read."""

    id: str
    label: str


class Edge(Record):
    """An arrow from one node to another."""

    source: str
    target: str
    label: str = ""


class Diagram(Record):
    """Boxes and arrows, laid out in ranks along `direction`. Signals run along the edges, in the order given."""

    kind: Literal["diagram"] = "diagram"
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    direction: Literal["right", "down"] = "right"


class Layer(Record):
    """A column of a neural network with `size` neurons."""

    label: str
    size: int


class Network(Record):
    """A fully connected neural network; a signal runs forward, backward, or forward and then backward through it."""

    kind: Literal["network"] = "network"
    layers: tuple[Layer, ...]
    signal: Literal["forward", "backward", "both"] = "forward"


class Table(Record):
    """Rows under a header; every row has as many cells as the header."""

    kind: Literal["table"] = "table"
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Visual = Annotated[Statement | Bullets | Formula | Plot | Code | Diagram | Network | Table, Field(discriminator="kind")]
