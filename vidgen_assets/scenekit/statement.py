"""A statement: a sentence in large type that builds up phrase by phrase as it is spoken."""

from collections.abc import Sequence

from manim import UP, Animation, VGroup, VMobject, there_and_back

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.layout import BODY, Area
from vidgen_assets.scenekit.markup import words
from vidgen_assets.scenekit.motion import Appear, Retone, cascade, lift
from vidgen_assets.scenekit.text import Setting, paragraph

_LARGEST = 84.0
_UNSPOKEN = 0.2
"""Opacity of words that have not been said yet."""


class KineticStatement:
    """`phrases`, read one after another, make the text. `keywords` are set in the accent colour."""

    def __init__(self, *phrases: str, keywords: Sequence[str] = (), area: Area = BODY) -> None:
        inner = area.inset(0.9, 0.4)
        setting = Setting(_size(" ".join(phrases)), inner.width, "medium", "center", 0.9)
        self.block = paragraph(" ".join(phrases), setting, height=inner.height, balanced=True)
        self.block.move_to(area.center)
        self.phrases = self._grouped(phrases)
        self.keywords = self._emphasised(phrases, keywords)
        self.block.ink.set_opacity(_UNSPOKEN)
        self._said: list[int] = []

    def prepare(self) -> Animation:
        """The whole text appears, faintly."""
        return cascade((Appear(word, shift=0.15 * UP) for word in self.block.words), 0.1)

    def say(self, phrase: int) -> Animation:
        """The words of a phrase light up one after another, keywords in their colour."""
        self._said.append(phrase)
        return cascade((self._light(word) for word in self.phrases[phrase]), 0.6)

    def pulse(self) -> Animation:
        """A gentle wave through the keywords that have been said, or through the newest phrase if it has none."""
        if not self._said:
            return cascade((Retone(word, opacity=0.4, rate_func=there_and_back) for word in self.block.words), 0.3)
        said = [word for phrase in self._said for word in self.phrases[phrase]]
        waving = [word for word in said if word in self.keywords] or [*self.phrases[self._said[-1]]]
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
    return max(theme.BODY_SIZE, _LARGEST - 0.45 * max(0, len(text) - 20))


def _bare(word: str) -> str:
    return word.strip(".,;:!?\"'()[]“”‘’—–-…").casefold()
