"""Front matter: the ``key: value`` lines between two ``---`` lines that many Markdown documents begin with."""

import re
from typing import NamedTuple

from vidgen_assets.domain.script.faults import fault

_OPENING = re.compile(r"(?:[ \t]*\n)*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_ENTRY = re.compile(r"(?P<key>[\w-]+)\s*:\s*(?P<value>.*)")


class FrontMatter(NamedTuple):
    """The entries, what follows them, and the number of the line that it starts in."""

    entries: dict[str, str]
    body: str
    first_line: int


def split(text: str) -> FrontMatter:
    """Part `text` into front matter, if it has any, and body. Raises `ScriptError` when it never ends."""
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter({}, text, 1)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        line = text.count("\n", 0, opening.end())
        raise fault(line, "front matter", "it never ends", "Close it with a line of three hyphens, or remove it")
    matches = (_ENTRY.match(line) for line in text[opening.end() : closing.start()].splitlines())
    entries = {match["key"].lower(): match["value"].strip().strip("\"'") for match in matches if match}
    return FrontMatter(entries, text[closing.end() :], text.count("\n", 0, closing.end()) + 1)
