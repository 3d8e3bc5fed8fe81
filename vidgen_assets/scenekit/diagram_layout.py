"""Ranks of a graph -> places in the frame: where boxes stand and which way edges go round them.

Everything is computed along the flow (`along`) and across it, and turned to the wanted direction at the end. Ranks that
do not fit in one line go on in the next, to and fro like an ox ploughs.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from vidgen_assets.scenekit.ranking import Ranking

Array = npt.NDArray[np.float64]

_SWEEPS = 24
_STRAIGHT = 60.0
_LANE, _LANE_GAP = 0.26, 0.12
"""Room across for an edge that passes a rank."""


@dataclass(frozen=True)
class Spacing:
    """Sizes in scene units: of a box along and across the flow, of gaps between boxes, and between lines of ranks."""

    along: float
    across: float
    gap_along: float
    gap_across: float
    gap_lines: float = 0.7

    def scaled(self, factor: float) -> "Spacing":
        """The same, larger or smaller."""
        return Spacing(*(factor * size for size in astuple(self)))


@dataclass(frozen=True)
class Places:
    """Where items stand: rows of (along, across), `heading` +1 or -1 along the flow, the line of ranks each is in, and
    those that are `lonely` in their rank."""

    points: Array
    heading: list[int]
    line: list[int]
    lonely: frozenset[int]

    def alone(self, item: int) -> bool:
        """Whether a rank holds nothing else."""
        return item in self.lonely

    @property
    def size(self) -> Array:
        """Extent of the items' centres."""
        extent: Array = self.points.max(axis=0) - self.points.min(axis=0)
        return extent


def placed(ranking: Ranking, nodes: int, spacing: Spacing, lines: int) -> Places:
    """Put the ranks of `nodes` nodes on `lines` lines."""
    count = sum(len(rank) for rank in ranking.ranks)
    across = _across(ranking, nodes, count, spacing)
    per_line = -(-len(ranking.ranks) // lines)
    points, heading, line = np.zeros((count, 2)), [1] * count, [0] * count
    start = 0.0
    for number in range(lines):
        ranks = ranking.ranks[number * per_line : (number + 1) * per_line]
        members = [item for rank in ranks for item in rank]
        if not members:
            break
        low, high = across[members].min(), across[members].max()
        for place, rank in enumerate(ranks):
            step = place if number % 2 == 0 else per_line - 1 - place
            for item in rank:
                points[item] = step * (spacing.along + spacing.gap_along), start + across[item] - low
                heading[item], line[item] = (1 if number % 2 == 0 else -1), number
        start += high - low + spacing.across + spacing.gap_lines
    lonely = frozenset(rank[0] for rank in ranking.ranks if len(rank) == 1)
    return Places(points, heading, line, lonely)


def _across(ranking: Ranking, nodes: int, count: int, spacing: Spacing) -> Array:
    """Places across the flow: each near its neighbours, none too near the next in its rank."""
    neighbours = _neighbours(ranking.chains)
    across = np.zeros(count)
    for rank in ranking.ranks:
        across[rank] = _spread(np.zeros(len(rank)), rank, nodes, spacing)
    for sweep in range(_SWEEPS):
        for rank in ranking.ranks if sweep % 2 == 0 else reversed(ranking.ranks):
            wanted = np.array([_pull(item, neighbours, nodes, across) for item in rank])
            across[rank] = _spread(wanted, rank, nodes, spacing)
    return across


def _pull(item: int, neighbours: dict[int, list[int]], nodes: int, across: Array) -> float:
    """The mean place of neighbours, in which boxes count more for boxes: the main flow is to be straight."""
    others = neighbours.get(item, [])
    weights = [_STRAIGHT if (other < nodes) == (item < nodes) else 1.0 for other in others]
    return float(np.average(across[others], weights=weights)) if others else float(across[item])


def _neighbours(chains: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for chain in chains:
        for low, high in pairwise(chain):
            found.setdefault(high, []).append(low)
            found.setdefault(low, []).append(high)
    return found


def _spread(wanted: Array, rank: Sequence[int], nodes: int, spacing: Spacing) -> Array:
    """The nearest places to `wanted` that keep order and distance, about the same middle."""
    widths = [spacing.across if item < nodes else _LANE for item in rank]
    found = wanted.copy()
    for index in range(1, len(rank)):
        boxes = rank[index - 1] < nodes and rank[index] < nodes
        least = (widths[index - 1] + widths[index]) / 2 + (spacing.gap_across if boxes else _LANE_GAP)
        found[index] = max(found[index], found[index - 1] + least)
    weights = [_STRAIGHT if item < nodes else 1.0 for item in rank]
    return found - np.average(found - wanted, weights=weights)
