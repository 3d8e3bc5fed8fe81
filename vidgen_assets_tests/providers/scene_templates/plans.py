"""Plans to write scenes for: one of each kind of visual, as people mean them, and as nobody should."""

from vidgen_assets.domain.plan import Beat, Plan, Section
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.visuals import (
    Bullets,
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
    Statement,
    Table,
    Visual,
)

SPOKEN = (
    "First comes the input, then the weights are changed, and at last the loss falls. Every step is small and quick."
)
LONG = "A sentence that goes on and on, well beyond what anybody would put on a slide, " * 3
ODD = 'Quotes " \' """ {braces} \\back $5 #hash\ttab \u202e bidi 🚀 שלום 日本語'

PARABOLA = Plot(curves=(Curve(expression="x^2", label="loss $L$"),), x_range=(-2, 2))
SOURCE = 'def step(w):\n    # go "down"\n    return w - 0.1 * slope(w)\n'

USUAL: tuple[Visual, ...] = (
    Statement(text="Every mistake carries a message"),
    Bullets(items=("Input comes first", "Weights are changed", "The loss $L$ falls"), ordered=True),
    Formula(steps=(r"L = (y - w x)^2", r"\frac{\partial L}{\partial w} = -2 x (y - w x)")),
    PARABOLA,
    PARABOLA.model_copy(update={"point": MovingPoint(start=-1.5, end=1, tangent=True), "shade": (-1.0, 1.0)}),
    Code(language="python", source=SOURCE, highlights=((1, 1), (3, 3))),
    Code(language="python", source=SOURCE),
    Diagram(
        nodes=(Node(id="i", label="input"), Node(id="w", label="weights"), Node(id="l", label="loss")),
        edges=(Edge(source="i", target="w", label="feeds"), Edge(source="w", target="l"), Edge(source="l", target="w")),
    ),
    Network(layers=(Layer(label="Input", size=3), Layer(label="Output", size=2)), signal="forward"),
    Network(layers=(Layer(label="Input", size=3), Layer(label="Output", size=2)), signal="both"),
    Table(header=("Step", "Loss"), rows=(("first", "4"), ("last", "$\\frac{1}{2}$"))),
)

HOSTILE: tuple[Visual, ...] = (
    Statement(text=ODD),
    Statement(text=LONG * 3),
    Bullets(items=(LONG, "x" * 200, "", ODD, *(f"item {n}" for n in range(8)))),
    Formula(steps=("+".join(f"a_{{{n}}} x^{{{n}}}" for n in range(40)), "x", r"\sqrt{\sqrt{\frac{\frac{1}{2}}{3}}}")),
    Plot(
        curves=(Curve(expression="1/x", label=LONG), Curve(expression="tan(x)"), Curve(expression="3")),
        x_range=(-1e6, 1e6),
        x_label=ODD,
        point=MovingPoint(curve=1, start=-1e6, end=1e6),
        shade=(-1e9, 1e9),
    ),
    Code(language="no such language", source="\n".join(f"{n} {ODD} {'long' * n}" for n in range(40))),
    Diagram(
        nodes=tuple(Node(id=f"n {n}", label=("", ODD, LONG)[n % 3]) for n in range(10)),
        edges=tuple(Edge(source=f"n {n}", target=f"n {n * 7 % 10}", label="x" * n) for n in range(10)),
        direction="down",
    ),
    Diagram(nodes=(), edges=(Edge(source="named", target="only here"),)),
    Network(layers=tuple(Layer(label=LONG[: size * 3], size=size) for size in (64, 1, 9)), signal="backward"),
    Table(header=tuple("abcdefgh"), rows=tuple((LONG, ODD, *"cdefgh") for _ in range(12))),
)


def plan(*visuals: Visual, spoken: str = SPOKEN, title: str = "The Chain Rule, Explained") -> Plan:
    """A plan of one section in which each visual has a beat."""
    beats = tuple(Beat(spoken=spoken, display=spoken, visual=visual) for visual in visuals)
    return Plan(
        inputs="none",
        title="A film",
        language="en",
        voice=None,
        quality=Quality.DRAFT,
        planner="test",
        sections=(Section(key="01", title=title, beats=beats),),
    )
