"""Loops that can be seen never to end."""

import ast
from collections.abc import Iterator

from vidgen_assets.rendering.gate.finding import Finding

_WAYS_OUT = (ast.Break, ast.Return, ast.Raise, ast.Yield, ast.YieldFrom)


def find_endless_loops(module: ast.Module) -> Iterator[Finding]:
    """``while True`` with no way out in sight."""
    for node in ast.walk(module):
        if isinstance(node, ast.While) and isinstance(node.test, ast.Constant) and node.test.value:
            inside = (inner for statement in node.body for inner in ast.walk(statement))
            if not any(isinstance(inner, _WAYS_OUT) for inner in inside):
                yield Finding(node.lineno, "this loop never ends", "repeat a fixed number of times")
