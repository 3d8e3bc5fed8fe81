"""What scene code says without being run. Whether it draws something good is seen when it renders."""

import ast
from pathlib import Path
from typing import NamedTuple


class SceneReading(NamedTuple):
    """The classes that look like scenes, and how often the source calls ``self.voiceover``."""

    scenes: tuple[str, ...]
    voiceovers: int
    problem: str | None = None


def read_scene(source: Path) -> SceneReading:
    """Parse the file; `problem` says where it is not Python."""
    try:
        return read_source(source.read_text())
    except UnicodeDecodeError as error:
        return SceneReading((), 0, str(error))


def read_source(source: str) -> SceneReading:
    """Parse the source; `problem` says where it is not Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return SceneReading((), 0, str(error) or type(error).__name__)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    scenes = tuple(node.name for node in classes if any(_last_name(base).endswith("Scene") for base in node.bases))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return SceneReading(scenes, sum(_last_name(call.func) == "voiceover" for call in calls))


def _last_name(expression: ast.expr) -> str:
    if isinstance(expression, ast.Attribute):
        return expression.attr
    return expression.id if isinstance(expression, ast.Name) else ""
