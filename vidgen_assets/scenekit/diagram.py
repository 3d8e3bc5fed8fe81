"""A flow diagram: boxes appear, arrows grow, and signals run along them. Where things stand is worked out in
`ranking`, `diagram_layout` and `routes`."""

from collections.abc import Mapping, Sequence

import numpy as np
from manim import Animation, Create, Polygon, Rectangle, VGroup, VMobject, there_and_back

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.diagram_fit import Fitted, fitted
from vidgen_assets.scenekit.layout import BODY, Area
from vidgen_assets.scenekit.motion import Appear, Retone, Travel, cascade, together
from vidgen_assets.scenekit.panel import panel
from vidgen_assets.scenekit.paths import Path
from vidgen_assets.scenekit.routes import TIP, Direction

_LINE = 3.5
_LABEL_SHARES = (0.5, 0.4, 0.62, 0.3, 0.72, 0.2, 0.82)


class FlowDiagram:
    """Boxes and arrows. `nodes` are labels by id; an edge is (source id, target id) or that and its label."""

    def __init__(
        self,
        nodes: Mapping[str, str],
        edges: Sequence[tuple[str, ...]],
        *,
        direction: Direction = "right",
        area: Area = BODY,
    ) -> None:
        ids = {name: number for number, name in enumerate(nodes)}
        self._arcs = [(ids[edge[0]], ids[edge[1]]) for edge in edges]
        notes = [edge[2] if len(edge) > 2 else "" for edge in edges]
        found = fitted(list(nodes.values()), self._arcs, notes, direction, area)
        self.nodes = [
            VGroup(panel(found.box[0], found.box[1]).move_to(center), text.move_to(center))
            for text, center in zip(found.labels, found.centers, strict=True)
        ]
        self.paths = found.paths
        self.lines = [path.mobject(theme.MUTED, _LINE) for path in self.paths]
        self.tips = [_tip(path) for path in self.paths]
        self.notes = _notes(found, self.nodes)
        self._turn = 0
        self._shown: list[int] = []
        self._grown: list[int] = []

    def reveal(self, node: int) -> Animation:
        """A box appears, and the arrows between it and the boxes that are there already grow."""
        self._shown.append(node)
        arrows = [edge for edge, arc in enumerate(self._arcs) if node in arc and set(arc) <= set(self._shown)]
        self._grown += arrows
        return cascade([Appear(self.nodes[node]), *map(self._grow, arrows)], 0.6)

    def show_nodes(self) -> Animation:
        """The boxes appear one after another."""
        self._shown = list(range(len(self.nodes)))
        return cascade((Appear(node) for node in self.nodes), 0.35)

    def grow_edges(self) -> Animation:
        """The arrows grow from box to box, in their order."""
        self._grown = list(range(len(self._arcs)))
        return cascade((self._grow(number) for number in self._grown), 0.4)

    def send(self, edge: int) -> Animation:
        """A signal runs along an edge and lights up the box that it comes to."""
        target = self.nodes[self._arcs[edge][1]]
        arrival = Retone(target[0], color=theme.SIGNAL, rate_func=there_and_back)
        return cascade([Travel(self.paths[edge].at), arrival], 0.8)

    def pulse(self) -> Animation:
        """The next signals in turn, along the arrows that leave one box; without arrows, the next box lights up."""
        self._turn += 1
        sources = list(dict.fromkeys(self._arcs[edge][0] for edge in sorted(self._grown)))
        if not sources:
            box = self.nodes[self._shown[self._turn % len(self._shown)]][0]
            return Retone(box, color=theme.SIGNAL, rate_func=there_and_back)
        source = sources[(self._turn - 1) % len(sources)]
        return together(*(self.send(edge) for edge in self._grown if self._arcs[edge][0] == source))

    def _grow(self, number: int) -> Animation:
        note = self.notes[number]
        ends = [self.tips[number]] if note is None else [self.tips[number], note]
        return cascade([Create(self.lines[number]), together(*map(Appear, ends))], 0.7)


def _tip(path: Path) -> VMobject:
    """An arrowhead that goes on where the path ends."""
    forward = path.end_direction / np.linalg.norm(path.end_direction)
    side = np.array([-forward[1], forward[0], 0.0])
    start = path.at(1.0)
    corners = (start + TIP * forward, start + 0.45 * TIP * side, start - 0.45 * TIP * side)
    return Polygon(*corners, stroke_width=0, fill_color=theme.MUTED, fill_opacity=1)


def _notes(found: Fitted, nodes: Sequence[VGroup]) -> list[VGroup | None]:
    """What is written on the edges, on a patch of background, where it covers neither a box nor another note."""
    taken = [Area.around(node) for node in nodes]
    notes: list[VGroup | None] = []
    for text, path in zip(found.notes, found.paths, strict=True):
        if text is None:
            notes.append(None)
            continue
        patch = Rectangle(width=text.width + 0.16, height=text.height + 0.2, stroke_width=0)
        note = VGroup(patch.set_fill(theme.BACKGROUND, opacity=0.92), text.move_to(patch).set_color(theme.MUTED))
        places = [note.copy().move_to(path.at(share)) for share in _LABEL_SHARES]
        free = [place for place in places if not any(Area.around(place).overlaps(other) for other in taken)]
        chosen = (free or places)[0]
        notes.append(chosen)
        taken.append(Area.around(chosen))
    return notes
