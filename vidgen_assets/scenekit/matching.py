"""Which glyphs of one formula become which of the next. How they travel is not decided here."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import cast

import numpy as np
import numpy.typing as npt
from manim import VMobject

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.typeset import Typeset

Pair = tuple[VMobject, VMobject]

_ALIKE = 0.02
"""How far outlines of the same character may differ, as a share of their size."""


def match(before: Sequence[VMobject], after: Sequence[VMobject]) -> tuple[list[Pair], list[VMobject]]:
    """Pairs of equal glyphs, first those in the same order, then those that moved; and the new ones of `after`."""
    catalogue = _Catalogue()
    shapes, targets = [catalogue.number(glyph) for glyph in before], [catalogue.number(glyph) for glyph in after]
    blocks = SequenceMatcher(None, shapes, targets, autojunk=False).get_matching_blocks()
    found = {block.b + step: block.a + step for block in blocks for step in range(block.size)}
    spare = [index for index in range(len(before)) if index not in set(found.values())]
    for index, shape in enumerate(targets):
        moved = next((old for old in spare if shapes[old] == shape), None)
        if index not in found and moved is not None:
            found[index] = moved
            spare.remove(moved)
    pairs = [(before[old], after[index]) for index, old in sorted(found.items())]
    return pairs, [glyph for index, glyph in enumerate(after) if index not in found]


def equals_sign(glyphs: Sequence[VMobject]) -> VMobject | None:
    """The first equals sign of full size: the smaller ones belong to the bounds of sums."""
    catalogue = _Catalogue()
    sign = catalogue.number(_equals())
    found = [glyph for glyph in glyphs if catalogue.number(glyph) == sign]
    widest = max((glyph.width for glyph in found), default=0.0)
    return next((glyph for glyph in found if glyph.width > 0.9 * widest), None)


@lru_cache(maxsize=1)
def _equals() -> VMobject:
    return cast(VMobject, Typeset("$ = $", size=theme.BODY_SIZE).ink.family_members_with_points()[0])


class _Catalogue:
    """Numbers outlines, equal ones alike, whatever their place and size. Every bar of a fraction or root is alike."""

    def __init__(self) -> None:
        self._outlines: list[npt.NDArray[np.float64]] = [np.zeros((0, 3))]

    def number(self, glyph: VMobject) -> int:
        """The number of a glyph's outline."""
        if glyph.get_fill_opacity() == 0:
            return 0
        outline = (glyph.points - glyph.points.min(axis=0)) / max(glyph.height, glyph.width, 1e-6)
        for number, known in enumerate(self._outlines):
            if known.shape == outline.shape and np.abs(known - outline).max() < _ALIKE:
                return number
        self._outlines.append(outline)
        return len(self._outlines) - 1
