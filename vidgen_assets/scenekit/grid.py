"""Cells set in columns by Typst, which shares the width among them; found again as rows. What a row means is not
known here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from manim import UP, VGroup

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.layout import Area
from vidgen_assets.scenekit.markup import coded, is_right_to_left, words
from vidgen_assets.scenekit.typeset import Typeset, measure

_LARGEST, _SHRINK = 42.0, 0.94
_INSET_X, _INSET_Y = 0.8, 0.66
_CHARACTER = 0.56
_MOST_LINES = 4
_NUMBER = re.compile(r"[-−+]?\$?[\d.,]*\d\s*%?")

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Grid:
    """`rows[r]` holds the glyphs of a row, `rules[r]` the line below it, `bounds[r]` the area that it takes."""

    rows: list[VGroup]
    rules: list[VGroup]
    bounds: list[Area]


def grid(cells: Rows, area: Area) -> Grid:
    """Set `cells` as large as the area allows, never below the smallest size, where long cells are cut short.

    What is then still higher than the area starts at its top and goes on below it.
    """
    size = _LARGEST
    while size > theme.MIN_SIZE and not _fits(cells, size, area):
        size = max(theme.MIN_SIZE, size * _SHRINK)
    if not _fits(cells, size, area):
        cells = _shortened(cells, _MOST_LINES * _letters(cells, size, area))
    block = Typeset(_source(cells, size, area), size=size, width=_width(cells, size, area))
    block.move_to(area.center)
    if block.strut.height > area.height:
        block.shift((area.top - block.strut.get_top()[1]) * UP)
    return _found(block, len(cells))


def _fits(cells: Rows, size: float, area: Area) -> bool:
    source = _source(cells, size, area)
    return measure(source, size=size, width=_width(cells, size, area))[1] <= area.height


def _width(cells: Rows, size: float, area: Area) -> float:
    """As wide as the cells are when none wraps, at most the area's width."""
    return min(area.width, measure(_source(cells, size, area), size=size)[0] + 0.01)


def _letters(cells: Rows, size: float, area: Area) -> int:
    """How many letters fit in a line of a column when all columns are equally wide."""
    column = area.width / len(cells[0]) - 2 * _INSET_X * size * theme.EM
    return max(3, int(column / (size * theme.EM * _CHARACTER)))


def _shortened(cells: Rows, most: int) -> Rows:
    return [[text if len(text) <= most or "$" in text else text[: most - 1] + "…" for text in row] for row in cells]


def _source(cells: Rows, size: float, area: Area) -> str:
    """Row `r` is part ``2 r``, the rule below it part ``2 r + 1``."""
    columns = range(len(cells[0]))
    aligned = ", ".join("end" if _is_numeric(cells, column) else "start" for column in columns)
    longest = _letters(cells, size, area)
    lines = []
    for number, row in enumerate(cells):
        rule = f'grid.hline(stroke: 0.06em + rgb("#{2 * number + 2:06x}"))'
        lines.append(", ".join([*(_cell(text, 2 * number, longest) for text in row), rule]))
    inset = f"(x: {_INSET_X}em, y: {_INSET_Y}em)"
    rows = ",\n".join(lines)
    return f"#set par(leading: 0.62em)\n#grid(columns: {len(columns)}, inset: {inset}, align: ({aligned},),\n{rows})"


def _cell(text: str, code: int, longest: int) -> str:
    source = coded(" ".join(word.source for word in words(text, longest)), code)
    return f"[#text(dir: rtl)[{source}]]" if is_right_to_left(text) else f"[{source}]"


def _is_numeric(cells: Rows, column: int) -> bool:
    return all(_NUMBER.fullmatch(row[column].strip()) for row in cells[1:]) and len(cells) > 1


def _found(block: Typeset, count: int) -> Grid:
    rows = [block.parts.get(2 * number, VGroup()) for number in range(count)]
    rules = [block.parts[2 * number + 1] for number in range(count)]
    left, right = float(block.strut.get_left()[0]), float(block.strut.get_right()[0])
    edges = [float(block.strut.get_top()[1]), *(float(rule.get_y()) for rule in rules)]
    bounds = [Area(left, below, right, above) for above, below in pairwise(edges)]
    return Grid(rows, rules, bounds)
