"""Formulas in TeX notation: read once into a tree, then written as Typst, as spoken English and as Unicode text.

How a formula is drawn or moved belongs to a scene writer.
"""

from dataclasses import dataclass

from vidgen_assets.domain.formula import speech, typst, unicode_text
from vidgen_assets.domain.formula.parser import Reader
from vidgen_assets.domain.formula.tokens import tokenize, unreadable
from vidgen_assets.domain.formula.tree import Node, Row, Space

MAX_CHARS = 1_000


@dataclass(frozen=True)
class Formula:
    """A formula: its TeX text, and the tree that it was read into."""

    tex: str
    row: Row


def parse(tex: str) -> Formula:
    """Read `tex`, a formula without dollar signs, of at most 1,000 characters.

    Raises:
        FormulaError: it is empty, or its braces do not match.
        UnsupportedFormulaError: it uses a construct that is not supported, by name.
    """
    if len(tex) > MAX_CHARS:
        raise unreadable(tex, f"it has more than {MAX_CHARS:,} characters", "Split it into steps")
    try:
        row = Reader(tex, tokenize(tex)).row()
    except RecursionError as error:
        raise unreadable(tex, "it is nested too deeply", "Split it into steps") from error
    if not row.items:
        raise unreadable(tex, "it is empty", "Write a formula between the dollar signs")
    return Formula(tex, row)


def to_typst(formula: Formula) -> str:
    """The formula in Typst's math notation, without dollar signs."""
    return typst.write(formula.row)


def terms(formula: Formula) -> tuple[str, ...]:
    """The formula's parts, left to right, each a valid Typst fragment; joined by spaces they are the whole.

    Each operand, operator and relation at the top level is a part, so that equal ones can be matched between steps.
    """
    parts: list[str] = []
    for node in _flat(formula.row):
        fragment = typst.write(node)
        if isinstance(node, Space) and parts:
            parts[-1] = f"{parts[-1]} {fragment}"
        elif fragment and not isinstance(node, Space):
            parts.append(fragment)
    return tuple(parts)


def spoken(formula: Formula) -> str:
    """The formula as a teacher reads it out: words, numbers and commas only."""
    return speech.say(formula.row)


def to_unicode(formula: Formula) -> str:
    """The formula as a line of text for captions, such as ``∂L/∂w``."""
    return unicode_text.write(formula.row)


def _flat(row: Row) -> list[Node]:
    return [inner for item in row.items for inner in (_flat(item) if isinstance(item, Row) else [item])]
