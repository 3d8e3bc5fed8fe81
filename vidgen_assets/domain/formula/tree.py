"""The syntax tree of a formula: what `parser` makes and the three writers (Typst, speech, Unicode) read.

Nodes say what a thing is, never how it looks or sounds.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A number as written, such as ``3.14``."""

    text: str


@dataclass(frozen=True)
class Letter:
    """One letter of any alphabet that stands for itself, such as ``x``."""

    char: str


@dataclass(frozen=True)
class Sign:
    """A symbol: a key of `symbols.SYMBOLS`, such as ``alpha``, ``+`` or ``leq``."""

    key: str


@dataclass(frozen=True)
class Name:
    """A named function or operator set upright, such as ``sin``; `limits` puts its scripts above and below."""

    text: str
    limits: bool = False


@dataclass(frozen=True)
class Words:
    """Ordinary words inside a formula, with their spaces."""

    text: str


@dataclass(frozen=True)
class Space:
    """Explicit space, ``width`` in em; negative pulls together."""

    width: float


@dataclass(frozen=True)
class Row:
    """Nodes side by side."""

    items: tuple["Node", ...]


@dataclass(frozen=True)
class Fraction:
    """`over` above `under`: with a bar, or in parentheses when `binomial`."""

    over: Row
    under: Row
    binomial: bool = False


@dataclass(frozen=True)
class Root:
    """A square root, or the root named by `index`."""

    body: Row
    index: Row | None = None


@dataclass(frozen=True)
class Scripts:
    """A base with what is below and above its right; `primes` counts the dashes of ``f''``."""

    base: "Node"
    sub: Row | None = None
    sup: Row | None = None
    primes: int = 0


@dataclass(frozen=True)
class Stacked:
    """A base with small type straight above or below it."""

    base: Row
    above: Row | None = None
    below: Row | None = None


@dataclass(frozen=True)
class Accent:
    """A mark over, under or through the body; `kind` is a key of `marks.ACCENTS`."""

    kind: str
    body: Row


@dataclass(frozen=True)
class Styled:
    """The body in another alphabet; `style` is a key of `marks.STYLES`."""

    style: str
    body: Row


@dataclass(frozen=True)
class Fenced:
    """The body between delimiters, keys of `symbols.SYMBOLS`; ``.`` is an invisible one."""

    left: str
    body: Row
    right: str


@dataclass(frozen=True)
class Brace:
    """The body with a horizontal brace `over` or under it, and a note at the brace."""

    body: Row
    over: bool
    note: Row | None = None


@dataclass(frozen=True)
class Grid:
    """Cells in rows: a matrix between `left` and `right` delimiters, ``cases``, or ``aligned`` lines."""

    kind: str
    rows: tuple[tuple[Row, ...], ...]
    left: str = "."
    right: str = "."


Node = (
    Number
    | Letter
    | Sign
    | Name
    | Words
    | Space
    | Row
    | Fraction
    | Root
    | Scripts
    | Stacked
    | Accent
    | Styled
    | Fenced
    | Brace
    | Grid
)
