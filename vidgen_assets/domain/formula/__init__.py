"""Formulas in TeX notation: read once into a tree, then written as Typst, as spoken English and as Unicode text.

How a formula is drawn or moved belongs to a scene writer.
"""

from dataclasses import dataclass

from vidgen_assets.domain.formula import speech, typst, unicode_text
from vidgen_assets.domain.formula.parser import Reader
from vidgen_assets.domain.formula.tokens import tokenize, unreadable
from vidgen_assets.domain.formula.tree import Row

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


def spoken(formula: Formula) -> str:
    """The formula as a teacher reads it out: words, numbers and commas only."""
    return speech.say(formula.row)


def to_unicode(formula: Formula) -> str:
    """The formula as a line of text for captions, such as ``∂L/∂w``."""
    return unicode_text.write(formula.row)
