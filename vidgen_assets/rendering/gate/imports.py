"""Imports that cannot work, or whose use cannot: other editions of Manim, packages that are not here, the outside."""

import ast
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Final

from vidgen_assets.rendering.gate.finding import Finding

_OTHER_MANIMS: Final = {"manimlib", "manim_imports_ext", "big_ol_pile_of_manim_imports", "manimce"}
_NETWORK: Final = ("socket", "ssl", "http", "urllib", "requests", "httpx", "aiohttp", "ftplib", "smtplib")
_PROGRAMS: Final = ("subprocess", "multiprocessing", "pty")
_OUTSIDE: Final[Mapping[str, str]] = {
    **dict.fromkeys(_NETWORK, "network"),
    **dict.fromkeys(_PROGRAMS, "other program or process"),
}


def find_imports(module: ast.Module) -> Iterator[Finding]:
    """Findings about imports; those in a ``try`` are left to it."""
    guarded = {id(inner) for node in ast.walk(module) if isinstance(node, ast.Try) for inner in ast.walk(node)}
    for node in ast.walk(module):
        if id(node) not in guarded:
            for name in _imported(node):
                yield from _findings(name, getattr(node, "lineno", 1), certain=node in module.body)


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


def _findings(name: str, line: int, *, certain: bool) -> Iterator[Finding]:
    top = name.partition(".")[0]
    if top in _OTHER_MANIMS:
        yield Finding(line, f"{top} is another edition of Manim", "write `from manim import *`", certain)
    elif top in _OUTSIDE:
        yield Finding(line, f"{top} leads nowhere: scenes reach no {_OUTSIDE[top]}", "put what is shown into the code")
    elif top not in sys.stdlib_module_names and find_spec(top) is None:
        yield Finding(line, f"{top} is not installed here", "use manim and numpy instead", certain)
