"""Manim's LaTeX, answered from outside the sandbox, in which no program can be started. For Manim 0.22.

Manim must be imported; where it is not as expected, it is left as it is, with a warning.
"""

import inspect
import logging
from pathlib import Path
from typing import Any, Final

import manim
from manim.mobject.text import tex_mobject
from manim.utils import tex_file_writing

from vidgen_assets.rendering.warm import helper_line

_VERSION: Final = "0.22."
_PARAMETERS: Final = ["expression", "environment", "tex_template"]


def install() -> None:
    """Put `svg_of_tex` in the place of Manim's own."""
    found = list(inspect.signature(tex_file_writing.tex_to_svg_file).parameters)
    if not manim.__version__.startswith(_VERSION) or found != _PARAMETERS:
        logging.getLogger(__name__).warning("Manim %s is not known here: Tex stays its own", manim.__version__)
        return
    for module in (tex_file_writing, tex_mobject):
        vars(module)["tex_to_svg_file"] = svg_of_tex


def svg_of_tex(expression: str, environment: str | None = None, tex_template: Any = None) -> Path:
    """The SVG file of a LaTeX expression. Raises `ValueError`, as Manim does, when LaTeX will not or is not there."""
    template = tex_template or manim.config["tex_template"]
    compilers = template.tex_compiler
    question = {
        "source": _document(template, expression, environment),
        "compiler": compilers if isinstance(compilers, str) else compilers[-1],
        "output_format": template.output_format,
    }
    answer = helper_line.ask("latex", question)
    if failure := answer.get("failure"):
        raise ValueError(f"{failure} (in {expression!r})")
    return _in_manims_folder(answer["name"], answer["svg"])


def _in_manims_folder(name: str, svg: str) -> Path:
    """Manim writes a changed copy beside the file that it reads."""
    folder = manim.config.get_dir("tex_dir")
    folder.mkdir(parents=True, exist_ok=True)
    file = Path(folder, name)
    file.write_text(svg, encoding="utf-8")
    return file


def _document(template: Any, expression: str, environment: str | None) -> str:
    if environment is None:
        return str(template.get_texcode_for_expression(expression))
    return str(template.get_texcode_for_expression_in_env(expression, environment))
