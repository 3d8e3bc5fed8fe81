"""Code out of Claude's answers: a whole module, or search/replace blocks to be applied to one."""

import re
from collections.abc import Callable

from vidgen_assets.domain.errors import SceneError

_FENCE = re.compile(r"^```[ \t]*(?:python|py)?[ \t]*\n(.*?)^```[ \t]*$", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(
    r"^<{5,}[ \t]*SEARCH[ \t]*\n(.*?)^={5,}[ \t]*\n(.*?)^>{5,}[ \t]*REPLACE[ \t]*$", re.DOTALL | re.MULTILINE
)


def module_in(answer: str) -> str:
    """The longest block of Python in `answer`, or all of it if it is bare code. Raises `SceneError` without any."""
    blocks = _FENCE.findall(answer)
    if blocks:
        return str(max(blocks, key=len))
    if re.match(r"(?:from|import|\"\"\"|#)\b", answer.lstrip()) and "class " in answer:
        return answer.strip() + "\n"
    raise SceneError("the answer holds no ```python block")


def patched(source: str, answer: str) -> str:
    """`source` with the search/replace blocks of `answer` applied; a whole module in `answer` takes its place instead.

    Raises `SceneError` that names the first block which does not fit exactly one place.
    """
    blocks = _BLOCK.findall(answer)
    if not blocks:
        return module_in(answer)
    for number, (search, replacement) in enumerate(blocks, 1):
        source = _replaced(source, search, replacement, number)
    return source


def _replaced(source: str, search: str, replacement: str, number: int) -> str:
    lines, wanted = source.splitlines(keepends=True), search.strip("\n").splitlines()
    places = _places(lines, wanted, str.rstrip) or _places(lines, wanted, str.strip)
    if len(places) != 1:
        times = f"{len(places)} times; give more lines around it" if places else "nowhere; copy its lines exactly"
        raise SceneError(f"search block {number} occurs {times}")
    first = places[0]
    indented = _reindented(replacement, wanted[0], lines[first])
    return "".join([*lines[:first], indented, *lines[first + len(wanted) :]])


def _places(lines: list[str], wanted: list[str], read: Callable[[str], str]) -> list[int]:
    """Where in `lines` those that are `wanted` stand, read without the spaces that do not count."""
    looked_for, known = [*map(read, wanted)], [*map(read, lines)]
    if not any(looked_for):
        return []
    return [at for at in range(len(known)) if known[at : at + len(looked_for)] == looked_for]


def _reindented(replacement: str, given: str, line: str) -> str:
    """The replacement moved as far to the right as the first line that was searched really stands."""
    missing = (len(line) - len(line.lstrip())) - (len(given) - len(given.lstrip()))
    if missing <= 0:
        return replacement
    return "".join(" " * missing + row if row.strip() else row for row in replacement.splitlines(keepends=True))
