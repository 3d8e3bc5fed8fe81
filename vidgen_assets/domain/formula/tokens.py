"""TeX text -> tokens, by pylatexenc, which sees to groups, environments and comments. Meaning belongs to `parser`."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexCommentNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexWalker,
    LatexWalkerParseError,
)
from pylatexenc.macrospec import EnvironmentSpec, LatexContextDb, MacroSpec

from vidgen_assets.domain.errors import FormulaError, UnsupportedFormulaError

_LINE_SPACING = re.compile(r"\\\\\s*\[[\d.]+\s*[a-z]{2}\]")


class Form(Enum):
    """What a token is."""

    CHAR = auto()
    COMMAND = auto()
    GROUP = auto()
    ENVIRONMENT = auto()
    DOLLARS = auto()


@dataclass(frozen=True)
class Token:
    """A character, a command, a ``{group}``, an environment, or a formula in dollar signs (in words only).

    Attributes:
        text: the character, or the name of the command or environment.
        inner: what a group or an environment holds.
        raw: the TeX text inside a group, with its spaces.
    """

    form: Form
    text: str
    inner: tuple["Token", ...] = ()
    raw: str = ""

    def is_char(self, *chars: str) -> bool:
        """Whether it is one of these characters."""
        return self.form is Form.CHAR and self.text in chars

    def is_command(self, *names: str) -> bool:
        """Whether it is one of these commands."""
        return self.form is Form.COMMAND and self.text in names

    def __str__(self) -> str:
        return {Form.COMMAND: f"\\{self.text}", Form.GROUP: f"{{{self.raw}}}"}.get(self.form, self.text)


def tokenize(tex: str) -> tuple[Token, ...]:
    """The tokens of `tex`, spaces dropped. Raises `FormulaError` for unbalanced braces or environments."""
    walker = LatexWalker(_LINE_SPACING.sub(r"\\\\", tex), latex_context=_bare_context(), tolerant_parsing=False)
    try:
        nodes = walker.get_latex_nodes()[0]
    except LatexWalkerParseError as error:
        raise unreadable(tex, _problem(error)) from error
    return _tokens(tex, nodes)


def unreadable(tex: str, problem: str, fix: str = "Correct the formula") -> FormulaError:
    """The error for a formula that is broken."""
    return FormulaError(_cannot_read(tex, problem), field="formula", fix=fix)


def unsupported(tex: str, problem: str, fix: str) -> UnsupportedFormulaError:
    """The error for a formula that holds what cannot be translated."""
    return UnsupportedFormulaError(_cannot_read(tex, problem), field="formula", fix=fix)


def _cannot_read(tex: str, problem: str) -> str:
    shown = tex if len(tex) <= 60 else tex[:57] + "…"
    return f"cannot read ${shown.strip()}$: {problem}"


def _bare_context() -> LatexContextDb:
    """A context in which no command takes arguments: the parser, which knows more, takes them."""
    context = LatexContextDb()
    context.set_unknown_macro_spec(MacroSpec(""))
    context.set_unknown_environment_spec(EnvironmentSpec(""))
    return context


def _problem(error: LatexWalkerParseError) -> str:
    message = str(error.msg)
    if "closing brace" in message:
        return "a closing brace } has no opening one"
    if "expecting '}'" in message:
        return "an opening brace { is never closed"
    if "environment" in message or "\\end" in message:
        return "a \\begin and an \\end do not match"
    if "expecting '$'" in message:
        return "a dollar sign has no second one"
    return message.splitlines()[0].rstrip(". ").lower()


def _tokens(tex: str, nodes: list[Any]) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for node in nodes:
        match node:
            case LatexCharsNode(chars=chars):
                tokens += [Token(Form.CHAR, char) for char in chars if not char.isspace()]
            case LatexMacroNode(macroname=name):
                tokens.append(Token(Form.COMMAND, name))
            case LatexGroupNode(nodelist=inner):
                tokens.append(Token(Form.GROUP, "", _tokens(tex, inner), node.latex_verbatim()[1:-1]))
            case LatexEnvironmentNode(environmentname=name, nodelist=inner):
                tokens.append(Token(Form.ENVIRONMENT, name, _tokens(tex, inner)))
            case LatexMathNode():
                tokens.append(Token(Form.DOLLARS, node.latex_verbatim()))
            case LatexCommentNode():
                continue
            case _:
                raise unreadable(tex, f"{node.latex_verbatim()!r} has no meaning here")
    return tuple(tokens)
