"""Environments with rows and cells: matrices, ``cases`` and aligned lines."""

from collections.abc import Callable

from vidgen_assets.domain.formula.tokens import Form, Token
from vidgen_assets.domain.formula.tree import Grid, Row

# Environment -> (kind of grid, left delimiter, right delimiter).
GRIDS = {
    "matrix": ("matrix", ".", "."),
    "smallmatrix": ("matrix", ".", "."),
    "array": ("matrix", ".", "."),
    "pmatrix": ("matrix", "(", ")"),
    "bmatrix": ("matrix", "[", "]"),
    "Bmatrix": ("matrix", "{", "}"),
    "vmatrix": ("matrix", "|", "|"),
    "Vmatrix": ("matrix", "Vert", "Vert"),
    "cases": ("cases", "{", "."),
    "dcases": ("cases", "{", "."),
    "aligned": ("aligned", ".", "."),
    "align": ("aligned", ".", "."),
    "align*": ("aligned", ".", "."),
    "split": ("aligned", ".", "."),
    "gathered": ("aligned", ".", "."),
    "gather": ("aligned", ".", "."),
    "gather*": ("aligned", ".", "."),
}


def grid(read: Callable[[tuple[Token, ...]], Row], token: Token) -> Grid:
    """The grid of the environment `token`; `read` parses a cell."""
    kind, left, right = GRIDS[token.text]
    inner = token.inner
    if token.text == "array" and inner and inner[0].form is Form.GROUP:
        inner = inner[1:]  # the alignment of its columns
    lines = _split(inner, lambda item: item.is_command("\\"))
    if not lines[-1]:
        lines.pop()
    rows = [[read(cell) for cell in _split(line, lambda item: item.is_char("&"))] for line in lines]
    width = max((len(row) for row in rows), default=0)
    return Grid(kind, tuple((*row, *[Row(())] * (width - len(row))) for row in rows), left, right)


def lines(read: Callable[[tuple[Token, ...]], Row], tokens: tuple[Token, ...]) -> Grid:
    """Lines under one another, without columns."""
    return Grid("aligned", tuple((read(line),) for line in _split(tokens, lambda item: item.is_command("\\"))))


def _split(tokens: tuple[Token, ...], at: Callable[[Token], bool]) -> list[tuple[Token, ...]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if at(token):
            parts.append([])
        elif not token.is_command("hline"):
            parts[-1].append(token)
    return [tuple(part) for part in parts]
