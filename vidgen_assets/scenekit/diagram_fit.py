"""The largest setting of a diagram that fits its area: size of type, width of boxes, number of lines of ranks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.diagram_layout import Places, Spacing, placed
from vidgen_assets.scenekit.layout import Area
from vidgen_assets.scenekit.paths import Path
from vidgen_assets.scenekit.ranking import Arc, Ranking, ranked
from vidgen_assets.scenekit.routes import TURN, Direction, routes, turned
from vidgen_assets.scenekit.text import TextBlock, label

Array = npt.NDArray[np.float64]

_PAD_X, _PAD_Y = 0.36, 0.34
_NOTE_WIDTH = 2.0
_LOOP_ROOM = 0.5
_MOST_IN_RANK = {"right": 7, "down": 6}


class _Type(NamedTuple):
    """Size of the labels, how wide they may be, and what share of the usual gaps is left."""

    size: float
    width: float
    gaps: float


_TYPES = (
    _Type(44, 3.4, 1.4),
    _Type(38, 3.0, 1.2),
    _Type(34, 2.6, 1.0),
    _Type(32, 2.2, 1.0),
    _Type(28, 2.2, 0.9),
    _Type(26, 1.8, 0.75),
    _Type(26, 1.3, 0.6),
)
_LINES = (1, 2, 3)


@dataclass(frozen=True)
class Fitted:
    """A diagram that fits: `box` is the width and height of its boxes, `centers` are where they stand."""

    labels: list[TextBlock]
    notes: list[TextBlock | None]
    box: tuple[float, float]
    centers: Array
    paths: list[Path]


class _Attempt(NamedTuple):
    labels: list[TextBlock]
    spacing: Spacing
    places: Places
    scale: float


def fitted(texts: Sequence[str], arcs: Sequence[Arc], notes: Sequence[str], direction: Direction, area: Area) -> Fitted:
    """The first setting that fits, or, when none does, the one that has to be scaled down least."""
    ranking = ranked(len(texts), arcs, _MOST_IN_RANK[direction])
    edge_notes = [label(text, size=theme.MIN_SIZE, width=_NOTE_WIDTH, height=0.7) if text else None for text in notes]
    best: _Attempt | None = None
    for attempt in _attempts(texts, ranking, edge_notes, direction, area):
        if best is None or attempt.scale > best.scale + 1e-9:
            best = attempt
        if best.scale >= 1:
            break
    if best is None:
        raise ValueError("a diagram needs a node")
    return _finished(best, edge_notes, ranking, direction, area)


def _attempts(
    texts: Sequence[str],
    ranking: Ranking,
    notes: Sequence[TextBlock | None],
    direction: Direction,
    area: Area,
) -> Iterator[_Attempt]:
    """Few lines before many, large type before small."""
    built: dict[_Type, list[TextBlock]] = {}
    for lines in _LINES:
        for setting in _TYPES:
            if setting not in built:
                built[setting] = [label(text, size=setting.size, width=setting.width) for text in texts]
            spacing = _spacing(built[setting], notes, setting.gaps, ranking, direction)
            places = placed(ranking, len(texts), spacing, lines)
            turns = 2 * TURN * (lines > 1)
            loops = 2 * _LOOP_ROOM * _has_loop(ranking)
            extent = places.size + np.array([spacing.along + turns, spacing.across + loops])
            room = (area.width, area.height) if direction == "right" else (area.height, area.width)
            yield _Attempt(built[setting], spacing, places, min(1.0, room[0] / extent[0], room[1] / extent[1]))


def _spacing(
    labels: Sequence[TextBlock], notes: Sequence[TextBlock | None], gaps: float, ranking: Ranking, direction: Direction
) -> Spacing:
    """All boxes have the size of the largest; gaps along the flow have room for what is written on the edges."""
    width = max(0.9, *(text.ink.width for text in labels)) + 2 * _PAD_X
    height = max(0.3, *(max(text.strut.height, text.ink.height) for text in labels)) + 2 * _PAD_Y
    written = [note for note in notes if note is not None]
    across = gaps * (0.5 + 0.4 * _has_loop(ranking))
    lines = max(0.8 * gaps, *(note.height + 0.7 for note in written), across)
    if direction == "right":
        return Spacing(width, height, max(gaps * 1.1, *(note.width + 0.6 for note in written), 0.0), across, lines)
    return Spacing(height, width, max(gaps * 0.8, *(note.height + 0.6 for note in written), 0.0), across, lines)


def _has_loop(ranking: Ranking) -> bool:
    return any(len(chain) == 1 for chain in ranking.chains)


def _finished(
    best: _Attempt, notes: list[TextBlock | None], ranking: Ranking, direction: Direction, area: Area
) -> Fitted:
    spacing, points = best.spacing.scaled(best.scale), best.places.points * best.scale
    points = points - (points.max(axis=0) + points.min(axis=0)) / 2
    places = replace(best.places, points=points)
    for text in best.labels:
        text.scale(best.scale)
    paths = routes(ranking, len(best.labels), places, spacing, direction, area.center)
    box = (spacing.along, spacing.across) if direction == "right" else (spacing.across, spacing.along)
    return Fitted(best.labels, notes, box, turned(points[: len(best.labels)], direction) + area.center, paths)
