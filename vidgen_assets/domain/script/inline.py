"""Inline Markdown -> `Prose`: links and emphasis become text, formulas are parsed, what cannot be shown is refused."""

import re

from markdown_it.token import Token

from vidgen_assets.domain.formula import parse
from vidgen_assets.domain.script.faults import at_line, fault
from vidgen_assets.domain.script.prose import FIRST_MARK, MARKS, Atom, Code, Prose

_DRESSING = "br b i em strong sub sup u s del ins kbd mark small big span code a abbr q cite center font wbr"
_TAG = re.compile(rf"<!--.*|</?(?:{_DRESSING.replace(' ', '|')})\b.*", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"\w+://[^\s<>\")\]]*[^\s<>\")\].,;:!?]")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_TASK = re.compile(r"^\[[ xX]\]\s+")


def read(token: Token, line: int) -> Prose:
    """The prose of an inline token that starts in this line. Raises `ScriptError` or `FormulaError`."""
    reader = _Reader(line)
    for child in token.children or []:
        reader.take(child)
    return Prose(_clean(reader.text), tuple(reader.atoms), tuple(map(_clean, filter(None, reader.strong))))


class _Reader:
    def __init__(self, line: int) -> None:
        self.line, self.text = line, ""
        self.atoms: list[Atom] = []
        self.strong: list[str] = []
        self._strong_from: int | None = None

    def take(self, token: Token) -> None:
        match token.type:
            case "text":
                self._text(MARKS.sub("", token.content))
            case "softbreak" | "hardbreak":
                self.text += " "
                self.line += 1
            case "code_inline":
                self._atom(Code(token.content))
            case "formula":
                self._formula(token.content)
            case "strong_open":
                self._strong_from = len(self.text)
            case "strong_close" if self._strong_from is not None:
                self.strong.append(self.text[self._strong_from :])
            case "image":
                raise fault(self.line, "image", "a picture cannot be shown", "Describe it, or show a diagram or a plot")
            case "html_inline":
                self._html(token.content)

    def _formula(self, tex: str) -> None:
        with at_line(self.line, "formula"):
            self._atom(parse(tex))
        self.line += tex.count("\n")

    def _atom(self, atom: Atom) -> None:
        self.text += chr(FIRST_MARK + len(self.atoms))
        self.atoms.append(atom)

    def _text(self, text: str) -> None:
        """Addresses count as code, so that they are not spelled out."""
        start = 0
        for link in _LINK.finditer(text):
            self.text += text[start : link.start()]
            self._atom(Code(link[0]))
            start = link.end()
        self.text += text[start:]

    def _html(self, content: str) -> None:
        """A comment is a note to the author, a line break is a space, and other tags only dress the text up."""
        if not _TAG.fullmatch(content):
            raise fault(self.line, "HTML", f"{content} is no Markdown", "Write code between backticks, and < as &lt;")
        self.text += " " if content.lower().startswith("<br") else ""


def _clean(text: str) -> str:
    return " ".join(_TASK.sub("", _FOOTNOTE.sub("", text)).split())
