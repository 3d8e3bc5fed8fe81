"""``math`` fences and ``$$`` paragraphs -> `Formula`: each line is a step."""

import re

from vidgen_assets.domain.errors import UnsupportedFormulaError
from vidgen_assets.domain.formula import parse
from vidgen_assets.domain.script.blocks.text import Line, lines
from vidgen_assets.domain.script.faults import at_line, fault
from vidgen_assets.domain.script.limits import MAX_STEPS, check_count
from vidgen_assets.domain.visuals import Formula

_FIELD = "math"
_WRAPPERS = re.compile(r"^(?:\$\$?|\\\[)\s*|\s*(?:\$\$?|\\\])$")


def read(content: str, first: int, *, latex: bool) -> Formula:
    """The formulas in `content`. Lines inside braces or an environment belong to one step.

    Raises:
        ScriptError: there is none, or there are too many.
        FormulaError: one cannot be read, nor be left to LaTeX, which is there when `latex`.
    """
    steps = _steps(lines(content, first, comment="%"))
    if not steps:
        raise fault(first, _FIELD, "it is empty", "Write a formula in TeX notation, such as x^2 + 1")
    check_count(first, _FIELD, "steps", len(steps), MAX_STEPS)
    for step in steps:
        with at_line(step.number):
            _check(step.text, latex)
    return Formula(steps=tuple(step.text for step in steps))


def is_display(text: str) -> bool:
    r"""Whether a paragraph is nothing but a formula between ``$$`` or ``\[ \]``."""
    text = text.strip()
    dollars = len(text) > 4 and text.startswith("$$") and text.endswith("$$") and "$$" not in text[2:-2]
    return dollars or (text.startswith("\\[") and text.endswith("\\]"))


def _check(tex: str, latex: bool) -> None:
    try:
        parse(tex)
    except UnsupportedFormulaError as error:
        if not latex:
            error.fix = f"{error.fix}; or install LaTeX, which then sets the formulas of this block"
            raise


def _steps(rows: list[Line]) -> list[Line]:
    """The lines, those of one environment or group together, without what only wraps them."""
    steps: list[Line] = []
    for row in rows:
        text = _WRAPPERS.sub("", row.text)
        if steps and _is_open(steps[-1].text):
            steps[-1] = Line(steps[-1].number, f"{steps[-1].text} {text}")
        elif text:
            steps.append(Line(row.number, text))
    return [Line(step.number, step.text.removesuffix("\\\\").rstrip()) for step in steps]


def _is_open(text: str) -> bool:
    bare = re.sub(r"\\[{}\\]", "", text)
    return bare.count("{") > bare.count("}") or text.count("\\begin{") > text.count("\\end{")
