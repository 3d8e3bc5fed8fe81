"""Stand-ins for the speech services that scene code likes to set up. Their packages need not be installed, nothing is
asked or sent, and the scene gets the section's audio all the same.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_PACKAGE = "manim_voiceover.services."
_REAL = frozenset({"base", "cache"})


class StandInService:
    """Takes whatever a speech service is set up with, and speaks nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Accept and forget everything, keys too."""


class _StandIns(MetaPathFinder, Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        name = fullname.removeprefix(_PACKAGE)
        if name == fullname or name in _REAL:
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__getattr__"] = _stand_in


def _stand_in(name: str) -> type[StandInService]:
    if name.startswith("__"):
        raise AttributeError(name)
    return StandInService


@contextmanager
def stand_ins() -> Iterator[None]:
    """While this lasts, each speech service of manim-voiceover is a stand-in, under whatever name it is asked for."""
    finder = _StandIns()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name, module in list(sys.modules.items()):
            if getattr(module, "__loader__", None) is finder:
                del sys.modules[name]
