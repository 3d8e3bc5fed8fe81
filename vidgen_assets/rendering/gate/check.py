"""`check_scene`: all findings about a scene's source, in the order of its lines."""

import ast
from itertools import chain

from vidgen_assets.rendering.gate.calls import find_calls
from vidgen_assets.rendering.gate.finding import Finding
from vidgen_assets.rendering.gate.imports import find_imports
from vidgen_assets.rendering.gate.loops import find_endless_loops
from vidgen_assets.rendering.gate.old_names import find_old_names
from vidgen_assets.rendering.gate.scenes import find_missing_scene

LARGEST_SOURCE = 400_000  # characters


def check_scene(source: str, *, scene_name: str | None = None, latex: bool = True) -> tuple[Finding, ...]:
    """What will go wrong when the scene is rendered; empty for a scene that nothing is known against.

    Args:
        source: Python.
        scene_name: the class to be rendered, if that is settled.
        latex: whether LaTeX is installed where it will be rendered.
    """
    if len(source) > LARGEST_SOURCE:
        return (Finding(1, f"it is longer than {LARGEST_SOURCE} characters", "write less code", certain=True),)
    try:
        module = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
        return (_unreadable(problem),)
    found = chain(
        find_imports(module),
        find_missing_scene(module, scene_name),
        find_old_names(module),
        find_calls(module, latex=latex),
        find_endless_loops(module),
    )
    return tuple(sorted(set(found)))


def _unreadable(problem: Exception) -> Finding:
    line = getattr(problem, "lineno", None) or 1
    return Finding(line, f"it is not Python: {getattr(problem, 'msg', problem)}", "write valid Python", certain=True)
