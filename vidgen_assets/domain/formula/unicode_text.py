"""Syntax tree -> one line of Unicode text, for captions and labels, such as ``∂L/∂w``."""

from vidgen_assets.domain.formula.marks import accented, styled
from vidgen_assets.domain.formula.roles import base, is_modulus, is_prefix, kind
from vidgen_assets.domain.formula.speech_nodes import with_conditions
from vidgen_assets.domain.formula.symbols import SYMBOLS, Kind
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
    Space,
    Stacked,
    Styled,
    Words,
)

_RAISED = str.maketrans(
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθφχ′∗∘",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵠᵡ′*°",
)
_LOWERED = str.maketrans("0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
_PARTED = (Kind.BINARY, Kind.RELATION, Kind.BAR)
_SIGNS = (Sign("+"), Sign("-"), Sign("pm"), Sign("mp"))
_PRIMES = {2: "″", 3: "‴"}
_ROOTS = {"3": "∛", "4": "∜"}


def write(node: Node) -> str:
    """`node` as text."""
    match node:
        case Number(text=text) | Name(text=text) | Words(text=text) | Letter(char=text):
            return text
        case Sign(key=key):
            return SYMBOLS[key].unicode
        case Space(width=width):
            return " " if width > 0.1 else ""
        case Row(items=items):
            return _row(items)
        case Scripts(base=bare, sub=sub, sup=sup, primes=primes):
            tail = _PRIMES.get(primes, "′" * primes) + _script(sub, _LOWERED, "_") + _script(sup, _RAISED, "^")
            return _unit(bare) + tail
        case Fenced(left=left, body=body, right=right):
            return _delimiter(left) + write(body) + _delimiter(right)
        case Grid():
            return _grid(node)
    return _construct(node)


def _construct(node: Node) -> str:
    match node:
        case Fraction(over=over, under=under, binomial=True):
            return f"C({write(over)}, {write(under)})"
        case Fraction(over=over, under=under):
            return f"{_unit(over)}/{_unit(under, factors=False)}"
        case Root(body=body, index=index):
            sign = "√" if index is None else _ROOTS.get(write(index), _script(index, _RAISED, "^") + "√")
            return sign + _unit(body, factors=False)
        case Accent(kind=mark, body=body):
            return accented(mark, write(body))
        case Styled(style=style, body=body):
            return styled(style, write(body))
        case Stacked(base=bare):
            return write(bare)
        case Brace(body=body, note=note):
            return write(body) if note is None else f"{write(body)} ({write(note)})"
    raise TypeError(type(node).__name__)


def _row(items: tuple[Node, ...]) -> str:
    text = ""
    for at, item in enumerate(items):
        text += f" {write(item)}" if _gap(items, at) else write(item)
    return " ".join(text.split())


def _gap(items: tuple[Node, ...], at: int) -> bool:
    """Whether a space stands before this node: around operators and relations, after commas, around names."""
    before, item = items[at - 1] if at else None, items[at]
    if before is None or kind(item) is Kind.PUNCTUATION:
        return False
    if kind(before) is Kind.BINARY and is_prefix(items, at - 1):
        return kind(base(before)) is Kind.BINARY and base(before) not in _SIGNS
    if kind(item) in _PARTED or kind(before) in (*_PARTED, Kind.PUNCTUATION, Kind.BIG):
        return True
    if isinstance(base(before), Name):
        return not isinstance(item, Fenced) and item != Sign("!")
    return (
        is_modulus(item) or isinstance(base(item), Name) or isinstance(item, Fraction) or isinstance(before, Fraction)
    )


def _unit(node: Node, *, factors: bool = True) -> str:
    """`node` in parentheses, unless it reads as one thing without them; `factors` says if a product does."""
    text = write(node)
    items = node.items if isinstance(node, Row) else (node,)
    single = len(items) == 1 and not isinstance(items[0], Fraction)
    applied = len(items) == 2 and isinstance(items[1], Fenced) and not isinstance(items[0], Number | Fenced)
    applied = applied or (len(items) == 2 and kind(items[1]) is Kind.POSTFIX)
    product = " " not in text and all(kind(item) in (None, Kind.ORDINARY, Kind.POSTFIX) for item in items)
    one = single or applied or (product and (factors or text.startswith(("d", "∂"))))
    return text if one or not text else f"({text})"


def _script(row: Row | None, table: dict[int, int], mark: str) -> str:
    if row is None:
        return ""
    text = write(row)
    tight = text.replace(" ", "") if not any(isinstance(item, Words) for item in row.items) else text
    if tight and all(ord(char) in table for char in tight):
        return tight.translate(table)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"


def _delimiter(key: str) -> str:
    return "" if key == "." else SYMBOLS[key].unicode


def _grid(node: Grid) -> str:
    cells = [[write(cell) for cell in row] for row in node.rows]
    lines = [with_conditions(row) if node.kind == "cases" else " ".join(filter(None, row)) for row in cells]
    opened, closed = _delimiter(node.left), _delimiter(node.right)
    return f"{opened}{'; '.join(lines)}{closed}"
