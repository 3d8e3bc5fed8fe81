"""How subscripts and superscripts are said: ``x squared``, ``w sub t plus 1``, ``A transpose``."""

from collections.abc import Callable

from vidgen_assets.domain.formula.roles import is_compound, letter
from vidgen_assets.domain.formula.tree import (
    Fenced,
    Fraction,
    Letter,
    Name,
    Node,
    Number,
    Row,
    Scripts,
    Sign,
    Styled,
    Words,
)

Say = Callable[[Row], str]

_POWERS = {"2": "squared", "3": "cubed"} | dict(
    zip("456789", ("fourth", "fifth", "sixth", "seventh", "eighth", "ninth"), strict=True)
)
_MARKS = {"ast": "star", "*": "star", "star": "star", "dagger": "dagger", "circ": "degrees", "+": "plus", "-": "minus"}
_PRIMES = {0: "", 1: "prime", 2: "double prime", 3: "triple prime"}


def say_scripts(node: Scripts, say: Say) -> str:
    """A base with its primes, subscript and superscript."""
    if isinstance(node.base, Fenced):
        return _grouped(node, node.base, say)
    if isinstance(node.base, Styled) and node.base.style == "mathbb" and node.sup is not None:
        return f"{letter(node.base)} to the {say(node.sup).replace('times', 'by')}"
    spoken = say(Row((node.base,)))
    primes = _PRIMES.get(node.primes, f"with {node.primes} primes")
    return " ".join(filter(None, (spoken, primes, subscript(node, say), superscript(node, say))))


def subscript(node: Scripts, say: Say) -> str:
    """What is said for the subscript; nothing if there is none."""
    if node.sub is None:
        return ""
    words = all(isinstance(item, Words) for item in node.sub.items)
    spoken = f"{'' if words else 'sub '}{say(node.sub)}"
    return f"{spoken}," if is_compound(node.sub) else spoken


def superscript(node: Scripts, say: Say) -> str:
    """What is said for the superscript: a power, or what stands there by custom, such as ``transpose``."""
    if node.sup is None:
        return ""
    only = node.sup.items[0] if len(node.sup.items) == 1 else None
    pause = ", " if node.sub is not None and is_compound(node.sub) else ""
    return pause + (_custom(node, only) or _inverse(node) or _power(node.sup, only, say))


def is_power(node: Node | None) -> bool:
    """Whether the node ends in an exponent after which a pause is needed, such as ``e^{-x}``."""
    return isinstance(node, Scripts) and superscript(node, lambda _: "").startswith("to the")


def _custom(node: Scripts, only: Node | None) -> str:
    if isinstance(only, Sign) and only.key in _MARKS:
        return _MARKS[only.key]
    if only == Sign("top") or (only == Letter("T") and not isinstance(node.base, Number) and letter(node.base) != "e"):
        return "transpose"
    return ""


def _inverse(node: Scripts) -> str:
    base = node.base
    named = isinstance(base, Name | Styled | Fenced) or letter(base) in set("fgh") or letter(base).isupper()
    return "inverse" if named and node.sup == Row((Sign("-"), Number("1"))) else ""


def _power(sup: Row, only: Node | None, say: Say) -> str:
    match only:
        case Number(text=text) if text in _POWERS:
            return _POWERS[text] if text in "23" else f"to the {_POWERS[text]}"
        case Number(text=text):
            return f"to the power {text}"
        case Fenced(left="(", body=body):
            return f"superscript {say(body)}" + ("," if is_compound(body) else "")
        case Words(text=text):
            return f"superscript {text}"
    return f"to the power {say(sup)}," if is_compound(sup) else f"to the {say(sup)}"


def _grouped(node: Scripts, group: Fenced, say: Say) -> str:
    """A group with scripts: a power of a sum, a norm with its name, or a value at a place."""
    inner = say(group.body)
    if group.left == "." and group.right in ("|", "rvert", "vert"):
        return _evaluated(node, inner, say)
    if group.left in ("Vert", "lVert"):
        name = "" if node.sub is None else f"{say(node.sub)} "
        return f"the {name}norm of {inner}, {superscript(node, say)}"
    single = len(group.body.items) == 1 and not isinstance(group.body.items[0], Fraction)
    named = single or group.left != "(" or inner.startswith("the quantity")
    whole = say(Row((group,))) if named else f"the quantity {inner}"
    return f"{whole}, {subscript(node, say)} {superscript(node, say)}"


def _evaluated(node: Scripts, spoken: str, say: Say) -> str:
    if node.sub is None:
        return spoken
    if node.sup is None:
        return f"{spoken}, evaluated at {say(node.sub)}"
    return f"{spoken}, evaluated from {say(node.sub)} to {say(node.sup)}"
