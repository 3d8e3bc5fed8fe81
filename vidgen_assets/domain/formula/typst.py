"""Syntax tree -> Typst, for `MathTypst`. Fragments are separated by spaces, so that neighbours never become one name.

Commas are written ``comma`` wherever Typst would take them for the end of an argument.
"""

from vidgen_assets.domain.formula.marks import ACCENTS, STYLES
from vidgen_assets.domain.formula.names import TYPST_NAMES
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
    Space,
    Stacked,
    Styled,
    Words,
)

_PAIRS = {("(", ")"), ("[", "]"), ("{", "}")}
_CALLS = {("|", "|"): "abs", ("Vert", "Vert"): "norm", ("lfloor", "rfloor"): "floor", ("lceil", "rceil"): "ceil"}
_SPACES = {1: "quad", 2: "wide", 1 / 6: "thin", 2 / 9: "med", 5 / 18: "thick"}
_MATRIX_DELIMITERS = {".": "#none", "Vert": '"‖"'}


def write(node: Node) -> str:
    """`node` as a Typst math fragment."""
    match node:
        case Number(text=text):
            return _quoted(text) if "," in text else text
        case Letter(char=char):
            return char if char.isascii() and char.isalpha() else _quoted(char)
        case Sign(key=key):
            return SYMBOLS[key].typst
        case Words(text=text):
            return _quoted(text)
        case Name():
            return _name(node)
        case Space(width=width):
            return _SPACES.get(width, f"#h({width:.3g}em)")
        case Row(items=items):
            return join([write(item) for item in items])
        case Scripts():
            return _scripts(node)
        case Fenced():
            return _fenced(node)
        case Grid():
            return _grid(node)
    return _construct(node)


def join(fragments: list[str]) -> str:
    """Fragments side by side. Typst shows a space next to quoted words, so there is none but theirs."""
    text = ""
    for fragment in filter(None, fragments):
        tight = not text or text.endswith('"') or fragment.startswith(('"', ","))
        text += fragment if tight else f" {fragment}"
    return text


def _construct(node: Node) -> str:
    match node:
        case Fraction(over=over, under=under, binomial=binomial):
            return _call("binom" if binomial else "frac", over, under)
        case Root(body=body, index=index):
            return _call("sqrt", body) if index is None else _call("root", index, body)
        case Accent(kind=kind, body=body):
            return ACCENTS[kind].typst.format(_argument(body))
        case Styled(style=style, body=body):
            return STYLES[style].format(_argument(body))
        case Stacked(base=base, above=above, below=below):
            return _call("limits", base) + _script("_", below) + _script("^", above)
        case Brace(body=body, over=over, note=note):
            return _call("overbrace" if over else "underbrace", body, *filter(None, [note]))
    raise TypeError(type(node).__name__)


def _call(function: str, *rows: Row) -> str:
    return f"{function}({', '.join(_argument(row) for row in rows)})"


def _argument(row: Row) -> str:
    """An empty argument would be taken for a missing one."""
    return write(row) or _quoted("")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _name(node: Name) -> str:
    if node.text in TYPST_NAMES:
        return node.text
    return f"op({_quoted(node.text)}, limits: #true)" if node.limits else f"op({_quoted(node.text)})"


def _scripts(node: Scripts) -> str:
    base = write(node.base) or _quoted("")
    if isinstance(node.base, Row) and len(node.base.items) > 1:
        base = f"attach({base})"
    return base + "'" * node.primes + _script("_", node.sub) + _script("^", node.sup)


def _script(mark: str, row: Row | None) -> str:
    if row is None:
        return ""
    text = write(row)
    return f"{mark}{text}" if text.isalnum() and len(row.items) == 1 else f"{mark}({text})"


def _fenced(node: Fenced) -> str:
    pair = (node.left, node.right)
    if pair in _PAIRS:
        inner = join(["," if item == Sign(",") else write(item) for item in node.body.items])
        return f"{node.left}{inner}{node.right}"
    if pair in _CALLS:
        return _call(_CALLS[pair], node.body)
    ends = ["" if key == "." else SYMBOLS[key].typst for key in pair]
    return f"lr({join([ends[0], write(node.body), ends[1]])})"


def _grid(node: Grid) -> str:
    lines = [[write(cell) for cell in row] for row in node.rows]
    if node.kind == "cases":
        return f"cases({', '.join(' & quad '.join(line) for line in lines)})"
    if node.kind == "aligned":
        return " \\ ".join(" & ".join(line) for line in lines)
    delimiter = _MATRIX_DELIMITERS.get(node.left, f'"{node.left}"')
    cells = "; ".join(", ".join(cell or '""' for cell in line) for line in lines)
    return f"mat(delim: {delimiter}, {cells})"
