"""Whether there is a scene at all, by its class and the names of what it is derived from."""

import ast
from collections.abc import Iterator

from vidgen_assets.rendering.gate.finding import Finding


def find_missing_scene(module: ast.Module, scene_name: str | None) -> Iterator[Finding]:
    """A finding when no class can be a scene, or none of that name. Classes made in other ways are taken on trust."""
    classes = [node for node in ast.walk(module) if isinstance(node, ast.ClassDef)]
    if not any(node.bases for node in classes):
        fix = "write `class Name(Scene):` with a `construct` method"
        yield Finding(1, "there is no scene class", fix, certain=True)
    elif scene_name and not _binds(module, scene_name):
        names = ", ".join(node.name for node in classes)
        yield Finding(1, f"there is no class {scene_name}, only {names}", f"name the scene {scene_name}", certain=True)


def _binds(module: ast.Module, name: str) -> bool:
    """Whether anything in the source could give that name a meaning; a star import might."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef) and node.name == name:
            return True
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            return True
        if isinstance(node, ast.ImportFrom) and any((alias.asname or alias.name) == name for alias in node.names):
            return True
    return False
