"""Which glyphs of one formula become which of the next. How they travel is not decided here."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.typeset import Glyph, Typeset

Pair = tuple[Glyph, Glyph]


def match(before: Sequence[Glyph], after: Sequence[Glyph]) -> tuple[list[Pair], list[Glyph]]:
    """Pairs of equal glyphs, first those in the same order, then those that moved; and the new ones of `after`."""
    names, targets = [glyph.name for glyph in before], [glyph.name for glyph in after]
    blocks = SequenceMatcher(None, names, targets, autojunk=False).get_matching_blocks()
    found = {block.b + step: block.a + step for block in blocks for step in range(block.size)}
    spare = [index for index in range(len(before)) if index not in set(found.values())]
    for index, name in enumerate(targets):
        moved = next((old for old in spare if names[old] == name), None)
        if index not in found and moved is not None:
            found[index] = moved
            spare.remove(moved)
    pairs = [(before[old], after[index]) for index, old in sorted(found.items())]
    return pairs, [glyph for index, glyph in enumerate(after) if index not in found]


def equals_sign(glyphs: Sequence[Glyph]) -> Glyph | None:
    """The first equals sign of full size: the smaller ones belong to the bounds of sums."""
    found = [glyph for glyph in glyphs if glyph.name == _equals()]
    widest = max((glyph.width for glyph in found), default=0.0)
    return next((glyph for glyph in found if glyph.width > 0.9 * widest), None)


@lru_cache(maxsize=1)
def _equals() -> str:
    return str(Typeset("$ = $", size=theme.BODY_SIZE).glyphs[0].name)
