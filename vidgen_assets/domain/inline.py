"""Texts of visuals, cut into plain pieces and formulas. How either looks or sounds does not belong here."""

import re
from typing import NamedTuple

_FORMULA = re.compile(r"(?<!\\)\$(?=\S)((?:\\.|[^$\\])+?)(?<=\S)\$(?!\d)", re.DOTALL)


class Piece(NamedTuple):
    """A run of plain text, or a formula in TeX notation without its dollar signs."""

    text: str
    is_formula: bool


def pieces(text: str) -> list[Piece]:
    """The pieces of `text` in order, none empty. A dollar sign that opens no formula, or is escaped, is plain text."""
    parts = enumerate(_FORMULA.split(text))
    cut = (Piece(part if index % 2 else part.replace("\\$", "$"), index % 2 == 1) for index, part in parts)
    return [piece for piece in cut if piece.text]
