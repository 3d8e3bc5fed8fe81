"""The stage of a section: its background, its title, and clearing away one picture before the next."""

from typing import cast

from manim import DOWN, LEFT, RIGHT, UP, Animation, Camera, Create, Line, ManimColor, ReplacementTransform, Scene

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.layout import SAFE, TITLE, at
from vidgen_assets.scenekit.motion import Appear, Vanish, cascade, together
from vidgen_assets.scenekit.text import Setting, TextBlock, paragraph

_CARD_WIDTH, _CARD_HEIGHT = 11.0, 3.0


class Stage:
    """Sets the background of `scene` and keeps the section's title, with a `number` such as ``02`` before it."""

    def __init__(self, scene: Scene, title: str, number: str = "") -> None:
        self._scene = scene
        cast(Camera, scene.camera).background_color = ManimColor(theme.BACKGROUND)
        text = f"{number} {title}".strip()
        self._card = _set(text, Setting(theme.DISPLAY_SIZE, _CARD_WIDTH, "semibold", "center"), _CARD_HEIGHT, number)
        self._rule = Line(0.9 * LEFT, 0.9 * RIGHT, color=theme.ACCENT, stroke_width=5)
        self._rule.next_to(self._card, DOWN, buff=0.5)
        self._title = _set(text, Setting(theme.TITLE_SIZE, TITLE.width, "semibold"), TITLE.height, number)
        self._title.align_to(at(SAFE.left, SAFE.top), UP + LEFT)

    def announce(self) -> Animation:
        """The title as a card in the middle of the frame."""
        words = cascade((Appear(word, shift=0.25 * UP) for word in self._card.words), 0.15)
        return together(words, Create(self._rule))

    def settle(self) -> Animation:
        """The card becomes the small title at the top, where it stays."""
        pairs = list(zip(self._card.words, self._title.words, strict=False))
        moved = [ReplacementTransform(old, new, introducer=True) for old, new in pairs]
        cut = [Vanish(word) for word in self._card.words[len(pairs) :]]
        return together(*moved, *cut, Vanish(self._rule, shift=UP))

    def clear(self) -> Animation:
        """Everything but the title leaves."""
        title = set(self._title.get_family())
        leaving = [mobject for mobject in self._scene.mobjects if title.isdisjoint(mobject.get_family())]
        for mobject in leaving:
            mobject.clear_updaters()
        return together(*(Vanish(mobject) for mobject in leaving))


def _set(text: str, setting: Setting, height: float, number: str) -> TextBlock:
    block = paragraph(text, setting, height=height, balanced=setting.align == "center")
    if number:
        block.word(0).set_color(theme.ACCENT)
    return block
