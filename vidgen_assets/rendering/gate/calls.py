"""Calls that fail or hang when a scene is rendered unattended: files, a person, other programs, LaTeX."""

import ast
from collections.abc import Iterator, Mapping
from typing import Final

from vidgen_assets.rendering.gate.finding import Finding, called_name, text_of

_READS_FILE: Final[Mapping[str, tuple[int, str]]] = {
    "open": (0, "open"),
    "ImageMobject": (0, "filename_or_array"),
    "SVGMobject": (0, "file_name"),
    "Code": (0, "code_file"),
    "add_sound": (0, "sound_file"),
}
_WAITS_FOR_PERSON: Final = {"input", "breakpoint", "interactive_embed", "embed"}
_STARTS_PROGRAM: Final = {"system", "popen", "fork", "execv", "execvp", "spawnv", "Popen"}
_NEEDS_LATEX: Final[Mapping[str, str]] = {
    **dict.fromkeys(("Tex", "MathTex", "SingleStringMathTex"), "use MathTypst or Text"),
    **dict.fromkeys(("BulletedList", "Title"), "use Text"),
    **dict.fromkeys(("DecimalNumber", "Integer"), "pass mob_class=Text"),
}


def find_calls(module: ast.Module, *, latex: bool) -> Iterator[Finding]:
    """Findings about calls. What the source defines itself under such a name is its own."""
    own = {node.name for node in ast.walk(module) if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and called_name(node) not in own:
            yield from _about_call(node, latex=latex)


def _about_call(call: ast.Call, *, latex: bool) -> Iterator[Finding]:
    name, line = called_name(call), call.lineno
    if path := _file_outside(call):
        yield Finding(line, f"{name} cannot read {path}: scenes have no files", "draw it with Manim's own objects")
    if name in _WAITS_FOR_PERSON and (isinstance(call.func, ast.Name) or name.endswith("embed")):
        yield Finding(line, f"{name}() waits for a person, and there is none", "leave it out")
    if name in _STARTS_PROGRAM and isinstance(call.func, ast.Attribute):
        yield Finding(line, f"{name}() starts a program, which scenes cannot", "leave it out")
    if name in _NEEDS_LATEX and not latex and not any(given.arg == "mob_class" for given in call.keywords):
        yield Finding(line, f"{name} needs LaTeX, which is not installed here", _NEEDS_LATEX[name])


def _file_outside(call: ast.Call) -> str | None:
    """The file's name where the call reads one that is named by a literal text: a scene comes without files."""
    if called_name(call) not in _READS_FILE:
        return None
    position, keyword = _READS_FILE[called_name(call)]
    for given in call.keywords:
        if given.arg == keyword:
            return text_of(given.value)
    if called_name(call) == "open" and _writes(call):
        return None
    return text_of(call.args[position]) if len(call.args) > position else None


def _writes(call: ast.Call) -> bool:
    modes = [*call.args[1:2], *(given.value for given in call.keywords if given.arg == "mode")]
    return any(set(text_of(mode) or "") & set("wax") for mode in modes)
