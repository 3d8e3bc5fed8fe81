"""Layered order of a directed graph: which rank each node stands in, and in which place of the rank.

Pure combinatorics after Sugiyama: cycles are broken, edges over several ranks get a waypoint in each rank between, and
crossings are reduced by barycentres. Coordinates belong to `diagram_layout`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_SWEEPS = 12

Arc = tuple[int, int]
"""From node to node, by their numbers."""


@dataclass(frozen=True)
class Ranking:
    """Items below the number of nodes are nodes, the others waypoints.

    Attributes:
        ranks: the items of each rank, in order.
        chains: for each edge its items from the lower rank to the higher; just the node for a loop.
        reversed: the edges that point from the higher rank to the lower.
    """

    ranks: list[list[int]]
    chains: list[list[int]]
    reversed: frozenset[int]


def ranked(count: int, arcs: Sequence[Arc], most: int) -> Ranking:
    """The order of `count` nodes joined by `arcs`, with at most `most` nodes in a rank."""
    backward = _backward(count, arcs)
    forward = [(b, a) if number in backward else (a, b) for number, (a, b) in enumerate(arcs)]
    rank = _split(_longest_paths(count, [arc for arc in forward if arc[0] != arc[1]]), most)
    chains = _chains(count, forward, rank)
    ranks = [[node for node in range(count) if rank[node] == level] for level in range(max(rank) + 1)]
    for chain in chains:
        for step, item in enumerate(chain[1:-1], 1):
            ranks[rank[chain[0]] + step].append(item)
    _untangle(ranks, chains)
    return Ranking(ranks, chains, frozenset(backward))


def _backward(count: int, arcs: Sequence[Arc]) -> set[int]:
    """The edges that close a cycle, found depth first in the order in which nodes are given."""
    leaving: dict[int, list[int]] = defaultdict(list)
    for number, (source, _) in enumerate(arcs):
        leaving[source].append(number)
    state, backward = [0] * count, set[int]()
    for root in range(count):
        stack = [(root, iter(leaving[root]))] if state[root] == 0 else []
        state[root] = max(state[root], 1)
        while stack:
            node, rest = stack[-1]
            number = next(rest, -1)
            if number < 0:
                state[node] = 2
                stack.pop()
                continue
            target = arcs[number][1]
            if state[target] == 1 and target != node:
                backward.add(number)
            elif state[target] == 0:
                state[target] = 1
                stack.append((target, iter(leaving[target])))
    return backward


def _longest_paths(count: int, arcs: Sequence[Arc]) -> list[int]:
    """Every node one rank after the last of those that lead to it."""
    rank = [0] * count
    for _ in range(count):
        for source, target in arcs:
            rank[target] = max(rank[target], rank[source] + 1)
    return rank


def _split(rank: list[int], most: int) -> list[int]:
    """Ranks of more than `most` nodes become several; all edges still lead to higher ranks."""
    places: dict[int, tuple[int, int]] = {}
    for level in range(max(rank) + 1):
        members = [node for node, own in enumerate(rank) if own == level]
        size = -(-len(members) // -(-len(members) // most))
        places |= {node: (level, position // size) for position, node in enumerate(members)}
    numbers = {place: number for number, place in enumerate(sorted(set(places.values())))}
    return [numbers[places[node]] for node in range(len(rank))]


def _chains(count: int, arcs: Sequence[Arc], rank: Sequence[int]) -> list[list[int]]:
    chains, fresh = [], count
    for low, high in arcs:
        between = max(0, rank[high] - rank[low] - 1)
        chains.append([low, *range(fresh, fresh + between), *([high] if high != low else [])])
        fresh += between
    return chains


def _untangle(ranks: list[list[int]], chains: Sequence[Sequence[int]]) -> None:
    """Order each rank by the mean place of neighbours, alternately looking down and up."""
    before: dict[int, list[int]] = defaultdict(list)
    after: dict[int, list[int]] = defaultdict(list)
    for chain in chains:
        for low, high in pairwise(chain):
            before[high].append(low)
            after[low].append(high)
    for sweep in range(_SWEEPS):
        levels = range(1, len(ranks)) if sweep % 2 == 0 else range(len(ranks) - 2, -1, -1)
        neighbours = before if sweep % 2 == 0 else after
        for level in levels:
            other = ranks[level - 1 if sweep % 2 == 0 else level + 1]
            places = {item: place for place, item in enumerate(other)}
            ranks[level] = _by_barycentre(ranks[level], neighbours, places)


def _by_barycentre(items: list[int], neighbours: dict[int, list[int]], places: dict[int, int]) -> list[int]:
    def key(entry: tuple[int, int]) -> float:
        own, item = entry
        found = [places[other] for other in neighbours[item] if other in places]
        return sum(found) / len(found) if found else own

    return [item for _, item in sorted(enumerate(items), key=key)]
