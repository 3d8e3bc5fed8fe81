"""A list whose items appear on their word; the newest is bright, the earlier ones step back a little."""

from collections.abc import Sequence

from manim import RIGHT, Animation, Dot, GrowFromCenter, VMobject

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.layout import BODY, Area, at
from vidgen_assets.scenekit.motion import Appear, Retone, Ripple, cascade, together
from vidgen_assets.scenekit.text import Setting, TextBlock, paragraph, text_height

_INDENT = 0.75
_LARGEST, _SHRINK = 46.0, 0.93
_GAP, _LEAST_GAP, _MOST_GAP = 0.6, 0.3, 0.85
_INWARD = 0.4
"""Share of the room that short items leave, that is put before them."""

_CAPITAL = 0.73
"""Height of a capital, in em."""

_READ = 0.6
"""Opacity of an item that has been spoken about."""


class BulletList:
    """`items` in order, as large as the area allows; numbered when `ordered`."""

    def __init__(self, *items: str, ordered: bool = False, area: Area = BODY) -> None:
        self.items = _set(items, area)
        self.markers = [_marker(number if ordered else None, item) for number, item in enumerate(self.items, 1)]
        self._current = 0

    def prepare(self) -> Animation:
        """The markers appear, showing how much is to come."""
        return cascade((GrowFromCenter(marker) for marker in self.markers), 0.2)

    def reveal(self, number: int) -> Animation:
        """Item `number`, counted from 0, is written beside its marker; the one before it steps back."""
        lit = Retone(self.markers[number], color=theme.ACCENT)
        writing = cascade((Appear(word, shift=0.15 * RIGHT) for word in self.items[number].words), 0.25)
        faded = [Retone(self.items[number - 1].ink, opacity=_READ)] if number else []
        self._current = number
        return together(lit, writing, *faded)

    def pulse(self) -> Animation:
        """A ring spreads from the marker of the item that is being spoken about."""
        return Ripple(self.markers[self._current].get_center())


def _set(items: Sequence[str], area: Area) -> list[TextBlock]:
    """All items in one size, as large as fits; at the smallest size the longest ones are cut short."""
    size, width = _LARGEST, area.width - _INDENT
    heights = _heights(items, size, width)
    while size > theme.MIN_SIZE and sum(heights) + _GAP * (len(items) - 1) > area.height:
        size = max(theme.MIN_SIZE, size * _SHRINK)
        heights = _heights(items, size, width)
    most = _fair_height(heights, area.height - _LEAST_GAP * (len(items) - 1))
    setting = Setting(size, width)
    blocks = [paragraph(item, setting, height=most, least=size) for item in items]
    _stack(blocks, area)
    return blocks


def _heights(items: Sequence[str], size: float, width: float) -> list[float]:
    return [text_height(item, Setting(size, width)) for item in items]


def _fair_height(heights: Sequence[float], available: float) -> float:
    """The largest limit per item with which all fit: what short items leave over goes to the long ones."""
    left, limit = available, max(heights)
    for count, height in zip(range(len(heights), 0, -1), sorted(heights), strict=True):
        if height > left / count:
            return left / count
        left -= height
    return limit


def _stack(blocks: Sequence[TextBlock], area: Area) -> None:
    total = sum(block.strut.height for block in blocks)
    gap = min(_MOST_GAP, (area.height - total) / max(1, len(blocks)))
    top = area.center[1] + (total + gap * (len(blocks) - 1)) / 2
    left = area.left + _INDENT + _INWARD * (area.width - _INDENT - max(block.ink.width for block in blocks))
    for block in blocks:
        block.shift(at(left - block.strut.get_left()[0], top - block.strut.get_top()[1]))
        top -= block.strut.height + gap


def _marker(number: int | None, item: TextBlock) -> VMobject:
    """A dot, or the item's number, at the height of its first line."""
    middle = item.strut.get_top()[1] - _CAPITAL * item.size * theme.EM / 2
    x = item.strut.get_left()[0] - _INDENT
    if number is None:
        return Dot(at(x + 0.2, middle), radius=0.09, color=theme.MUTED)
    figure = TextBlock(f"{number}", Setting(item.size, weight="semibold"), color=theme.MUTED)
    return figure.move_to(at(x + 0.25, middle))
