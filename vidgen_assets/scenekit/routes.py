"""Places of a diagram's items -> paths of its edges, from box to box. All in (along, across) until `turned`."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from vidgen_assets.scenekit.diagram_layout import Places, Spacing
from vidgen_assets.scenekit.paths import Path
from vidgen_assets.scenekit.ranking import Ranking

Array = npt.NDArray[np.float64]
Direction = Literal["right", "down"]

TIP = 0.2
"""Length of an arrow's tip, which begins where the path ends."""

TURN = 0.6
"""Room beside the boxes for edges that go on in the next line."""

_LOOP = 0.55
_PORTS = 0.56
"""Share of a box's side over which the edges that leave it are spread."""


class Knot(NamedTuple):
    """A point that a path passes, and the direction in which it does."""

    point: Array
    tangent: Array


def turned(points: Array, direction: Direction) -> Array:
    """(along, across) rows as points of the frame."""
    along, across = points[:, 0], points[:, 1]
    flat = (along, -across) if direction == "right" else (across, -along)
    return np.column_stack([*flat, np.zeros(len(points))])


def routes(
    ranking: Ranking, nodes: int, places: Places, spacing: Spacing, direction: Direction, center: Array
) -> list[Path]:
    """The path of every edge, in the direction of the edge."""
    ports = _ports(ranking, places, spacing)
    paths = []
    for number, chain in enumerate(ranking.chains):
        if len(chain) == 1:
            knots = _loop(places.points[chain[0]], spacing)
        else:
            knots = _through(chain, nodes, places, spacing, ports[number])
            if number in ranking.reversed:
                knots = [Knot(knot.point, -knot.tangent) for knot in reversed(knots)]
        last = knots[-1]
        knots[-1] = Knot(last.point - (TIP + 0.04) * last.tangent, last.tangent)
        points, tangents = (np.array(column) for column in zip(*knots, strict=True))
        paths.append(Path(turned(points, direction) + center, turned(tangents, direction)))
    return paths


def _ports(ranking: Ranking, places: Places, spacing: Spacing) -> list[tuple[float, float]]:
    """For each edge how far across its ends are from the middle of their boxes, so that edges do not merge."""
    sides: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for number, chain in enumerate(ranking.chains):
        if len(chain) > 1:
            sides[chain[0], "out"].append((float(places.points[chain[1], 1]), number))
            sides[chain[-1], "in"].append((float(places.points[chain[-2], 1]), number))
    offsets: dict[tuple[int, str], float] = {}
    for (_, side), ends in sides.items():
        room = _PORTS * spacing.across
        for place, (_, number) in enumerate(sorted(ends)):
            offsets[number, side] = ((place + 0.5) / len(ends) - 0.5) * room
    return [
        (offsets.get((number, "out"), 0.0), offsets.get((number, "in"), 0.0)) for number in range(len(ranking.chains))
    ]


def _through(
    chain: Sequence[int], nodes: int, places: Places, spacing: Spacing, ports: tuple[float, float]
) -> list[Knot]:
    """Out of the first box, past each waypoint in a straight line as long as a box, into the last box."""
    knots: list[Knot] = []
    for step, (start, end) in enumerate(pairwise(chain)):
        exit_shift = ports[0] if step == 0 else 0.0
        entry_shift = ports[1] if step == len(chain) - 2 else 0.0
        if places.line[start] == places.line[end]:
            knots += [_side(places, start, spacing, exit_shift, 1), _side(places, end, spacing, entry_shift, -1)]
        elif places.alone(start) and places.alone(end):
            down = np.array([0.0, 1.0])
            reach = np.array([0.0, spacing.across / 2])
            knots += [Knot(places.points[start] + reach, down), Knot(places.points[end] - reach, down)]
        else:
            out, into = _side(places, start, spacing, exit_shift, 1), _side(places, end, spacing, entry_shift, -1)
            bulge = out.tangent * (TURN - 0.12 - 0.08 * (end % 4))
            knots += [out, Knot((out.point + into.point) / 2 + bulge, np.array([0.0, 1.0])), into]
    return knots


def _side(places: Places, item: int, spacing: Spacing, shift: float, side: int) -> Knot:
    """Where an edge leaves (`side` 1) or enters (-1) an item, along the flow."""
    heading = np.array([float(places.heading[item]), 0.0])
    return Knot(places.points[item] + side * spacing.along / 2 * heading + np.array([0.0, shift]), heading)


def _loop(center: Array, spacing: Spacing) -> list[Knot]:
    """Out of the side of a box that no other edge uses, round, and back."""
    reach, side = 0.2 * spacing.along, -spacing.across / 2
    return [
        Knot(center + np.array([-reach, side]), np.array([0.0, -1.0])),
        Knot(center + np.array([0.0, side - _LOOP]), np.array([1.0, 0.0])),
        Knot(center + np.array([reach, side]), np.array([0.0, 1.0])),
    ]
