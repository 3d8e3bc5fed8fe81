"""`Finding`: something about scene code that its writer should know."""

import ast
from typing import NamedTuple


class Finding(NamedTuple):
    """A trap in scene code.

    Attributes:
        line: counted from 1.
        problem: what is wrong.
        fix: what to write instead.
        certain: whether the scene cannot render with it; otherwise it fails only if, and when, that line runs.
    """

    line: int
    problem: str
    fix: str
    certain: bool = False

    def __str__(self) -> str:
        return f"line {self.line}: {self.problem}; {self.fix}"


def called_name(call: ast.Call) -> str:
    """The last part of what is called: ``d`` for ``a.b.c.d()``."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def text_of(node: ast.expr | None) -> str | None:
    """The text, if `node` is a literal one."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
