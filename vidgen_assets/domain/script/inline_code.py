"""How inline code is read aloud: ``low <= high`` as words. What it looks like is left as it is."""

import re

_SAYINGS = (
    (r"\w+://(?:www\.)?([^/\s]+)\S*", r" \1 "),
    (r"==", " equals "),
    (r"!=", " is not equal to "),
    (r"<=", " is at most "),
    (r">=", " is at least "),
    (r"->|=>", " to "),
    (r"\+=", " plus equals "),
    (r"-=", " minus equals "),
    (r":=|=", " equals "),
    (r"<", " is less than "),
    (r">", " is greater than "),
    (r"\*\*|\^", " to the power "),
    (r"//|/", " divided by "),
    (r"\*", " times "),
    (r"\+", " plus "),
    (r"(?<=[\w)\]])\s*-\s*(?=[\w(])|(?<![\w)\]])-(?=[\w(])", " minus "),
    (r"%", " modulo "),
    (r"&+", " and "),
    (r"\|+", " or "),
    (r"(?<=\w)\.(?=[A-Za-z_])", " dot "),
    (r"(?<=[a-z])(?=[A-Z][a-z])", " "),
    (r"[_`'\"{}\[\]()<>\\#@$~;!]+", " "),
)


def say_code(code: str) -> str:
    """`code` as words, with no operator or bracket left."""
    for pattern, words in _SAYINGS:
        code = re.sub(pattern, words, code)
    return " ".join(code.split()).strip(" ,:")
