"""Commands that take arguments, and environments: TeX name -> the node that they stand for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from vidgen_assets.domain.formula.grids import GRIDS, grid, lines
from vidgen_assets.domain.formula.marks import ACCENTS, STYLES
from vidgen_assets.domain.formula.names import FUNCTIONS, LIMIT_OPERATORS
from vidgen_assets.domain.formula.symbols import SYMBOLS
from vidgen_assets.domain.formula.tokens import Token, tokenize
from vidgen_assets.domain.formula.tree import (
    Accent,
    Brace,
    Fenced,
    Fraction,
    Grid,
    Letter,
    Name,
    Node,
    Root,
    Row,
    Sign,
    Space,
    Stacked,
    Styled,
    Words,
)
from vidgen_assets.domain.formula.words import words

if TYPE_CHECKING:
    from vidgen_assets.domain.formula.parser import Reader

_SPACES = {
    ",": 1 / 6,
    ":": 2 / 9,
    ">": 2 / 9,
    ";": 5 / 18,
    "!": -1 / 6,
    " ": 1 / 4,
    "quad": 1,
    "qquad": 2,
    "thinspace": 1 / 6,
}
_NEGATED = {"=": "neq", "in": "notin", "exists": "nexists", "mid": "nmid"}
_ESCAPED = frozenset("{}%$#&_|")
_BY_CHARACTER = {symbol.unicode: key for key, symbol in reversed(SYMBOLS.items()) if not symbol.unicode.isascii()}


def command(reader: "Reader", name: str) -> Node | None:
    """What ``\\name``, with its arguments, stands for; None for an unknown one."""
    if name in SYMBOLS and (name.isalpha() or name in _ESCAPED):
        return Sign(name)
    if name in _SPACES:
        return Space(_SPACES[name])
    if name in LIMIT_OPERATORS:
        return Name(LIMIT_OPERATORS[name][0], limits=True)
    if name in FUNCTIONS:
        return _function(reader, name)
    if name in ACCENTS:
        return Accent(name, reader.argument(f"\\{name}"))
    if name in _HANDLERS:
        return _HANDLERS[name](reader, f"\\{name}")
    return Styled(name, reader.argument(f"\\{name}")) if name in STYLES else None


def environment(reader: "Reader", token: Token) -> Node:
    """A matrix, ``cases`` or lines that are aligned."""
    if token.text in ("equation", "equation*", "math", "displaymath"):
        return reader.read(token.inner)
    if token.text not in GRIDS:
        known = ", ".join(sorted(GRIDS))
        raise reader.unsupported(f"the environment {token.text} is not supported", f"Use one of {known}")
    return grid(reader.read, token)


def with_note(base: Node, scripts: dict[str, Row]) -> Node | None:
    """A brace whose script is its note, as in ``\\underbrace{x + y}_{n}``; None for anything else."""
    mark = "^" if isinstance(base, Brace) and base.over else "_"
    if isinstance(base, Brace) and base.note is None and set(scripts) == {mark}:
        return Brace(base.body, base.over, scripts[mark])
    return None


def unicode_symbol(char: str) -> Sign | None:
    """The symbol that is written with this character, such as ∂."""
    return Sign(_BY_CHARACTER[char]) if char in _BY_CHARACTER else None


def _function(reader: "Reader", name: str) -> Name:
    after = reader.peek()
    if name == "arg" and after is not None and after.is_command("max", "min"):
        return Name(f"arg {reader.take().text}", limits=True)
    return Name(FUNCTIONS[name][0])


def _fraction(reader: "Reader", of: str) -> Fraction:
    return Fraction(reader.argument(of), reader.argument(of), binomial=of.endswith("binom"))


def _root(reader: "Reader", of: str) -> Root:
    index = reader.option()
    return Root(reader.argument(of), index)


def _text(reader: "Reader", of: str) -> Node:
    return words(reader.text_argument(of), lambda tex: reader.read(tokenize(tex)))


def _operator(reader: "Reader", of: str) -> Name:
    after = reader.peek()
    limits = after is not None and after.is_char("*")
    if limits:
        reader.take()
    text = reader.text_argument(of).replace("\\,", " ").replace("\\ ", " ")
    if "\\" in text:
        raise reader.unsupported(f"{of} takes letters only")
    return Name(text.strip(), limits or text in SPELLED_LIMITS)


def _brace(reader: "Reader", of: str) -> Brace:
    return Brace(reader.argument(of), over=of == "\\overbrace")


def _lines(reader: "Reader", of: str) -> Grid:
    return lines(reader.read, reader.group(of))


def _above(reader: "Reader", of: str) -> Stacked:
    above = reader.argument(of)
    return Stacked(reader.argument(of), above=above)


def _below(reader: "Reader", of: str) -> Stacked:
    below = reader.argument(of)
    return Stacked(reader.argument(of), below=below)


def _long_arrow(reader: "Reader", of: str) -> Stacked:
    below = reader.option()
    key = "longrightarrow" if "right" in of else "gets"
    return Stacked(Row((Sign(key),)), reader.argument(of), below)


def _negated(reader: "Reader", of: str) -> Sign:
    after = reader.peek()
    if after is None or after.text not in _NEGATED:
        raise reader.unsupported(f"{of} is supported before =, \\in, \\exists and \\mid only")
    return Sign(_NEGATED[reader.take().text])


def _modulo(reader: "Reader", of: str) -> Fenced:
    return Fenced("(", Row((Name("mod"), *reader.argument(of).items)), ")")


def _coloured(reader: "Reader", of: str) -> Row:
    reader.argument(of)
    return reader.argument(of) if of == "\\textcolor" else Row(())


def _upright(reader: "Reader", of: str) -> Node:
    row = reader.argument(of)
    if len(row.items) > 1 and all(isinstance(item, Letter) for item in row.items):
        return Words("".join(item.char for item in row.items if isinstance(item, Letter)))
    return Styled("mathrm", row)


SPELLED_LIMITS = frozenset(text for text, _ in LIMIT_OPERATORS.values()) | {"argmax", "argmin"}

_HANDLERS: dict[str, Callable[["Reader", str], Node]] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom"), _fraction),
    **dict.fromkeys(("text", "textrm", "textit", "textsf", "texttt", "mbox", "textnormal"), _text),
    **dict.fromkeys(("underbrace", "overbrace"), _brace),
    **dict.fromkeys(("overset", "stackrel"), _above),
    **dict.fromkeys(("xrightarrow", "xleftarrow"), _long_arrow),
    **dict.fromkeys(("textcolor", "color"), _coloured),
    "substack": _lines,
    "underset": _below,
    "sqrt": _root,
    "operatorname": _operator,
    "mathrm": _upright,
    "not": _negated,
    "pmod": _modulo,
}
