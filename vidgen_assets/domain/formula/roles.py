"""What part a node plays in its row: operator or operand, sign of a number, one thing or a sum. Read by the writers."""

from vidgen_assets.domain.formula.symbols import SYMBOLS, Kind
from vidgen_assets.domain.formula.tree import (
    Accent,
    Fenced,
    Letter,
    Name,
    Node,
    Row,
    Scripts,
    Sign,
    Space,
    Stacked,
    Styled,
)

_BEFORE_OPERAND = (Kind.BINARY, Kind.RELATION, Kind.PUNCTUATION, Kind.OPEN, Kind.BIG)


def base(node: Node | None) -> Node | None:
    """The node itself, without its scripts."""
    if isinstance(node, Stacked) and len(node.base.items) == 1:
        return node.base.items[0]
    return node.base if isinstance(node, Scripts) else node


def kind(node: Node | None) -> Kind | None:
    """The kind of the symbol, with or without scripts; None for every other node."""
    bare = base(node)
    return SYMBOLS[bare.key].kind if isinstance(bare, Sign) else None


def is_operand(node: Node | None) -> bool:
    """Whether the node ends a value, rather than being an operator, a comma or a space."""
    return (starts_operand(node) and kind(node) is not Kind.BIG) or kind(node) is Kind.POSTFIX


def starts_operand(node: Node | None) -> bool:
    """Whether the node begins a value; a sum does, a factorial sign does not."""
    return node is not None and not isinstance(node, Space) and kind(node) in (None, Kind.ORDINARY, Kind.BIG)


def is_prefix(items: tuple[Node, ...], at: int) -> bool:
    """Whether the operator at this place has no left operand, like the minus of ``-x``."""
    return at == 0 or kind(items[at - 1]) in _BEFORE_OPERAND


def is_compound(row: Row) -> bool:
    """Whether the row is more than one operand: it holds an operator or a relation that is not a leading sign."""
    flat = tuple(item for item in row.items if not isinstance(item, Space))
    joints = (Kind.BINARY, Kind.RELATION, Kind.BAR)
    if len(flat) == 1 and isinstance(flat[0], Row):
        return is_compound(flat[0])
    return any(kind(item) in joints and not is_prefix(flat, at) for at, item in enumerate(flat))


def is_modulus(node: Node | None) -> bool:
    """Whether it is the ``(mod n)`` after a congruence."""
    return isinstance(node, Fenced) and node.body.items[:1] == (Name("mod"),)


def split_at_commas(row: Row) -> list[Row]:
    """The parts of a list such as ``x, y, z``."""
    parts: list[list[Node]] = [[]]
    for item in row.items:
        if item == Sign(","):
            parts.append([])
        else:
            parts[-1].append(item)
    return [Row(tuple(part)) for part in parts]


def letter(node: Node | None) -> str:
    """The one Latin letter that the node shows, without accent, style or scripts; empty if it shows none."""
    match node:
        case Letter(char=char):
            return char
        case Scripts(base=inner):
            return letter(inner)
        case Accent(body=body) | Styled(body=body) if len(body.items) == 1:
            return letter(body.items[0])
    return ""
