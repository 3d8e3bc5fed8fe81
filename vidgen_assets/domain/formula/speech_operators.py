"""How operators that reach to their right are said: sums, limits, integrals, derivatives and named functions."""

from vidgen_assets.domain.formula.names import SPOKEN
from vidgen_assets.domain.formula.roles import base
from vidgen_assets.domain.formula.speech_scripts import Say, superscript
from vidgen_assets.domain.formula.symbols import SYMBOLS
from vidgen_assets.domain.formula.tree import Fraction, Letter, Name, Node, Number, Row, Scripts, Sign, Space, Styled

_ORDINALS = {"2": "second ", "3": "third ", "4": "fourth "}
_OVER = frozenset({"max", "min", "sup", "inf", "arg max", "arg min", "argmax", "argmin"})


def big(node: Node, say: Say, *, bare: bool) -> str:
    """A sum, product, integral and so on, with its bounds; `bare` when nothing follows that it applies to."""
    name = SYMBOLS[_sign(node)].words
    of = "" if bare else " of"
    if not isinstance(node, Scripts):
        return f"{name}{of}"
    low, high = _spoken(node.sub, say), _spoken(node.sup, say)
    if low and high:
        return f"{name} from {low} to {high}{of}"
    return f"{name} over {low or high}{of}"


def nabla(node: Node, say: Say, *, bare: bool) -> str:
    """The gradient, or the Laplacian when squared."""
    if bare:
        return "del"
    if isinstance(node, Scripts) and node.sup == Row((Number("2"),)):
        return "the Laplacian of"
    if isinstance(node, Scripts) and node.sub is not None:
        return f"the gradient with respect to {say(node.sub)} of"
    return "the gradient of"


def named(node: Node, say: Say, *, applied: bool, bare: bool) -> str:
    """A named function; `applied` when parentheses follow, `bare` when nothing does that it applies to."""
    name = base(node)
    text = name.text if isinstance(name, Name) else ""
    spoken = SPOKEN.get(text, text)
    if isinstance(node, Scripts):
        spoken = _with_scripts(node, text, spoken, say)
    reaches = spoken.startswith("the ") or " base " in spoken
    return spoken if applied or bare or not reaches else f"{spoken} of"


def derivative(node: Fraction) -> str:
    """``the derivative with respect to x of`` when the fraction is ``d/dx`` or ``∂/∂x``; nothing when it is not."""
    over, under = _solid(node.over), _solid(node.under)
    if len(over) != 1 or len(under) < 2 or base(over[0]) != base(under[0]):
        return ""
    sign = base(over[0])
    if isinstance(sign, Styled) and sign.style == "mathrm":
        sign = sign.body.items[0]
    if sign not in (Letter("d"), Sign("partial")):
        return ""
    variables = " and ".join(letter for item in under[1:] if (letter := _variable(item)))
    kind = "partial derivative" if sign == Sign("partial") else "derivative"
    return f"the {_order(over[0])}{kind} with respect to {variables} of" if variables else ""


def _with_scripts(node: Scripts, text: str, spoken: str, say: Say) -> str:
    low = _spoken(node.sub, say)
    if text == "lim" and node.sub is not None:
        return f"the limit as {low.replace(' to ', ' goes to ', 1)}"
    if text in _OVER and low:
        return f"{spoken} over {low}"
    if low:
        spoken = f"{spoken} {'base' if text in ('log', 'lg') else 'sub'} {low}"
    power = superscript(node, say)
    return f"inverse {spoken}" if power == "inverse" else f"{spoken} {power}".rstrip()


def _sign(node: Node) -> str:
    bare = base(node)
    return bare.key if isinstance(bare, Sign) else ""


def _spoken(row: Row | None, say: Say) -> str:
    return "" if row is None else say(row)


def _solid(row: Row) -> tuple[Node, ...]:
    return tuple(item for item in row.items if not isinstance(item, Space))


def _variable(node: Node) -> str:
    match base(node):
        case Letter(char=char):
            return "" if char == "d" else char
        case Sign(key=key):
            return "" if key == "partial" else SYMBOLS[key].words
    return ""


def _order(node: Node) -> str:
    sup = node.sup if isinstance(node, Scripts) else None
    only = sup.items[0] if sup is not None and len(sup.items) == 1 else None
    return _ORDINALS.get(only.text, "") if isinstance(only, Number) else ""
