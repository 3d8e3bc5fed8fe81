"""Syntax tree -> spoken English, as a teacher reads a formula out: rows, and what joins the parts of a row.

How a single node is said belongs to `speech_nodes`, scripts to `speech_scripts`. The result holds no markup.
"""

import re

from vidgen_assets.domain.formula.roles import base, is_compound, is_modulus, is_operand, kind, letter, starts_operand
from vidgen_assets.domain.formula.speech_customs import applies, custom, is_differential
from vidgen_assets.domain.formula.speech_nodes import is_common, listed, say_node
from vidgen_assets.domain.formula.speech_operators import big, derivative, nabla, named
from vidgen_assets.domain.formula.speech_scripts import is_power, subscript, superscript
from vidgen_assets.domain.formula.symbols import Kind
from vidgen_assets.domain.formula.tree import Fenced, Fraction, Name, Node, Root, Row, Scripts, Sign, Space, Words

_PREFIXES = tuple(Sign(key) for key in ("partial", "nabla", "forall", "exists", "nexists", "neg", "lnot", "Re", "Im"))


def say(row: Row) -> str:
    """`row` in words, numbers and commas."""
    return _tidy(_say_row(row))


def _tidy(text: str) -> str:
    """`text` with single spaces, and a single comma where several meet."""
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"(?:\s*,)+", ",", text).strip(" ,")


def _say_row(row: Row) -> str:
    """The parts of a row with the words that join them; commas mark pauses and may be doubled."""
    items = tuple(item for item in row.items if not isinstance(item, Space))
    spoken: list[str] = []
    for at in range(len(items)):
        spoken += [_joint(items, at), _part(items, at)]
    return " ".join(spoken)


def _part(items: tuple[Node, ...], at: int) -> str:
    item, bare = items[at], base(items[at])
    before, after = _neighbours(items, at)
    if isinstance(bare, Fenced) and applies(before, bare):
        return _arguments(item, bare)
    if isinstance(bare, Name):
        group = base(after)
        applied = isinstance(group, Fenced) and applies(item, group)
        return named(item, say, applied=applied, bare=not starts_operand(after))
    if kind(item) is Kind.BIG:
        return big(item, say, bare=not starts_operand(after))
    if bare == Sign("nabla"):
        return nabla(item, say, bare=not starts_operand(after))
    if isinstance(item, Fraction) and starts_operand(after):
        return derivative(item) or say_node(item, say)
    return custom(items, at) or say_node(item, say)


def _joint(items: tuple[Node, ...], at: int) -> str:
    """What is said before this part: ``of``, ``times`` or nothing."""
    item, bare = items[at], base(items[at])
    before, after = _neighbours(items, at)
    if before is None or not is_operand(before) or not starts_operand(item):
        return ""
    if isinstance(bare, Fenced) and applies(before, bare):
        return "of"
    if is_differential(item, after):
        return "," if is_power(before) else ""
    if isinstance(before, Fraction) and (derivative(before) or is_common(before)):
        return "times" if is_common(before) and isinstance(bare, Fenced) else ""
    if (
        isinstance(base(before), Name | Words)
        or isinstance(item, Words)
        or base(before) in _PREFIXES
        or is_modulus(bare)
    ):
        return ""
    if isinstance(before, Fraction | Fenced | Root) or is_power(before) or isinstance(base(before), Fenced):
        return ", times"
    applied = isinstance(after, Fenced) and applies(item, after) and letter(before) != "d"
    heavy = isinstance(bare, Fraction | Root | Fenced) or kind(item) is Kind.BIG or bare == Sign("nabla")
    return "times" if heavy or (applied and not isinstance(bare, Name)) else ""


def _neighbours(items: tuple[Node, ...], at: int) -> tuple[Node | None, Node | None]:
    return items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None


def _arguments(item: Node, fenced: Fenced) -> str:
    spoken = listed(_divergence(fenced.body), say)
    if isinstance(item, Scripts):
        return f"{spoken}, {subscript(item, say)} {superscript(item, say)}"
    return f"{spoken}," if is_compound(fenced.body) else spoken


def _divergence(row: Row) -> Row:
    """The arguments of ``D(P ∥ Q)``, whose bars have nothing to do with parallel lines."""
    return Row(tuple(Sign("Vert") if item == Sign("parallel") else item for item in row.items))
