"""`Prose`: running text with formulas and code, in the three forms that a video needs: spoken, in captions, on screen.

How Markdown becomes prose belongs to `inline`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from vidgen_assets.domain.formula import Formula, spoken, to_unicode
from vidgen_assets.domain.script.inline_code import say_code

# A formula or a piece of code stands in the text as one character of Unicode's private use area.
FIRST_MARK, LAST_MARK = 0xE000, 0xF8FF
MARKS = re.compile(f"[{chr(FIRST_MARK)}-{chr(LAST_MARK)}]")
_OPENING, _CLOSING = "\"'([“\N{LEFT SINGLE QUOTATION MARK}", "\"')]”\N{RIGHT SINGLE QUOTATION MARK}"
_SENTENCE_END = re.compile(
    rf"(?<=[.!?…])(?P<close>[{re.escape(_CLOSING)}]*)\s+(?=[{re.escape(_OPENING)}]*[^\sa-z{re.escape(_OPENING)}])"
)
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|Dr|Mr|Mrs|Ms|Prof|St|Fig|Eq|Sec|Ch|al)|\b[A-Z])\.$")


@dataclass(frozen=True)
class Code:
    """Inline code."""

    text: str


Atom = Formula | Code


@dataclass(frozen=True)
class Prose:
    """Text in which each mark stands for one of `atoms`; `strong` are the phrases in bold, in order."""

    text: str
    atoms: tuple[Atom, ...] = ()
    strong: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """As it is said: formulas and code in words."""
        return self._filled(self.text, lambda atom: f" {_say(atom)} ")

    @property
    def display(self) -> str:
        """As it is written in captions: formulas in Unicode."""
        return self._filled(self.text, lambda atom: to_unicode(atom) if isinstance(atom, Formula) else atom.text)

    @property
    def shown(self) -> str:
        """As visuals hold it: formulas between dollar signs, other dollar signs as ``\\$``."""
        return self.showing(self.text)

    def showing(self, part: str) -> str:
        """`part`, a piece of `text`, as visuals hold it."""
        escaped = part.replace("$", "\\$")
        return self._filled(
            escaped, lambda atom: f"${atom.tex.strip()}$" if isinstance(atom, Formula) else _plain(atom)
        )

    def sentences(self) -> list["Prose"]:
        """The sentences, each with its own phrases in bold."""
        parts = split_sentences(self.text)
        return [Prose(part, self.atoms, tuple(phrase for phrase in self.strong if phrase in part)) for part in parts]

    def _filled(self, text: str, write: Callable[[Atom], str]) -> str:
        filled = MARKS.sub(lambda mark: write(self.atoms[ord(mark[0]) - FIRST_MARK]), text)
        return re.sub(r"\s+(?=[,.;:!?)])", "", " ".join(filled.split()))


def joined(parts: list[Prose]) -> Prose:
    """Sentences of one prose, together again."""
    strong = tuple(phrase for part in parts for phrase in part.strong)
    return Prose(" ".join(part.text for part in parts), parts[0].atoms, strong)


def split_sentences(text: str) -> list[str]:
    """`text` cut after each sentence; abbreviations such as ``e.g.`` end none."""
    sentences, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text[start : match.start()]):
            sentences.append(text[start : match.end("close")])
            start = match.end()
    return [*sentences, text[start:]]


def _say(atom: Atom) -> str:
    return spoken(atom) if isinstance(atom, Formula) else say_code(atom.text)


def _plain(code: Code) -> str:
    return code.text.replace("$", "\\$")
