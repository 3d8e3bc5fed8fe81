"""Scene code as a module: loading it, finding its scene, and what of Manim's configuration it may change."""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TypeGuard

from manim import Scene, config

from vidgen_assets.domain.errors import SceneError

_MODULE = "scene"
# What scene code may configure when it is loaded; size, frame rate and output stay ours.
_SCENES_OWN = ("background_color", "background_opacity", "frame_width", "frame_height", "tex_template")


@contextmanager
def loaded(source: Path) -> Iterator[ModuleType]:
    """The module `source`, importable as ``scene`` while this lasts. Raises whatever its top level raises."""
    spec = importlib.util.spec_from_file_location(_MODULE, source)
    if spec is None or spec.loader is None:
        raise SceneError(f"{source.name} is not a Python file")
    module = sys.modules[_MODULE] = importlib.util.module_from_spec(spec)
    ours = config.copy()
    try:
        spec.loader.exec_module(module)
        kept = {name: config[name] for name in _SCENES_OWN}
        config.update(ours)
        config.update(kept)
        yield module
    finally:
        del sys.modules[_MODULE]


def scene_class(module: ModuleType, name: str) -> type[Scene]:
    """The scene called `name`. `SceneError` names those that the module has instead."""
    found = vars(module).get(name)
    if _is_scene(found):
        return found
    own = [each.__name__ for each in vars(module).values() if _is_scene(each) and each.__module__ == module.__name__]
    raise SceneError(f"scene.py has no scene class {name}; it has {', '.join(own) or 'none'}")


def _is_scene(value: object) -> TypeGuard[type[Scene]]:
    return isinstance(value, type) and issubclass(value, Scene)
