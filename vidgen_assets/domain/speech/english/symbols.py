"""Signs that are always said the same way: operators, arrows, Greek letters. Signs whose meaning hangs on their
neighbours belong to `mathematics`."""

import re
import unicodedata

from vidgen_assets.domain.speech.text import Rule

_OPERATORS = {
    "≈": "approximately equals", "≃": "approximately equals", "≅": "is congruent to", "≠": "is not equal to",
    "!=": "is not equal to", "≤": "less than or equal to", "<=": "less than or equal to",
    "≥": "greater than or equal to", ">=": "greater than or equal to", "≪": "much less than",
    "≫": "much greater than", "±": "plus or minus", "∓": "minus or plus", "×": "times", "·": "times", "⋅": "times",
    "÷": "divided by", "−": "minus", "=>": "implies", "⇒": "implies", "⟹": "implies", "⇔": "if and only if",
    "→": "to", "⟶": "to", "->": "to", "↦": "maps to", "←": "becomes", "<-": "becomes", "↔": "to and from", "↑": "up",
    "↓": "down", "==": "equals", "≡": "is equivalent to", "=": "equals", "+": "plus", "∝": "is proportional to",
    "∈": "in", "∉": "not in", "⊂": "is a subset of", "⊆": "is a subset of", "∪": "union", "∩": "intersection",
    "∀": "for all", "∃": "there exists", "¬": "not", "∧": "and", "∨": "or", "⊕": "exclusive or", "&&": "and",
    "||": "or", "∞": "infinity", "∑": "the sum of", "∏": "the product of", "∫": "the integral of",
    "√": "the square root of", "∇": "the gradient of", "∂": "partial", "∅": "the empty set", "′": "prime",
    "″": "double prime", "°": "degrees", "&": "and", "%": "percent", "‰": "per mille", "⊤": "transpose", "∘": "of",
    "∥": "parallel to", "⊥": "perpendicular to",
}  # fmt: skip
# Where a synthesiser misreads the usual name.
_GREEK_NAMES = {"lamda": "lambda", "mu": "mew", "xi": "zai"}
_LONGEST_FIRST = sorted(_OPERATORS, key=len, reverse=True)


def _greek(match: re.Match[str]) -> str:
    name = unicodedata.name(match[0]).partition(" LETTER ")[2].partition(" WITH ")[0].removeprefix("FINAL ").lower()
    text, start, end = match.string, match.start(), match.end()
    before = " " if text[max(0, start - 1) : start].isalnum() else ""
    after = " " if text[end : end + 1].isalnum() else ""
    return before + _GREEK_NAMES.get(name, name) + after


SYMBOLS = (
    Rule(re.compile("|".join(map(re.escape, _LONGEST_FIRST))), lambda match: f" {_OPERATORS[match[0]]} "),
    Rule(re.compile(r"[\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9]"), _greek),
)
