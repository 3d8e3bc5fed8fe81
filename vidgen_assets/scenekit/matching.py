"""Which glyphs of one formula become which of the next. How they travel is not decided here."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import cast

import numpy as np
from manim import VMobject

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.typeset import Typeset

Pair = tuple[VMobject, VMobject]


def match(before: Sequence[VMobject], after: Sequence[VMobject]) -> tuple[list[Pair], list[VMobject]]:
    """Pairs of equal glyphs, first those in the same order, then those that moved; and the new ones of `after`."""
    shapes, targets = [_shape(glyph) for glyph in before], [_shape(glyph) for glyph in after]
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
    sign = _shape(_equals())
    found = [glyph for glyph in glyphs if _shape(glyph) == sign]
    widest = max((glyph.width for glyph in found), default=0.0)
    return next((glyph for glyph in found if glyph.width > 0.9 * widest), None)


@lru_cache(maxsize=1)
def _equals() -> VMobject:
    return cast(VMobject, Typeset("$ = $", size=theme.BODY_SIZE).ink.family_members_with_points()[0])


def _shape(glyph: VMobject) -> bytes:
    """The outline whatever its place and size; every bar of a fraction or root is the same."""
    if glyph.get_fill_opacity() == 0:
        return b"bar"
    points = glyph.points - glyph.points.min(axis=0)
    return bytes(np.round(points * (10 / max(glyph.height, 1e-6))).astype(np.int16).tobytes())
