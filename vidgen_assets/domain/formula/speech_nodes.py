"""How a node of a formula is said by itself: symbols, fractions, roots, groups and grids."""

import re

from vidgen_assets.domain.formula.marks import ACCENTS, SPOKEN_SETS
from vidgen_assets.domain.formula.names import SPOKEN
from vidgen_assets.domain.formula.roles import is_compound, letter, split_at_commas
from vidgen_assets.domain.formula.speech_scripts import Say, say_scripts
from vidgen_assets.domain.formula.symbols import SYMBOLS
from vidgen_assets.domain.formula.tree import (
    Accent,
    Brace,
    Fenced,
    Fraction,
    Grid,
    Letter,
    Name,
    Node,
    Number,
    Root,
    Row,
    Scripts,
    Sign,
    Stacked,
    Styled,
    Words,
)

_COMMON = {
    ("1", "2"): "one half",
    ("1", "3"): "one third",
    ("2", "3"): "two thirds",
    ("1", "4"): "one quarter",
    ("3", "4"): "three quarters",
}
_ENCLOSED = {
    "|": "the absolute value of",
    "lvert": "the absolute value of",
    "vert": "the absolute value of",
    "Vert": "the norm of",
    "lVert": "the norm of",
    "lfloor": "the floor of",
    "lceil": "the ceiling of",
}
_LONG = 4


def say_node(node: Node, say: Say) -> str:
    """`node` in words; `say` speaks the rows inside it."""
    match node:
        case Number(text=text):
            return text
        case Letter(char=char):
            # A lone small a would be read as the article.
            return "A" if char == "a" else char
        case Words(text=text):
            return SPOKEN.get(text, text)
        case Sign(key=key):
            return SYMBOLS[key].words
        case Name(text=text):
            return SPOKEN.get(text, text)
        case Row():
            return say(node)
        case Scripts():
            return say_scripts(node, say)
        case Fenced():
            return fenced(node, say)
        case Fraction():
            return _fraction(node, say)
        case Grid():
            return _grid(node, say)
    return _construct(node, say)


def _construct(node: Node, say: Say) -> str:
    match node:
        case Root(body=body, index=index):
            named = {"": "square", "3": "cube"}
            degree = "" if index is None else say(index)
            name = named.get(degree, f"{degree}th")
            return f"the {name} root of {_quantity(body, say)}"
        case Accent(kind=kind, body=body):
            return ACCENTS[kind].spoken.format(say(body))
        case Styled(style="mathbb") if (name := letter(node)) in SPOKEN_SETS:
            return SPOKEN_SETS[name]
        case Styled(body=body):
            return say(body)
        case Stacked(base=base):
            return say(base)
        case Brace(body=body, note=note):
            return say(body) if note is None else f"{say(body)}, which is {say(note)},"
    raise TypeError(type(node).__name__)


def is_common(node: Fraction) -> bool:
    """Whether the fraction has a name, such as one half."""
    return _common_name(node) != ""


def listed(row: Row, say: Say) -> str:
    """The parts of ``x, y, z`` with an ``and`` before the last."""
    parts = [say(part) for part in split_at_commas(row)]
    if len(parts) < 2 or any("so on" in part for part in parts):
        return ", ".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def fenced(node: Fenced, say: Say) -> str:
    """What stands between delimiters, when it is not the argument of a function."""
    parts = len(split_at_commas(node.body))
    if node.left in _ENCLOSED:
        return f"{_ENCLOSED[node.left]} {say(node.body)}" + ("," if is_compound(node.body) else "")
    if node.left in ("{", "lbrace") and node.right in ("}", "rbrace"):
        return f"the set {'' if parts > 1 else 'of '}{_set(node.body, say)}"
    if node.left == "langle" and parts == 2:
        return f"the inner product of {listed(node.body, say)}"
    if parts == 2 and "[" in (node.left, node.right):
        low, high = split_at_commas(node.body)
        return f"the interval from {say(low)} to {say(high)}"
    return _quantity(node.body, say)


def _quantity(row: Row, say: Say) -> str:
    return f"the quantity {say(row)}," if is_compound(row) else say(row)


def _set(row: Row, say: Say) -> str:
    bars = (Sign("mid"), Sign("|"), Sign(":"))
    at = next((place for place, item in enumerate(row.items) if item in bars), None)
    if at is None:
        return say(row)
    return f"{say(Row(row.items[:at]))} such that {say(Row(row.items[at + 1 :]))}"


def _common_name(node: Fraction) -> str:
    match node:
        case Fraction(over=Row(items=(Number(text=over),)), under=Row(items=(Number(text=under),))):
            return _COMMON.get((over, under), "")
    return ""


def _fraction(node: Fraction, say: Say) -> str:
    if node.binomial:
        return f"{say(node.over)} choose {say(node.under)}"
    if name := _common_name(node):
        return name
    over, under = say(node.over), _quantity(node.under, say)
    if is_compound(node.over):
        return f"the quantity {over}, all over {under}"
    long = len(over.split()) > _LONG and "partial" not in over
    return f"{over}, all over {under}" if long else f"{over} over {under}"


def _grid(node: Grid, say: Say) -> str:
    lines = [[say(cell) for cell in row] for row in node.rows]
    if node.kind != "matrix":
        cases = node.kind == "cases"
        return (", and " if cases else ", ").join(with_conditions(line) if cases else " ".join(line) for line in lines)
    height, width = len(lines), max((len(line) for line in lines), default=0)
    if width == 1:
        return f"the column vector {', '.join(line[0] for line in lines)},"
    if height == 1:
        return f"the row vector {', '.join(lines[0])},"
    size = f"the {height} by {width} matrix"
    if height * width > 9:
        return size
    return f"{size} with rows {', and '.join(', '.join(line) for line in lines)},"


def with_conditions(cells: list[str]) -> str:
    """A value and when it holds; the word ``if`` is there even if the formula leaves it out."""
    filled = [cell for cell in cells if cell]
    worded = all(re.match(r"if|when|for|otherwise|else|where|unless", condition) for condition in filled[1:])
    return " ".join(filled if worded else [filled[0], "if", *filled[1:]])
