"""Words inside a formula, as in ``\\text{if $x$ is even}``: TeX's escapes resolved, formulas in dollars parsed."""

import re
from collections.abc import Callable

from vidgen_assets.domain.formula.tree import Node, Row, Words

_ESCAPES = re.compile(r"\\([ %$&#_{},])")


def words(raw: str, formula: Callable[[str], Row]) -> Node:
    """The node for the text `raw`; `formula` parses what stands between dollar signs."""
    pieces = re.split(r"(?<!\\)\$", raw)
    nodes: list[Node] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            nodes.append(formula(piece))
        elif piece:
            nodes.append(Words(_plain(piece)))
    return nodes[0] if len(nodes) == 1 else Row(tuple(nodes))


def _plain(text: str) -> str:
    text = _ESCAPES.sub(lambda match: " " if match[1] == "," else match[1], text)
    return re.sub(r"\s+", " ", text.replace("~", " ").replace("--", "–"))
