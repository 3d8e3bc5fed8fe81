"""What mathematicians take for granted when they read a row: which letters are functions, what ``O(n)`` means."""

from vidgen_assets.domain.formula.roles import base, is_compound, is_modulus, is_operand, is_prefix, kind, letter
from vidgen_assets.domain.formula.symbols import SYMBOLS, Kind
from vidgen_assets.domain.formula.tree import Accent, Fenced, Letter, Name, Node, Scripts, Sign, Styled, Words

_FUNCTION_LETTERS = frozenset("fghpqDFGHJLMOPQTV")
_FUNCTION_GREEK = "sigma phi varphi psi rho zeta Gamma Theta Omega Phi Psi"
_VECTORS = "mathbf boldsymbol bm textbf vec overrightarrow"


def applies(before: Node | None, fenced: Fenced) -> bool:
    """Whether `before` is a function of what stands in the parentheses, rather than a factor of it."""
    if (fenced.left, fenced.right) not in (("(", ")"), ("[", "]")) or before is None:
        return False
    bare = base(before)
    if bare == Name("lim", limits=True):
        return False
    if isinstance(bare, Name | Words) or (isinstance(before, Scripts) and before.primes):
        return True
    if isinstance(before, Scripts) and before.sup is not None and not _is_index(before):
        return letter(bare) in set("fgh")
    if isinstance(bare, Sign):
        named = kind(bare) is Kind.ORDINARY and bare.key not in ("Re", "Im", "infty")
        return bare.key in _FUNCTION_GREEK.split() or (named and _is_simple(fenced))
    if isinstance(bare, Styled) and bare.style in ("mathcal", "mathbb"):
        return True
    known = isinstance(bare, Letter | Accent) and letter(bare) in _FUNCTION_LETTERS
    return known or (letter(bare) != "" and _is_simple(fenced))


def custom(items: tuple[Node, ...], at: int) -> str:
    """What the node is called in its place; nothing when it is said as always."""
    item = items[at]
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if item in (Sign("cdot"), Sign("times")) and (_is_vector(before) or base(before) == Sign("nabla")):
        return "dot" if item == Sign("cdot") else "cross"
    if kind(item) is Kind.RELATION and any(kind(earlier) is Kind.RELATION for earlier in items[:at]):
        return _chained(item)
    if item == Sign(":"):
        return _colon(items, at)
    if kind(item) is Kind.BAR and is_prefix(items, at):
        return " "
    if not isinstance(after, Fenced):
        return ""
    if item in (Sign("Theta"), Sign("Omega")):
        return f"big {SYMBOLS[item.key].words}" if isinstance(item, Sign) else ""
    if letter(item) == "O" and not isinstance(item, Scripts):
        return "big O"
    expected = isinstance(item, Styled) and item.style == "mathbb" and letter(item) == "E"
    return "the expected value" if expected else ""


def is_differential(item: Node, after: Node | None) -> bool:
    """Whether it is the d of ``dx``."""
    alone = letter(item) == "d" and not isinstance(item, Scripts)
    return alone and is_operand(after) and not isinstance(after, Fenced)


def _chained(node: Node) -> str:
    """The second relation of ``x < y < z``: it is said of y."""
    words = SYMBOLS[node.key].words if isinstance(node, Sign) else ""
    return f", which {words}" if words.startswith("is ") else ""


def _colon(items: tuple[Node, ...], at: int) -> str:
    if any(item in (Sign("to"), Sign("rightarrow")) for item in items[at:]):
        return "from"
    return "such that" if any(item == Sign("exists") for item in items[:at]) else ","


def _is_index(node: Scripts) -> bool:
    """Whether the superscript only tells functions apart, as in ``f^{(2)}`` and ``V^\\pi``."""
    return node.sup is not None and len(node.sup.items) == 1 and isinstance(node.sup.items[0], Fenced | Sign)


def _is_simple(fenced: Fenced) -> bool:
    first = fenced.body.items[0] if fenced.body.items else None
    signed = kind(first) in (Kind.BINARY, Kind.RELATION)
    return first is not None and not signed and not is_modulus(fenced) and not is_compound(fenced.body)


def _is_vector(node: Node | None) -> bool:
    bare = base(node)
    return (isinstance(bare, Styled) and bare.style in _VECTORS.split()) or (
        isinstance(bare, Accent) and bare.kind in _VECTORS.split()
    )
