"""Source for flow diagrams."""

from vidgen_assets.domain.visuals import Diagram, Edge
from vidgen_assets.providers.scene_templates.cues import cued
from vidgen_assets.providers.scene_templates.shot import Shot, as_said, play, steps
from vidgen_assets.providers.scene_templates.source import bracketed, call, literal, sequence

_ENOUGH = 0.5
"""Share of the boxes that the voice must name, for each to appear on its word."""


def write(visual: Diagram, spoken: str, name: str, *, goes_on: bool) -> Shot:
    """Boxes appear as they are named, or all at once; then signals run along the arrows."""
    labels = _labels(visual)
    cues = cued(spoken, [as_said(label) for label in labels.values()], at_once=True)
    reveals = [(f"{name}.reveal({number})",) for number in range(len(labels))]
    pulse = f"pace.linger({name}.pulse, seconds=1.4)"
    if goes_on:
        text, body, entrance = spoken, [pulse], ""
    elif cues.found >= max(2, _ENOUGH * len(labels)):
        text, entrance = cues.text, reveals[0][0]
        body = [*steps(cues.rest, reveals[1:], "pace.fit(0.9", f"{name}.pulse")[:-1], pulse]
    else:
        text, entrance = spoken, f"{name}.show_nodes()"
        arrows = play((f"{name}.grow_edges()",), "pace.fill(0.3)") if visual.edges else []
        body = [*arrows, pulse]
    setup = _setup(visual, labels, name) if not goes_on else []
    seconds = 1.6 if "show_nodes" in entrance else 1.0
    return Shot(text, setup, entrance, body, frozenset({"FlowDiagram"}), seconds)


def _labels(visual: Diagram) -> dict[str, str]:
    """Labels by id; an edge may name a box that is listed nowhere else."""
    labels = {node.id: node.label for node in visual.nodes}
    for edge in visual.edges:
        for end in (edge.source, edge.target):
            labels.setdefault(end, end)
    return labels


def _setup(visual: Diagram, labels: dict[str, str], name: str) -> list[str]:
    pairs = [f"{literal(key)}: {literal(label)}" for key, label in labels.items()]
    edges = [_edge(edge) for edge in visual.edges]
    arguments = [bracketed("{", pairs, "}", indent=12), bracketed("[", edges, "]", indent=12)]
    if visual.direction != "right":
        arguments.append(f"direction={literal(visual.direction)}")
    return call(f"{name} = FlowDiagram", arguments, indent=8)


def _edge(edge: Edge) -> str:
    parts = [edge.source, edge.target, *([edge.label] if edge.label else [])]
    return sequence([*map(literal, parts)], indent=16)
