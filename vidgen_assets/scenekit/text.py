"""Prose as mobjects: wrapped by measured width, shrunk within limits, then cut short with an ellipsis.

What a text means on screen (a bullet, a label, a statement) is known by its own module.
"""

from dataclasses import dataclass, replace
from typing import Literal

from manim import VGroup

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.markup import Word, coded, is_right_to_left, words
from vidgen_assets.scenekit.typeset import Typeset, measure

Align = Literal["start", "center"]
Weight = Literal["regular", "medium", "semibold"]

_SHRINK = 0.92
_HALVINGS = 5
_CHARACTER = 0.56
"""Mean advance of a letter, in em; used only to judge which words are too long for a line."""


@dataclass(frozen=True)
class Setting:
    """How a text is set. `size` is in font-size points, `width` in scene units, None being as wide as need be."""

    size: float = theme.BODY_SIZE
    width: float | None = None
    weight: Weight = "regular"
    align: Align = "start"
    leading: float = 0.78

    def preamble(self, text: str) -> str:
        """The Typst rules for this setting."""
        direction = "rtl" if is_right_to_left(text) else "ltr"
        spacious = self.leading + (0.25 if "$" in text else 0)
        return (
            f'#set text(weight: "{self.weight}", dir: {direction})\n'
            f"#set par(leading: {spacious}em)\n#set align({self.align})\n"
        )

    def resized(self, size: float) -> "Setting":
        """The same at another size."""
        return replace(self, size=size)


class TextBlock(Typeset):
    """A text, word by word. `words` are its words in reading order, each a group of glyphs."""

    def __init__(self, text: str, setting: Setting, *, color: str = theme.TEXT, cut: int | None = None) -> None:
        self.text = text
        super().__init__(
            _source(text, setting, cut),
            size=setting.size,
            width=setting.width,
            color=color,
            preamble=setting.preamble(text),
        )

    @property
    def words(self) -> list[VGroup]:
        """The words that left a trace, in reading order."""
        return [self.parts[number] for number in sorted(self.parts)]

    def word(self, number: int) -> VGroup:
        """The glyphs of word `number` of the text, counted from 0; none when it was cut off or has no glyphs."""
        return self.parts.get(number, VGroup())


def paragraph(
    text: str,
    setting: Setting,
    *,
    height: float,
    least: float = theme.MIN_SIZE,
    color: str = theme.TEXT,
    balanced: bool = False,
) -> TextBlock:
    """`text` as large as `setting` says or as `height` units allow, never smaller than `least`, then cut short.

    `balanced` makes lines about equally long.
    """
    if setting.width is None:
        raise ValueError("a paragraph needs a width to wrap at")
    size = setting.size
    while size > least and text_height(text, setting.resized(size)) > height:
        size = max(least, size * _SHRINK)
    fitted = setting.resized(size)
    cut = _cut(text, fitted, height)
    return TextBlock(text, _balanced(text, fitted) if balanced and cut is None else fitted, color=color, cut=cut)


def _balanced(text: str, setting: Setting) -> Setting:
    """The narrowest setting with as many lines."""
    height, width = text_height(text, setting), setting.width or 0.0
    low, high = 0.5, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        same = text_height(text, replace(setting, width=middle * width)) <= height + 1e-6
        low, high = (low, middle) if same else (middle, high)
    return replace(setting, width=high * width)


def label(
    text: str,
    *,
    size: float = theme.LABEL_SIZE,
    width: float,
    height: float = 1.3,
    color: str = theme.TEXT,
    weight: Weight = "regular",
    least: float = theme.MIN_SIZE,
) -> TextBlock:
    """A short centred text, no wider than need be and at most `width`; it wraps, shrinks and is cut if need be."""
    one_line = Setting(size, None, weight, "center")
    while one_line.size > max(least, size * _SHRINK**2) and _width(text, one_line) > width:
        one_line = one_line.resized(max(least, one_line.size * _SHRINK))
    if _width(text, one_line) <= width:
        return TextBlock(text, one_line, color=color)
    return paragraph(text, Setting(size, width, weight, "center", 0.6), height=height, least=least, color=color)


def _source(text: str, setting: Setting, cut: int | None) -> str:
    longest = 10_000 if setting.width is None else int(setting.width / (setting.size * theme.EM * _CHARACTER))
    found = words(text, max(4, longest))
    shown = found if cut is None else [*found[:cut], Word("…", '#"…";')]
    return " ".join(coded(word.source, number) for number, word in enumerate(shown))


def _width(text: str, setting: Setting) -> float:
    return measure(_source(text, setting, None), size=setting.size, preamble=setting.preamble(text))[0]


def text_height(text: str, setting: Setting, cut: int | None = None) -> float:
    """Scene units from the first line's capitals to the last baseline; of the first `cut` words, if given."""
    source = _source(text, setting, cut)
    return measure(source, size=setting.size, width=setting.width, preamble=setting.preamble(text))[1]


def _cut(text: str, setting: Setting, height: float) -> int | None:
    """How many words to keep, or None for all of them."""
    if text_height(text, setting) <= height:
        return None
    low, high = 0, len(words(text))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text_height(text, setting, middle) <= height else (low, middle - 1)
    return low
