"""Mathematics in plain text whose reading hangs on what stands beside: powers, ``f(x)``, fractions, ``P(A|B)``, minus.

Signs that are always said the same way belong to `symbols`, formulas in TeX to `domain.formula`.
"""

import re

from vidgen_assets.domain.speech.english.numerals import cardinal, power
from vidgen_assets.domain.speech.text import Rule

_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_FUNCTIONS = {"sin": "sine", "cos": "cosine", "tan": "tangent", "ln": "natural log", "lim": "limit"}
_NAMED = "sin|cos|tan|ln|log|exp|lim|max|min|det|argmax|argmin|softmax|tanh|ReLU|relu|sqrt|sigmoid|mean|var|Var|Pr|KL"
_CALLED = re.compile(rf"(?:(?<![A-Za-z])[A-Za-z\u0391-\u03c9]['′]?|\b(?:{_NAMED}))$")
_CALL_REACH, _BRACKET_REACH = 10, 120


def _open(match: re.Match[str]) -> str:
    at = match.end() - 1
    if match.string[at - 1 : at] == "^":
        return " "
    return " of " if _is_called(match.string, at) else ", "


def _close(match: re.Match[str]) -> str:
    depth, text = 0, match.string
    for index in range(match.start(), max(-1, match.start() - _BRACKET_REACH), -1):
        depth += {")": 1, "(": -1}.get(text[index], 0)
        if depth == 0:
            return " " if text[index - 1 : index] == "^" or _is_called(text, index) else ", "
    return ", "


def _is_called(text: str, opening: int) -> bool:
    return bool(_CALLED.search(text, max(0, opening - _CALL_REACH), opening))


def _subscript(match: re.Match[str]) -> str:
    base = " base" if match.string[: match.start()].endswith("log") else ""
    return f"{base} {cardinal(match[0].translate(_SUBSCRIPTS))} "


def _power(match: re.Match[str]) -> str:
    return f" {power(match[1])} "


_POWERS = (
    Rule.fixed(r"\^\{?[T⊤]\}?(?!\w)", " transpose "),
    Rule(re.compile(r"([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[ⁿˣ])"), _power),
    Rule(re.compile(r"(?:\^|(?<=[\w)])\*\*)(\{[-−]?\w\}|[-−]?\d+|[A-Za-z](?![A-Za-z]))"), _power),
    Rule.fixed(r"(?:\^|(?<=[\w)])\*\*)(?=[({])", " to the power of "),
    Rule.fixed(r"\^(?=\S)", " to the power of "),
    Rule(re.compile(r"[₀₁₂₃₄₅₆₇₈₉]+"), _subscript),
)
_FRACTIONS = (
    Rule.fixed(r"\s//\s", " divided by "),
    Rule.fixed(r"/(?=∂|d[a-zα-ω](?![A-Za-z]))|(?<=\b\w)/(?=\w\b)|(?<=\d)/(?=[A-Za-z]\b)|(?<=\w)/(?=\()", " over "),
    Rule.fixed(r"(?<=[)\]²³])/(?=[\w(])|(?<=\))\s/\s|\s/\s(?=[Σ∑√\d(])|(?<=\b\w)\s/\s(?=\w\b)", " over "),
    Rule.fixed(r"(?<=\w)\s*/\s*(?=\w)", " "),
)
_MINUS = (
    Rule.fixed(r"(?<=\b[A-Za-z\d])\s+-\s+(?=[A-Za-z\d]\b|\w\w\))|(?<=\d)\s+-\s+(?=[A-Za-z\d]\b)", " minus "),
    Rule.fixed(r"(?<![\w)])[-−](?=[A-Za-zα-ω](?!\w))", " minus "),
)
_TIMES = (
    Rule.fixed(r"(?<=[^\w*][A-Za-zα-ω])\*(?![\w*(])", " star"),
    Rule.fixed(r"(?<![\w*)])\*+(?=\w)|(?<=[^\s*])\*+(?![\w*(])", ""),
    Rule.fixed(r"(?<=[\w)])(?:\*|\s+\*\s+)(?=[\w(])", " times "),
    Rule.fixed(r"(?<=\w\))(?=\(\w)\(", " times "),
)
_BRACKETS = (
    Rule.fixed(r"(?<=\b[EP])\[", " of "),
    Rule.fixed(r"(?<![\w|])\|(?=[\w+-]{1,12}\|)", " the absolute value of "),
    Rule.fixed(r"(?<=\w)\s?\|\s?(?=[\w\s,]+\))", " given "),
    Rule(re.compile(r"\s*\((?=\s*\S)"), _open),
    Rule(re.compile(r"\)"), _close),
)

MATHEMATICS = (
    Rule(re.compile(r"[Σ∑]_\{?(\w)\}?"), lambda match: f" the sum over {match[1]} of "),
    Rule.fixed(r"Σ(?=\s?[A-Za-z]\b)", " the sum of "),
    Rule.fixed(r"[~∼](?=\s?[\d$])", "about "),
    Rule.fixed(r"(?<=\b[a-z\d])!(?=\s*[=,;)+/*-])", " factorial "),
    Rule.fixed(r"(?<!\w)!(?=[\w(])", " not "),
    Rule(re.compile(r"\b(?:sin|cos|tan|ln|lim)(?=\(|\s+(?:\d|[A-Za-zα-ω]\b))"), lambda match: _FUNCTIONS[match[0]]),
    *_POWERS,
    *_FRACTIONS,
    *_MINUS,
    *_TIMES,
    Rule.fixed(r"(?<=[\w)])\s*<\s*(?=[\w(-])(?![A-Za-z]+>)", " less than "),
    Rule.fixed(r"(?<=[\w)])\s+>\s*(?=[\w(-])", " greater than "),
    *_BRACKETS,
)
