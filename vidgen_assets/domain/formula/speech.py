"""Syntax tree -> spoken English, as a teacher reads a formula out: rows, and what joins the parts of a row.

How a single node is said belongs to `speech_nodes`, scripts to `speech_scripts`. The result holds no markup.
"""

import re

from vidgen_assets.domain.formula.roles import base, is_compound, is_operand, kind, letter
from vidgen_assets.domain.formula.speech_nodes import is_common, listed, say_node
from vidgen_assets.domain.formula.speech_operators import big, derivative, nabla, named
from vidgen_assets.domain.formula.speech_scripts import is_power
from vidgen_assets.domain.formula.symbols import Kind
from vidgen_assets.domain.formula.tree import (
    Accent,
    Fenced,
    Fraction,
    Letter,
    Name,
    Node,
    Number,
    Root,
    Row,
    Scripts,
    Sign,
    Space,
    Styled,
    Words,
)

_FUNCTION_LETTERS = frozenset("fghFGHJLMOPQTV")
_FUNCTION_GREEK = frozenset("sigma phi varphi psi rho zeta Gamma Theta Omega Phi Psi".split())
_VECTORS = frozenset("mathbf boldsymbol bm textbf vec overrightarrow".split())


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
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
        after = items[at + 1] if at + 1 < len(items) else None
        spoken.append(_joint(before, item, after))
        spoken.append(_part(items, at))
    return " ".join(spoken)


def _part(items: tuple[Node, ...], at: int) -> str:
    item = items[at]
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if isinstance(item, Fenced) and applies(before, item):
        return _arguments(item)
    if item == Sign("cdot") and _is_vector(before) and _is_vector(after):
        return "dot"
    if isinstance(base(item), Sign) and kind(item) is Kind.BIG:
        return big(item, say, bare=not _starts_operand(after))
    if base(item) == Sign("nabla"):
        return nabla(item, say, bare=not _starts_operand(after))
    if isinstance(base(item), Name):
        return named(item, say, applied=isinstance(after, Fenced), bare=not _starts_operand(after))
    if isinstance(item, Fraction) and _starts_operand(after):
        return derivative(item) or say_node(item, say)
    if _is_order(item, after):
        return f"big {say_node(item, say)}"
    if _is_expectation(item, after):
        return "the expected value"
    return say_node(item, say)


def _joint(before: Node | None, item: Node, after: Node | None) -> str:
    """What is said between two neighbours: ``of``, ``times`` or nothing."""
    if before is None or not is_operand(before) or not _starts_operand(item):
        return ""
    if isinstance(item, Fenced):
        return "of" if applies(before, item) else _product(before)
    if isinstance(base(before), Name | Words) or isinstance(item, Words):
        return ""
    if _is_differential(item, after):
        return ","
    if isinstance(before, Fraction):
        of = derivative(before) or is_common(before)
        return "" if of else ", times"
    heavy = isinstance(base(item), Fraction | Root) or kind(item) is Kind.BIG
    if heavy and not isinstance(base(before), Sign):
        return "times"
    if isinstance(base(item), Fraction) and base(before) not in (Sign("partial"), Sign("nabla")):
        return "times"
    return ", times" if isinstance(before, Fenced | Root) or is_power(before) else ""


def _product(before: Node) -> str:
    return "" if base(before) in (Sign("forall"), Sign("exists"), Sign("neg"), Sign("nabla")) else "times"


def applies(before: Node | None, fenced: Fenced) -> bool:
    """Whether `before` is a function of what stands in the parentheses, rather than a factor of it."""
    if (fenced.left, fenced.right) not in (("(", ")"), ("[", "]")) or before is None:
        return False
    bare = base(before)
    if isinstance(bare, Name | Words) or (isinstance(before, Scripts) and before.primes):
        return True
    if isinstance(bare, Sign):
        return bare.key in _FUNCTION_GREEK or (kind(bare) is Kind.ORDINARY and _is_simple(fenced))
    if isinstance(bare, Styled):
        return bare.style in ("mathcal", "mathbb") or _is_simple(fenced)
    if not isinstance(bare, Letter | Accent) or not letter(bare):
        return False
    return letter(bare) in _FUNCTION_LETTERS or _is_simple(fenced)


def _is_simple(fenced: Fenced) -> bool:
    first = fenced.body.items[0] if fenced.body.items else None
    joint = kind(first) in (Kind.BINARY, Kind.RELATION)
    return first is not None and not joint and not is_compound(fenced.body)


def _arguments(fenced: Fenced) -> str:
    parts = listed(fenced.body, say)
    return f"{parts}," if is_compound(fenced.body) else parts


def _starts_operand(node: Node | None) -> bool:
    return is_operand(node) or kind(node) is Kind.BIG


def _is_vector(node: Node | None) -> bool:
    bare = base(node)
    return (isinstance(bare, Styled) and bare.style in _VECTORS) or (isinstance(bare, Accent) and bare.kind in _VECTORS)


def _is_order(item: Node, after: Node | None) -> bool:
    """Whether it is the O of ``O(n)``, or its relatives Theta and Omega."""
    named = letter(item) == "O" or item in (Sign("Theta"), Sign("Omega"))
    return named and isinstance(after, Fenced) and after.left == "("


def _is_expectation(item: Node, after: Node | None) -> bool:
    bare = base(item)
    return isinstance(bare, Styled) and bare.style == "mathbb" and letter(bare) == "E" and isinstance(after, Fenced)


def _is_differential(item: Node, after: Node | None) -> bool:
    return letter(item) == "d" and not isinstance(item, Scripts) and is_operand(after) and not isinstance(after, Fenced)

