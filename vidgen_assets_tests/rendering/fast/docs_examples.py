"""The examples in the docstrings of the Manim that is installed."""

import ast
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import manim

_BLOCK = re.compile(r"^( *)\.\. manim:: +(\w+)\n((?:\1 +\S.*\n|\s*\n)+)", re.MULTILINE)
_OPTION = re.compile(r"^\s*:[\w_]+:.*\n", re.MULTILINE)


class Example(NamedTuple):
    """Where an example stands, the scene it is about, and its code. `still`: only its last frame is shown."""

    module: str
    scene: str
    code: str
    still: bool

    def __str__(self) -> str:
        return f"{self.module}.{self.scene}"


def examples() -> Iterator[Example]:
    """All of them."""
    root = Path(manim.__file__).parent
    for path in sorted(root.rglob("*.py")):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
                for _, scene, block in _BLOCK.findall(f"{ast.get_docstring(node) or ''}\n"):
                    options = "".join(_OPTION.findall(block))
                    yield Example(
                        module, scene, textwrap.dedent(_OPTION.sub("", block)), ":save_last_frame:" in options
                    )


def animated() -> list[Example]:
    """Those that move, without the ones made for OpenGL."""
    return [each for each in examples() if not each.still and "opengl" not in (each.module + each.code).lower()]
