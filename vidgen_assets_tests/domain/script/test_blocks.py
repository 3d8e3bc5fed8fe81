import pytest

from vidgen_assets.domain.errors import FormulaError
from vidgen_assets.domain.script import parse
from vidgen_assets.domain.visuals import (
    Code,
    Curve,
    Diagram,
    Edge,
    Formula,
    Layer,
    MovingPoint,
    Network,
    Node,
    Plot,
    Table,
    Visual,
)
from vidgen_assets_tests.domain.script.test_parse import script


def seen(info: str, content: str) -> Visual:
    """The visual of a fence."""
    return script("Look.", f"```{info}\n{content}\n```").sections[0].beats[0].visual


def test_each_line_of_mathematics_is_a_step() -> None:
    assert seen("math", "x^2\n\n% note\ny \\\\") == Formula(steps=("x^2", "y"))


def test_lines_of_an_environment_are_one_step() -> None:
    content = "$$\n\\begin{aligned}\na &= b \\\\\n&= c\n\\end{aligned}\n$$\n\\frac{1}{\n2}"
    steps = ("\\begin{aligned} a &= b \\\\ &= c \\end{aligned}", "\\frac{1}{ 2}")
    assert seen("math", content) == Formula(steps=steps)


def test_mathematics_that_only_latex_knows_is_left_to_latex_where_there_is_one() -> None:
    text = "# T\n\n## S\n\nLook.\n\n```math\nx \\bigstar y\n```\n"
    assert parse(text, latex=True).sections[0].beats[0].visual == Formula(steps=("x \\bigstar y",))
    with pytest.raises(FormulaError, match=r"formula: .*\\bigstar is not supported.*install LaTeX"):
        parse(text)


@pytest.mark.parametrize("body", ["Look.\n\n```math\n{x\n```", "Say $x \\bigstar y$.", "Look.\n\n- $x \\bigstar y$"])
def test_latex_excuses_neither_what_is_broken_nor_what_is_said_nor_text(body: str) -> None:
    with pytest.raises(FormulaError):
        parse(f"# T\n\n## S\n\n{body}\n", latex=True)


def test_a_plot_has_curves_ranges_labels_a_point_and_an_area() -> None:
    content = (
        '"loss": y = x^2\ng(t) = 2t\nx: -pi..pi\ny: -1..4\ny label: $L$\npoint: 2..-1.5 on 2\ntangent\nshade: 0..2'
    )
    assert seen("plot", content) == Plot(
        curves=(Curve(expression="x^2", label="loss"), Curve(expression="2x", label="$g(t)$")),
        x_range=(-3.141592653589793, 3.141592653589793),
        y_range=(-1, 4),
        x_label="t",
        y_label="$L$",
        point=MovingPoint(curve=1, start=2, end=-1.5, tangent=True),
        shade=(0, 2),
    )


def test_a_tangent_alone_runs_over_the_whole_plot() -> None:
    visual = seen("plot", "y = x\nx: 0..3\ntangent")
    assert isinstance(visual, Plot)
    assert visual.point == MovingPoint(start=0, end=3, tangent=True)


def test_code_lights_up_where_it_is_told() -> None:
    expected = Code(language="python", source="a = 1\n\nb = 2\nc", highlights=((1, 1), (3, 4)))
    assert seen("python {1, 3-4}", "a = 1\n\nb = 2  \nc") == expected
    assert seen("code python {1,3-4}", "a = 1\n\nb = 2\nc") == expected
    assert seen("js linenums", "a") == Code(language="js", source="a")


def test_a_diagram_has_boxes_arrows_and_labels() -> None:
    content = "direction: down\nin[Raw $x$] -> Model -> Out: predicts\nOut --> in\nAlone"
    assert seen("diagram", content) == Diagram(
        nodes=tuple(Node(id=i, label=label) for i, label in _boxes({"in": "Raw $x$"}, "Model", "Out", "Alone")),
        edges=(
            Edge(source="in", target="Model"),
            Edge(source="Model", target="Out", label="predicts"),
            Edge(source="Out", target="in"),
        ),
        direction="down",
    )


def _boxes(labelled: dict[str, str], *names: str) -> list[tuple[str, str]]:
    return [*labelled.items(), *((name, name) for name in names)]


def test_a_network_has_layers_and_a_signal() -> None:
    expected = Network(layers=(Layer(label="Input", size=3), Layer(label="Output", size=2)), signal="both")
    assert seen("network", "Input: 3\nOutput: 2\nsignal: both") == expected
    assert seen("diagram network", "Input: 3\nOutput: 2\nsignal: both") == expected


def test_a_table_fence_takes_bars_or_commas() -> None:
    expected = Table(header=("a", "b"), rows=(("1", "$x$"),))
    assert seen("table", "a, b\n1, $x$") == expected
    assert seen("table", "| a | b |\n|---|---|\n| 1 | $x$ |") == expected
