"""What may help to mend a line that broke: the real signatures of what it calls, and names like those it got wrong."""

import ast
import difflib
import inspect
from collections.abc import Iterator, Mapping
from typing import Any

_MOST_HINTS = 6
_ALIKE = 3


def hints(line: str, error: BaseException, namespace: Mapping[str, Any]) -> tuple[str, ...]:
    """Hints for a line of scene code that raised `error`; `namespace` is what its names stand for."""
    found = [*_alike(error, namespace), *(_signature(name, value) for name, value in _called(line, namespace))]
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST_HINTS]


def _alike(error: BaseException, namespace: Mapping[str, Any]) -> Iterator[str]:
    name = getattr(error, "name", None)
    if not isinstance(name, str):
        return
    owner = getattr(error, "obj", None)
    known = dir(owner) if isinstance(error, AttributeError) else list(namespace)
    public = [other for other in known if not other.startswith("_")]
    for other in difflib.get_close_matches(name, public, _ALIKE, 0.6):
        yield f"there is no {name}, but {other}"


def _called(line: str, namespace: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What the line calls by names that lead from the module, innermost last."""
    try:
        tree = ast.parse(line.strip().removesuffix(":") if line.strip().endswith(":") else line.strip())
    except SyntaxError:
        tree = _without_block(line)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            value: Any = namespace
            for part in name.split("."):
                value = value.get(part) if isinstance(value, Mapping) else getattr(value, part, None)
            if callable(value):
                yield name, value


def _without_block(line: str) -> ast.Module:
    """A line of a call that spans several: its names are found by calling each with nothing."""
    names = [part for part in line.replace("(", " ").replace(",", " ").split() if part.isidentifier()]
    return ast.parse("\n".join(f"{name}()" for name in names))


def _signature(name: str, value: Any) -> str:
    try:
        return f"{name}{inspect.signature(value)}"
    except (TypeError, ValueError):
        return ""
