"""Tables, in Markdown or in a ``table`` fence -> `Table`. Each row must have as many cells as the header."""

import re

from vidgen_assets.domain.script.blocks.text import Line, label, lines
from vidgen_assets.domain.script.faults import fault
from vidgen_assets.domain.script.limits import MAX_CELL_CHARS, MAX_COLUMNS, MAX_ROWS, check_count
from vidgen_assets.domain.visuals import Table

_FIELD = "table"
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_BAR = re.compile(r"(?<!\\)\|")


def read(content: str, first: int) -> Table:
    """The table in `content`, whose cells are parted by ``|``, tabs or commas. Its first line is the header.

    Raises:
        ScriptError: there is no row, rows differ in length, or the table is too large.
    """
    rows = [line for line in lines(content, first, comment="//") if not _RULE.fullmatch(line.text)]
    if len(rows) < 2:
        raise fault(first, _FIELD, "it has no rows", "Write a header and at least one row under it")
    separator = _separator(rows[0].text)
    header = _cells(rows[0], separator)
    check_count(rows[0].number, _FIELD, "columns", len(header), MAX_COLUMNS)
    check_count(rows[0].number, _FIELD, "rows", len(rows) - 1, MAX_ROWS)
    return Table(header=header, rows=tuple(_row(row, separator, len(header)) for row in rows[1:]))


def _separator(header: str) -> re.Pattern[str]:
    if _BAR.search(header):
        return _BAR
    return re.compile(r"\t" if "\t" in header else ",")


def _row(line: Line, separator: re.Pattern[str], width: int) -> tuple[str, ...]:
    cells = _cells(line, separator)
    if len(cells) != width:
        problem = f"this row has {len(cells)} cell(s), the header has {width}"
        raise fault(line.number, _FIELD, problem, "Give every row as many cells; leave a cell blank between two bars")
    return cells


def _cells(line: Line, separator: re.Pattern[str]) -> tuple[str, ...]:
    text = line.text
    if separator is _BAR:
        text = text.removeprefix("|")
        text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    parts = [part.strip().replace("\\|", "|") for part in separator.split(text)]
    return tuple(label(part, line.number, _FIELD, MAX_CELL_CHARS) if part else "" for part in parts)
