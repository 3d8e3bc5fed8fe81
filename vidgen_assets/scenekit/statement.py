"""A statement: a sentence in large type that builds up phrase by phrase as it is spoken."""

from collections.abc import Sequence

from manim import UP, Animation, VGroup

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.layout import BODY, Area
from vidgen_assets.scenekit.markup import words
from vidgen_assets.scenekit.motion import Appear, cascade, lift
from vidgen_assets.scenekit.text import Setting, paragraph

_LARGEST = 66.0


class KineticStatement:
    """`phrases`, read one after another, make the text. `keywords` are set in the accent colour."""

    def __init__(self, *phrases: str, keywords: Sequence[str] = (), area: Area = BODY) -> None:
        inner = area.inset(0.9, 0.4)
        setting = Setting(_size(" ".join(phrases)), inner.width, "medium", "center", 0.9)
        self.block = paragraph(" ".join(phrases), setting, height=inner.height)
        self.block.move_to(area.center)
        self.phrases = self._grouped(phrases)
        self.keywords = VGroup(*self._emphasised(phrases, keywords))
        self.keywords.set_color(theme.ACCENT)
        self._turn = 0

    def say(self, phrase: int) -> Animation:
        """The words of a phrase rise into place, one after another."""
        group = self.phrases[phrase]
        return cascade((Appear(word, shift=0.2 * UP) for word in group), 0.35)

    def pulse(self) -> Animation:
        """A gentle wave through the keywords, or through the phrases in turn when there are none."""
        waving = list(self.keywords) or [self.phrases[self._turn % len(self.phrases)]]
        self._turn += 1
        return cascade((lift(word) for word in waving), 0.4)

    def _grouped(self, phrases: Sequence[str]) -> list[VGroup]:
        groups, first = [], 0
        for phrase in phrases:
            count = len(words(phrase))
            groups.append(VGroup(*(self.block.word(number) for number in range(first, first + count))))
            first += count
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
