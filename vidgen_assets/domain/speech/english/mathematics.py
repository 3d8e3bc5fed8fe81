"""Mathematics in plain text: operators, powers, Greek letters, ``f(x)``. TeX belongs to `domain.formula`."""

import re
import unicodedata

from vidgen_assets.domain.speech.english.numerals import cardinal, power
from vidgen_assets.domain.speech.text import Rule

_OPERATORS = {
    "≈": "approximately equals", "≃": "approximately equals", "≅": "is congruent to", "≠": "is not equal to",
    "!=": "is not equal to", "≤": "less than or equal to", "<=": "less than or equal to",
    "≥": "greater than or equal to", ">=": "greater than or equal to", "≪": "much less than",
    "≫": "much greater than", "±": "plus or minus", "∓": "minus or plus", "×": "times", "·": "times", "⋅": "times",
    "÷": "divided by", "−": "minus", "=>": "implies", "⇒": "implies", "⟹": "implies", "⇔": "if and only if",
    "→": "to", "⟶": "to", "->": "to", "↦": "maps to", "←": "from", "<-": "from", "↔": "to and from", "↑": "up",
    "↓": "down", "==": "equals", "≡": "is equivalent to", "=": "equals", "+": "plus", "∝": "is proportional to",
    "∈": "in", "∉": "not in", "⊂": "is a subset of", "⊆": "is a subset of", "∪": "union", "∩": "intersection",
    "∀": "for all", "∃": "there exists", "¬": "not", "∧": "and", "∨": "or", "⊕": "exclusive or", "&&": "and",
    "||": "or", "∞": "infinity", "∑": "the sum of", "∏": "the product of", "∫": "the integral of",
    "√": "the square root of",
    "∇": "the gradient of", "∂": "partial", "∅": "the empty set", "′": "prime", "″": "double prime", "°": "degrees",
    "&": "and", "%": "percent", "‰": "per mille", "⊤": "transpose", "∘": "of",
    "∥": "parallel to", "⊥": "perpendicular to",
}  # fmt: skip
_GREEK_NAMES = {"lamda": "lambda", "mu": "mew", "xi": "zai"}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_FUNCTIONS = {"sin": "sine", "cos": "cosine", "tan": "tangent", "ln": "natural log", "lim": "limit"}
_NAMED = "sin|cos|tan|ln|log|exp|lim|max|min|det|argmax|argmin|softmax|tanh|ReLU|relu|sqrt|sigmoid|mean|var|Var|Pr|KL"
_CALL = re.compile(rf"(?:(?<![A-Za-z])[A-Za-z\u0391-\u03c9]['′]?|\b(?:{_NAMED}))$")
_PAREN_REACH = 120


def _greek(match: re.Match[str]) -> str:
    name = unicodedata.name(match[0]).split(" LETTER ")[1].split(" WITH ")[0].removeprefix("FINAL ").lower()
    before = " " if match.string[max(0, match.start() - 1) : match.start()].isalnum() else ""
    after = " " if match.string[match.end() : match.end() + 1].isalnum() else ""
    return before + _GREEK_NAMES.get(name, name) + after


def _is_call(text: str, opening: int) -> bool:
    return bool(_CALL.search(text, max(0, opening - 10), opening))


def _open(match: re.Match[str]) -> str:
    return " of " if _is_call(match.string, match.end() - 1) else ", "


def _close(match: re.Match[str]) -> str:
    depth = 0
    for index in range(match.start(), max(-1, match.start() - _PAREN_REACH), -1):
        depth += {")": 1, "(": -1}.get(match.string[index], 0)
        if depth == 0:
            return " " if _is_call(match.string, index) else ", "
    return ", "


def _subscript(match: re.Match[str]) -> str:
    return f" {cardinal(match[0].translate(_SUBSCRIPTS))} "


_SYMBOLS = "|".join(sorted(map(re.escape, _OPERATORS), key=len, reverse=True))
MATHEMATICS = (
    Rule.fixed(r"\^\{?[T⊤]\}?(?!\w)", " transpose "),
    Rule.fixed(r"(?<=[\d\s])±\s?(?=\d)", " plus or minus "),
    Rule.fixed(r"[~∼](?=\s?[\d$])", "about "),
    Rule(re.compile(r"[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[ⁿˣ]"), lambda match: f" {power(match[0])} "),
    Rule(
        re.compile(r"(?:\^|(?<=[\w)])\*\*(?=[\w(-]))(\{[^{}]{1,20}\}|\([^()]{1,20}\)|[-−]?\d+|[-−]?\w)"),
        lambda match: f" {power(match[1])} ",
    ),
    Rule(re.compile(r"[₀₁₂₃₄₅₆₇₈₉]+"), _subscript),
    Rule(re.compile(r"\b(?:sin|cos|tan|ln|lim)(?=\(|\s+(?:\d|[A-Za-zα-ω]\b))"), lambda match: _FUNCTIONS[match[0]]),
    Rule.fixed(r"(?<=\b[A-Za-z])\s+-\s+(?=[A-Za-z\d]\b)|(?<=\d)\s+-\s+(?=[A-Za-z\d]\b)", " minus "),
    Rule.fixed(r"(?<![\w*)])\*+(?=\w)|(?<=[^\s*])\*+(?![\w*(])", ""),
    Rule.fixed(r"(?<=[\w)])(?:\*|\s+\*\s+)(?=[\w(])", " times "),
    Rule.fixed(r"(?<![\w)])[-−](?=[A-Za-zα-ω](?!\w))", " minus "),
    Rule.fixed(
        r"/(?=∂|d[a-zα-ω]\b)|(?<=\b[\w])/(?=\w\b)|(?<=\))/(?=[\w(])|(?<=\d)/(?=[A-Za-z]\b)|(?<=\w)/(?=\()", " over "
    ),
    Rule.fixed(r"(?<=\w)\s*/\s*(?=\w)", " "),
    Rule.fixed(r"(?<=\w)\s?\|\s?(?=[\w\s,]+\))", " given "),
    Rule.fixed(r"(?<=[\w)])\s*<\s*(?=[\w(-])(?![A-Za-z]+>)", " less than "),
    Rule.fixed(r"(?<=[\w)])\s+>\s*(?=[\w(-])", " greater than "),
    Rule(re.compile(_SYMBOLS), lambda match: f" {_OPERATORS[match[0]]} "),
    Rule(re.compile(r"[\u0391-\u03a9\u03b1-\u03c9\u03d1\u03d5\u03f5]"), _greek),
    Rule(re.compile(r"\s*\((?=\s*\S)"), _open),
    Rule(re.compile(r"\)"), _close),
)
