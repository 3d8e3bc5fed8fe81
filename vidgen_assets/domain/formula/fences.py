"""Delimiters: which opening one belongs to which closing one, and what is left alone when it has no partner."""

from typing import TYPE_CHECKING

from vidgen_assets.domain.formula.symbols import SYMBOLS, Kind
from vidgen_assets.domain.formula.tokens import Form, Token
from vidgen_assets.domain.formula.tree import Fenced, Node, Sign

if TYPE_CHECKING:
    from vidgen_assets.domain.formula.parser import Reader

_SAME = {"vert": "|", "lvert": "|", "rvert": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖"}


def opened(reader: "Reader", token: Token) -> Node | None:
    """The group that `token` opens; None when it opens none, or its partner is missing."""
    if token.is_command("left"):
        return _left_right(reader)
    if token.is_command("right"):
        raise reader.error("a \\right has no \\left")
    key = _key(token)
    kind = SYMBOLS[key].kind if key in SYMBOLS else None
    if kind is Kind.BAR and not reader.expects_operand() and not _after_bars(reader):
        return Sign(key)
    if kind not in (Kind.OPEN, Kind.BAR):
        return None
    end = _partner(reader, key, kind)
    return Sign(key) if end is None else _fenced(reader, key, end)


def _key(token: Token) -> str:
    """The symbol that `token` names; ``\\{`` and ``\\|`` are spelled as the character and the command."""
    return "Vert" if token.is_command("|") else token.text


def _fenced(reader: "Reader", left: str, end: int) -> Fenced:
    inner, closing = reader.tokens[reader.place : end], reader.tokens[end]
    reader.place = end + 1
    return Fenced(left, reader.read(inner), _key(closing))


def _partner(reader: "Reader", key: str, kind: Kind) -> int | None:
    """Where the delimiter that closes `key` stands. Brackets may be mixed, as in ``[0, 1)``; bars pair with bars."""
    depth = 0
    for at in range(reader.place, len(reader.tokens)):
        token = reader.tokens[at]
        found = _key(token)
        symbol = SYMBOLS.get(found) if token.form in (Form.CHAR, Form.COMMAND) else None
        depth += token.is_command("left") - token.is_command("right")
        if symbol is None:
            continue
        if depth == 0 and kind is Kind.BAR and _SAME.get(found, found) == _SAME.get(key, key):
            return at
        if symbol.kind is Kind.CLOSE and depth == 0:
            return at if kind is Kind.OPEN else None
        depth += (symbol.kind is Kind.OPEN) - (symbol.kind is Kind.CLOSE)
    return None


def _after_bars(reader: "Reader") -> bool:
    last = reader.nodes[-1] if reader.nodes else None
    return isinstance(last, Fenced) and SYMBOLS[last.right].kind is Kind.BAR


def _left_right(reader: "Reader") -> Fenced:
    left = _delimiter(reader, "\\left")
    depth, start = 1, reader.place
    while (token := reader.peek()) is not None:
        reader.take()
        depth += token.is_command("left") - token.is_command("right")
        if depth == 0:
            inner = reader.tokens[start : reader.place - 1]
            right = _delimiter(reader, "\\right")
            return Fenced(left, reader.read(inner), right)
    raise reader.error("a \\left has no \\right")


def _delimiter(reader: "Reader", of: str) -> str:
    token = reader.peek()
    if token is None:
        raise reader.error(f"{of} lacks its delimiter")
    key = _key(reader.take())
    if key != "." and key not in SYMBOLS:
        raise reader.error(f"{of} cannot take {token}")
    return key
