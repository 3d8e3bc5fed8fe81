"""A statement: a sentence in large type that builds up phrase by phrase as it is spoken."""

from collections.abc import Iterable, Sequence

from manim import UP, Animation, VGroup, VMobject

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.layout import BODY, Area
from vidgen_assets.scenekit.markup import words
from vidgen_assets.scenekit.motion import Appear, Retone, cascade, lift
from vidgen_assets.scenekit.text import Setting, paragraph

_LARGEST = 66.0
_UNSPOKEN = 0.2
"""Opacity of words that have not been said yet."""


class KineticStatement:
    """`phrases`, read one after another, make the text. `keywords` are set in the accent colour."""

    def __init__(self, *phrases: str, keywords: Sequence[str] = (), area: Area = BODY) -> None:
        inner = area.inset(0.9, 0.4)
        setting = Setting(_size(" ".join(phrases)), inner.width, "medium", "center", 0.9)
        self.block = paragraph(" ".join(phrases), setting, height=inner.height)
        self.block.move_to(area.center)
        self.phrases = self._grouped(phrases)
        self.keywords = self._emphasised(phrases, keywords)
        self.block.ink.set_opacity(_UNSPOKEN)
        self._turn = 0

    def prepare(self) -> Animation:
        """The whole text appears, faintly."""
        return cascade((Appear(word, shift=0.15 * UP) for word in self.block.words), 0.1)

    def say(self, phrase: int) -> Animation:
        """The words of a phrase light up one after another, keywords in their colour."""
        return cascade((self._light(word) for word in self.phrases[phrase]), 0.6)

    def pulse(self) -> Animation:
        """A gentle wave through the keywords, or through the phrases in turn when there are none."""
        waving: Iterable[VMobject] = self.keywords or self.phrases[self._turn % len(self.phrases)]
        self._turn += 1
        return cascade((lift(word) for word in waving), 0.4)

    def _light(self, word: VMobject) -> Animation:
        return Retone(word, opacity=1, color=theme.ACCENT if word in self.keywords else None)

    def _grouped(self, phrases: Sequence[str]) -> list[VGroup]:
        groups, first = [], 0
        for phrase in phrases:
            last = first + len(words(phrase))
            groups.append(VGroup(*(self.block.word(number) for number in range(first, last))))
            first = last
        return groups

    def _emphasised(self, phrases: Sequence[str], keywords: Sequence[str]) -> list[VGroup]:
        wanted = {keyword.casefold() for keyword in keywords}
        plain = [word.plain for word in words(" ".join(phrases))]
        return [self.block.word(number) for number, word in enumerate(plain) if _bare(word) in wanted]


def _size(text: str) -> float:
    """The shorter, the larger."""
    return max(theme.BODY_SIZE, _LARGEST - 0.2 * max(0, len(text) - 30))


def _bare(word: str) -> str:
    return word.strip(".,;:!?\"'()[]“”‘’—–-…").casefold()
