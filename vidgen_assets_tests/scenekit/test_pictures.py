"""Every picture lays itself out in its area, with nothing on top of anything else, whatever it is given."""

from collections.abc import Sequence

import numpy as np
import pytest
from manim import Mobject

from vidgen_assets.scenekit import (
    BulletList,
    CodeListing,
    CurvePlot,
    DataTable,
    FlowDiagram,
    KineticStatement,
    NeuralNetwork,
    theme,
)
from vidgen_assets.scenekit.layout import BODY, SAFE
from vidgen_assets.scenekit.sampling import Function
from vidgen_assets_tests.scenekit.texts import HOSTILE, LONG, UNBROKEN
from vidgen_assets_tests.scenekit.theatre import collisions, inside


def check(solid: Sequence[Mobject], slack: float = 0.06) -> None:
    assert collisions(solid, slack) == []
    assert [mobject for mobject in solid if not inside(mobject, BODY, 0.3) or not inside(mobject, SAFE, 0.1)] == []


@pytest.mark.parametrize("items", [HOSTILE[:6], [LONG] * 12, ["x"], [UNBROKEN] * 5, [f"point {n}" for n in range(12)]])
def test_bullets(items: Sequence[str]) -> None:
    bullets = BulletList(*items, ordered=True)
    check([*(item.ink for item in bullets.items), *bullets.markers])
    assert min(item.size for item in bullets.items) >= theme.MIN_SIZE


@pytest.mark.parametrize("text", [*HOSTILE, LONG * 4])
def test_statements(text: str) -> None:
    statement = KineticStatement(text, keywords=["sentence"])
    assert inside(statement.block, BODY)
    assert statement.block.size >= theme.MIN_SIZE


ODD_FUNCTIONS: dict[str, Function] = {
    "constant": lambda x: 3.0,
    "pole": lambda x: 1 / x,
    "tangent": np.tan,
    "nowhere": lambda x: x * np.nan,
    "half": np.log,
    "steps": lambda x: np.floor(x) * 1e6,
    "tiny": lambda x: 1e-9 * x,
    "huge": lambda x: np.exp(100 * x),
    "fast": lambda x: np.sin(1e3 * x),
}


@pytest.mark.parametrize("name", ODD_FUNCTIONS)
def test_plots(name: str) -> None:
    labels = (LONG if name == "pole" else name, "a line")
    plot = CurvePlot(ODD_FUNCTIONS[name], lambda x: x, x_range=(-5, 5), labels=labels, x_label=UNBROKEN, y_label=LONG)
    runner = plot.runner(0, start=1.0, tangent=True)
    axes, region = plot.axes, plot.axes.region
    check([*axes.numbers, *plot.names, *runner.readouts], 0.02)
    assert all(inside(curve, region) for curve in plot.curves if curve.has_points())
    assert all(inside(part, region, 0.2) for part in (runner.dot, runner.tangent) if part is not None)


@pytest.mark.parametrize("x_range", [(-1e6, 1e6), (0.0, 1e-5), (1e6, 1e6 + 1), (-0.1, 31.4)])
def test_plots_write_any_range_of_numbers_side_by_side(x_range: tuple[float, float]) -> None:
    plot = CurvePlot(lambda x: x**2, x_range=x_range)
    check(plot.axes.numbers, 0.01)
    assert len(plot.axes.numbers) >= 4


GRAPHS: dict[str, tuple[dict[str, str], list[tuple[str, ...]]]] = {
    "chain": ({str(n): f"step {n}" for n in range(10)}, [(str(n), str(n + 1)) for n in range(9)]),
    "cycle": ({"a": "A", "b": "B", "c": "C"}, [("a", "b", "go"), ("b", "c"), ("c", "a", "back"), ("b", "b", "again")]),
    "parallel": ({"a": "A", "b": "B"}, [("a", "b", "yes"), ("a", "b", "no"), ("b", "a", "maybe")]),
    "apart": ({str(n): text for n, text in enumerate(HOSTILE)}, []),
    "star": ({str(n): f"leaf {n}" for n in range(10)}, [("0", str(n)) for n in range(1, 10)]),
    "dense": ({str(n): UNBROKEN for n in range(10)}, [(str(a), str(b)) for a in range(10) for b in range(a + 1, 10)]),
    "lonely": ({"a": ""}, []),
}


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("name", GRAPHS)
def test_diagrams(name: str, direction: str) -> None:
    diagram = FlowDiagram(*GRAPHS[name], direction="right" if direction == "right" else "down")
    check(diagram.nodes)
    assert all(inside(line, SAFE, 0.2) for line in diagram.lines)
    assert all(inside(node[1].ink, BODY) and node[1].ink.width <= node[0].width for node in diagram.nodes)


@pytest.mark.parametrize("sizes", [(1,), (3, 4, 1), (64, 1, 64), (1, 8, 9, 64, 2, 2, 3, 50, 10)])
def test_networks(sizes: Sequence[int]) -> None:
    network = NeuralNetwork(*((f"{LONG[:25]} {size}", size) for size in sizes))
    check([*(neuron for layer in network.layers for neuron in layer), *(name.ink for name in network.labels)])
    assert [len(layer) for layer in network.layers] == [size if size <= 8 else 7 for size in sizes]


def test_tables_wrap_and_cut_their_cells() -> None:
    table = DataTable([f"column {n}" for n in range(8)], [[LONG, UNBROKEN, "1", *HOSTILE[2:7]] for _ in range(3)])
    table.reveal(0)
    check([table.header, table.rows[0]])
    assert inside(table.rows[0], BODY)


def test_listings_show_a_window_of_long_programs() -> None:
    source = "\n".join(f"value_{n} = {n}  # {UNBROKEN[: n * 5]}" for n in range(40))
    listing = CodeListing(source, language="python")
    seen = [
        row for row in listing.rows if any(part.get_fill_opacity() > 0 for part in row.family_members_with_points())
    ]
    assert 10 <= len(seen) < 40
    assert all(inside(row, BODY) for row in seen)
    assert inside(listing.panel, BODY)
