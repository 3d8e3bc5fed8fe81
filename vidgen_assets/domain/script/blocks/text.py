"""Short texts inside fenced blocks, such as labels and cells, and the numbered lines that they stand in."""

from typing import NamedTuple

from vidgen_assets.domain.script import inline
from vidgen_assets.domain.script.limits import check_length
from vidgen_assets.domain.script.markdown import parser


class Line(NamedTuple):
    """A line of a fenced block: its number in the script, counted from 1, and its text without outer spaces."""

    number: int
    text: str


def lines(content: str, first: int, comment: str = "#") -> list[Line]:
    """The lines of a block that starts in line `first`, without blank ones and those that start with `comment`."""
    numbered = [Line(first + at, text.strip()) for at, text in enumerate(content.splitlines())]
    return [line for line in numbered if line.text and not line.text.startswith(comment)]


def label(text: str, line: int, field: str, most: int) -> str:
    """`text`, which may hold Markdown and formulas, as visuals hold it. Raises `ScriptError` if it is too long."""
    prose = inline.read(parser().parseInline(text)[0], line)
    check_length(line, field, f"{prose.display!r}", prose.display, most)
    return prose.shown
