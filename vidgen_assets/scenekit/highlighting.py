"""Source text -> coloured rows of a listing, typeset in one piece. How rows move belongs to `code`."""

from dataclasses import dataclass

from manim import VGroup
from pygments import lex
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Token, _TokenType
from pygments.util import ClassNotFound

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.fonts import MONO_FONTS
from vidgen_assets.scenekit.layout import Area
from vidgen_assets.scenekit.markup import coded, quoted
from vidgen_assets.scenekit.typeset import Typeset

_LARGEST, _SHRINK = 34.0, 0.95
_ADVANCE = 0.6
"""Width of every character of the code font, in em."""
_CAPITAL, _LEADING = 0.73, 0.82
_COLORS = (
    (Comment, theme.MUTED),
    (Keyword, "#C9A0FF"),
    (String, "#A5E6A1"),
    (Number, "#FFB27A"),
    (Name.Function, theme.ACCENT),
    (Name.Class, theme.SIGNAL),
    (Name.Builtin, theme.ACCENT),
    (Name.Decorator, theme.SIGNAL),
    (Operator, "#9BE8E8"),
    (Punctuation, "#B8C4DA"),
    (Token, theme.TEXT),
)
_PALETTE = len(_COLORS) + 1
_NUMBER = len(_COLORS)

Piece = tuple[str, int]
"""Text, and the number of its colour."""


@dataclass(frozen=True)
class Listing:
    """Rows as they are displayed. `spans` gives for each source line its first row and the one after its last."""

    rows: list[VGroup]
    spans: list[tuple[int, int]]
    pitch: float
    block: Typeset


def listing(source: str, language: str, area: Area) -> Listing:
    """Set `source` as large as the area allows; at the smallest size, lines that are still too long wrap."""
    lines = _tokens(source, language)
    gutter = len(str(len(lines))) + 2
    longest = max(sum(len(text) for text, _ in line) for line in lines)
    size = _size(longest + gutter, len(lines), area)
    limit = max(12, int(area.width / (_ADVANCE * size * theme.EM)) - gutter)
    rows, spans = _rows(lines, limit, gutter)
    pitch = (_CAPITAL + _LEADING) * size * theme.EM
    block = Typeset(_source(rows), size=size, preamble=_preamble())
    return Listing(_grouped(block, len(rows)), spans, pitch, block)


def _tokens(source: str, language: str) -> list[list[Piece]]:
    """Coloured pieces, line by line; an unknown language is plain text."""
    try:
        lexer = get_lexer_by_name(language or "text", stripnl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name("text", stripnl=False)
    lines: list[list[Piece]] = [[]]
    for kind, text in lex(source.rstrip().expandtabs(4), lexer):
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append((part, _color(kind)))
    return lines[:-1] if len(lines) > 1 and not lines[-1] else lines


def _color(kind: _TokenType) -> int:
    return next(number for number, (family, _) in enumerate(_COLORS) if kind in family)


def _size(columns: int, lines: int, area: Area) -> float:
    size = _LARGEST
    while size > theme.MIN_SIZE and (
        columns * _ADVANCE * size * theme.EM > area.width
        or lines * (_CAPITAL + _LEADING) * size * theme.EM > area.height
    ):
        size = max(theme.MIN_SIZE, size * _SHRINK)
    return size


def _rows(lines: list[list[Piece]], limit: int, gutter: int) -> tuple[list[list[Piece]], list[tuple[int, int]]]:
    """Display rows with line numbers; what does not fit goes on in the next row, without a number."""
    rows: list[list[Piece]] = []
    spans = []
    for number, line in enumerate(lines, 1):
        first = len(rows)
        wrapped = _wrapped(line, limit)
        for index, row in enumerate(wrapped):
            margin = str(number) if index == 0 else "↪"
            rows.append([(margin.rjust(gutter - 2) + "  ", _NUMBER), *row])
        spans.append((first, len(rows)))
    return rows, spans


def _wrapped(line: list[Piece], limit: int) -> list[list[Piece]]:
    rows: list[list[Piece]] = [[]]
    room = limit
    for text, color in line:
        while len(text) > room:
            rows[-1].append((text[:room], color))
            text, room = text[room:], limit
            rows.append([])
        rows[-1].append((text, color))
        room -= len(text)
    return rows


def _source(rows: list[list[Piece]]) -> str:
    # No-break spaces, since Typst drops ordinary ones at the start of a line.
    return "#linebreak()\n".join(
        "".join(
            coded(f"#{quoted(text.replace(' ', chr(0xA0)))};", number * _PALETTE + color) for text, color in row if text
        )
        for number, row in enumerate(rows)
    )


def _preamble() -> str:
    return f"{MONO_FONTS}#set text(top-edge: {_CAPITAL}em, bottom-edge: 0em)\n#set par(leading: {_LEADING}em)\n"


def _grouped(block: Typeset, count: int) -> list[VGroup]:
    rows = [VGroup() for _ in range(count)]
    colors = [*(color for _, color in _COLORS), theme.MUTED]
    for code, part in sorted(block.parts.items()):
        number, color = divmod(code, _PALETTE)
        rows[number].add(part.set_color(colors[color]))
    return rows
