"""Plain text with inline formulas -> Typst source, word by word. How it is measured and drawn belongs to `typeset`.

Text becomes Typst string literals, so nothing that a person writes is ever read as markup.
"""

import re
import unicodedata
from dataclasses import dataclass

from vidgen_assets.domain.inline import pieces
from vidgen_assets.scenekit.fonts import FONTS
from vidgen_assets.scenekit.glyphs import drawable
from vidgen_assets.scenekit.tex import typst

ZERO_WIDTH_SPACE = "\u200b"
_UNBROKEN = 40
_MOST_LINES = 3


@dataclass(frozen=True)
class Word:
    """A run without white space. `plain` is what it reads like, `source` is Typst markup that sets it."""

    plain: str
    source: str


def words(text: str, longest: int = 24) -> list[Word]:
    """The words of `text`; formulas between dollar signs count as one. Words over `longest` characters may break."""
    found: list[list[Word]] = [[]]
    for piece in pieces(text):
        if piece.is_formula:
            found[-1].append(Word(piece.text, _inline(piece.text)))
            continue
        for run in re.split(r"(\s+)", piece.text):
            if run.isspace():
                found.append([])
            elif run:
                found[-1].append(Word(run, f"#{quoted(run, longest)};"))
    return [_joined(parts) for parts in found if parts]


def _inline(tex: str) -> str:
    """A short formula is not broken across lines; a long one may be, where Typst allows it."""
    formula = f"${typst(tex)}$"
    return f"#box[{formula}]" if len(tex) <= _UNBROKEN else formula


def _joined(parts: list[Word]) -> Word:
    return Word("".join(part.plain for part in parts), "".join(part.source for part in parts))


def quoted(text: str, longest: int = 10_000) -> str:
    """A Typst string literal."""
    clean = "".join(char if char.isprintable() or char == ZERO_WIDTH_SPACE else " " for char in drawable(text, FONTS))
    if len(clean) > _MOST_LINES * longest:
        clean = clean[: _MOST_LINES * longest - 1] + "…"
    if len(clean) > longest:
        clean = ZERO_WIDTH_SPACE.join(clean)
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs to the left."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((found in ("R", "AL") for found in directions if found in ("L", "R", "AL")), False)


def coded(source: str, index: int) -> str:
    """Markup marked as part number `index`: its colour carries the number through SVG, and no spacing changes."""
    return f'#text(fill: rgb("#{index + 1:06x}"))[{source}]'
