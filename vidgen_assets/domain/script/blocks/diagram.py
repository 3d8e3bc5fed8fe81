"""``diagram`` fences -> `Diagram`: lines such as ``Input[Raw data] -> Model -> Output: prediction``."""

import re
from itertools import pairwise

from vidgen_assets.domain.script.blocks.text import Line, label, lines
from vidgen_assets.domain.script.faults import fault
from vidgen_assets.domain.script.limits import MAX_EDGES, MAX_LABEL_CHARS, MAX_NODES, check_count
from vidgen_assets.domain.visuals import Diagram, Edge, Node

_FIELD = "diagram"
_ARROW = re.compile(r"\s*(?:-+>|→|=+>)\s*")
_NODE = re.compile(r"(?P<id>[^\[\]]*?)\s*(?:\[(?P<label>[^\[\]]+)\])?")
_EDGE_LABEL = re.compile(r":\s*(?P<text>[^\[\]]*)$")
_DIRECTION = re.compile(r"direction\s*:\s*(.*)", re.IGNORECASE)


def read(content: str, first: int) -> Diagram:
    """The boxes and arrows in `content`. A name in brackets is what a box shows; the name before it is what lines use.

    Raises:
        ScriptError: a line cannot be read, a box has two labels, or there are too many of something.
    """
    builder = _Builder()
    for line in lines(content, first):
        builder.take(line)
    if not builder.nodes:
        raise fault(first, _FIELD, "it is empty", "Write lines such as Input -> Model -> Output")
    check_count(first, _FIELD, "boxes", len(builder.nodes), MAX_NODES)
    check_count(first, _FIELD, "arrows", len(builder.edges), MAX_EDGES)
    nodes = tuple(Node(id=name, label=text or name) for name, text in builder.nodes.items())
    return Diagram(nodes=nodes, edges=tuple(builder.edges), direction=builder.direction)


class _Builder:
    def __init__(self) -> None:
        self.nodes: dict[str, str] = {}
        self.edges: list[Edge] = []
        self.direction = "right"

    def take(self, line: Line) -> None:
        if match := _DIRECTION.fullmatch(line.text):
            self._turn(line, match[1].strip().lower())
            return
        text, edge_label = self._edge_label(line)
        names = [self._node(line, part) for part in _ARROW.split(text)]
        if edge_label and len(names) < 2:
            problem = "a label belongs to an arrow, and this line has none"
            raise fault(line.number, _FIELD, problem, "Write A -> B: label, or put the name in brackets")
        for source, target in pairwise(names):
            last = target is names[-1]
            self._connect(line, source, target, edge_label if last else "")

    def _turn(self, line: Line, direction: str) -> None:
        if direction not in ("right", "down"):
            raise fault(line.number, _FIELD, f"direction {direction!r} is unknown", "Write right or down")
        self.direction = direction

    def _edge_label(self, line: Line) -> tuple[str, str]:
        match = _EDGE_LABEL.search(line.text)
        if match is None:
            return line.text, ""
        return line.text[: match.start()], label(match["text"], line.number, _FIELD, MAX_LABEL_CHARS)

    def _node(self, line: Line, part: str) -> str:
        match = _NODE.fullmatch(part.strip())
        if match is None or not (match["id"] or match["label"]):
            problem = f"{line.text!r} lacks a box beside an arrow" if match else f"{part!r} is no box"
            raise fault(line.number, _FIELD, problem, "Write lines such as A[Label] -> B: edge label")
        name = label(match["id"] or match["label"], line.number, _FIELD, MAX_LABEL_CHARS)
        shown = label(match["label"], line.number, _FIELD, MAX_LABEL_CHARS) if match["label"] else ""
        known = self.nodes.get(name, "")
        if shown and known and shown != known:
            raise fault(line.number, _FIELD, f"{name} is called {known!r} and {shown!r}", "Give it one label")
        self.nodes[name] = known or shown
        return name

    def _connect(self, line: Line, source: str, target: str, text: str) -> None:
        if source == target:
            raise fault(line.number, _FIELD, f"an arrow leads from {source} to itself", "Lead it to another box")
        self.edges.append(Edge(source=source, target=target, label=text))
