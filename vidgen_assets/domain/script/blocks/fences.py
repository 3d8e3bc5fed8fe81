"""Fenced blocks: the word after the backticks decides which kind of block it is."""

from collections.abc import Callable

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from vidgen_assets.domain.script.blocks import code, diagram, math, network, plot, tables
from vidgen_assets.domain.script.faults import fault
from vidgen_assets.domain.visuals import Visual

_KINDS: dict[str, Callable[[str, int], Visual]] = {
    "plot": plot.read,
    "diagram": diagram.read,
    "network": network.read,
    "diagram network": network.read,
    "table": tables.read,
    "csv": tables.read,
}
_FORMULAS = ("math", "latex", "tex")


def read(info: str, content: str, line: int, *, latex: bool) -> Visual:
    """The visual of a fence that opens in `line` with `info` after its backticks; `latex` is for `math`.

    Raises:
        ScriptError: the kind is unknown, or its content cannot be read.
    """
    name, brace, options = info.partition("{")
    words = name.lower().split()
    kind = " ".join(words)
    if kind in _FORMULAS:
        return math.read(content, line + 1, latex=latex)
    if kind in _KINDS:
        return _KINDS[kind](content, line + 1)
    if words[:1] == ["code"]:
        words = words[1:]
    language = words[0] if words else "text"
    if not _is_language(language):
        known = "math, plot, code LANGUAGE, diagram, network, table, or a language such as python"
        raise fault(line, "block", f"{info.strip()!r} is an unknown kind of block", f"Use one of {known}")
    return code.read(language, brace + options, content, line + 1)


def _is_language(name: str) -> bool:
    try:
        find_lexer_class_by_name(name)
    except ClassNotFound:
        return False
    return True
