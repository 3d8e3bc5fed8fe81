"""Accents and alphabets: TeX command -> the Typst function, and how the result is said and written."""

import unicodedata
from typing import NamedTuple


class Mark(NamedTuple):
    """An accent: the Typst template, the combining character (if any), and the words around the body."""

    typst: str
    combining: str
    spoken: str


ACCENTS = {
    "hat": Mark("hat({0})", "\u0302", "{0} hat"),
    "widehat": Mark("hat({0})", "\u0302", "{0} hat"),
    "tilde": Mark("tilde({0})", "\u0303", "{0} tilde"),
    "widetilde": Mark("tilde({0})", "\u0303", "{0} tilde"),
    "bar": Mark("macron({0})", "\u0304", "{0} bar"),
    "overline": Mark("overline({0})", "\u0304", "{0} bar"),
    "underline": Mark("underline({0})", "\u0332", "{0}"),
    "vec": Mark("arrow({0})", "\u20d7", "vector {0}"),
    "overrightarrow": Mark("arrow({0})", "\u20d7", "vector {0}"),
    "dot": Mark("dot({0})", "\u0307", "{0} dot"),
    "ddot": Mark("dot.double({0})", "\u0308", "{0} double dot"),
    "check": Mark("caron({0})", "\u030c", "{0} check"),
    "breve": Mark("breve({0})", "\u0306", "{0} breve"),
    "acute": Mark("acute({0})", "\u0301", "{0} acute"),
    "grave": Mark("grave({0})", "\u0300", "{0} grave"),
    "mathring": Mark("circle({0})", "\u030a", "{0} ring"),
    "cancel": Mark("cancel({0})", "\u0338", "{0}, crossed out,"),
    "boxed": Mark("#box(stroke: 0.6pt, inset: 0.4em, $display({0})$)", "", "{0}"),
    "phantom": Mark("#hide($ {0} $)", "", ""),
}

STYLES = {
    "mathbf": "bold(upright({0}))",
    "boldsymbol": "bold({0})",
    "bm": "bold({0})",
    "textbf": "bold(upright({0}))",
    "mathbb": "bb({0})",
    "mathcal": "cal({0})",
    "mathscr": "scr({0})",
    "mathfrak": "frak({0})",
    "mathrm": "upright({0})",
    "mathsf": "sans({0})",
    "mathtt": "mono({0})",
    "mathit": "italic({0})",
    "mathnormal": "italic({0})",
}

_DOUBLE_STRUCK = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "P": "ℙ", "E": "𝔼", "H": "ℍ", "1": "𝟙"}
SPOKEN_SETS = {
    "R": "the real numbers",
    "N": "the natural numbers",
    "Z": "the integers",
    "Q": "the rational numbers",
    "C": "the complex numbers",
}


def styled(style: str, text: str) -> str:
    """`text` in the Unicode alphabet nearest to `style`; plain where there is none that fonts are sure to have."""
    if style == "mathbb":
        return "".join(_DOUBLE_STRUCK.get(char, char) for char in text)
    return text


def accented(kind: str, text: str) -> str:
    """`text` with the accent on it if it is one character, otherwise bare."""
    mark = ACCENTS[kind].combining
    return unicodedata.normalize("NFC", text + mark) if len(text) == 1 else text
