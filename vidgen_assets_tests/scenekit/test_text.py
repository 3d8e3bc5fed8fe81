import pytest

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.markup import words
from vidgen_assets.scenekit.text import Setting, TextBlock, label, paragraph
from vidgen_assets_tests.scenekit.texts import EMOJI, HEBREW, HOSTILE, LONG, UNBROKEN


@pytest.mark.parametrize("text", HOSTILE)
def test_a_paragraph_stays_in_its_box_and_legible(text: str) -> None:
    block = paragraph(text, Setting(theme.BODY_SIZE, width=4.0), height=2.0)
    assert block.strut.width <= 4.01
    assert block.ink.width <= 4.05
    assert block.strut.height <= 2.01
    assert block.size >= theme.MIN_SIZE


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_is_no_wider_than_it_may_be(text: str) -> None:
    block = label(text, width=2.0, height=1.3)
    assert block.ink.width <= 2.05
    assert block.ink.height <= 1.75
    assert block.size >= theme.MIN_SIZE


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    whole, cut = Setting(theme.MIN_SIZE, width=4.0), paragraph(LONG, Setting(width=4.0), height=1.0)
    assert len(cut.words) < len(TextBlock(LONG, whole).words)


def test_words_are_found_by_their_number() -> None:
    block = TextBlock("one two $x^2$ four", Setting())
    lefts = [block.word(number).get_left()[0] for number in range(4)]
    assert lefts == sorted(lefts)


def test_right_to_left_text_starts_at_the_right() -> None:
    block = TextBlock(HEBREW, Setting(width=8.0))
    assert block.word(0).get_x() > block.word(1).get_x()


def test_words_keep_their_baseline_whatever_letters_they_have() -> None:
    tops = [TextBlock(text, Setting()).strut.height for text in ("a", "g", "Tg")]
    assert tops == pytest.approx([tops[0]] * 3)


def test_emoji_without_an_outline_leave_no_empty_box() -> None:
    assert len(TextBlock("🚀", Setting()).words) == 0
    assert [word.plain for word in words(EMOJI)][-1] != ""


def test_amounts_of_money_are_no_formulas() -> None:
    assert [word.plain for word in words(r"from $5 to $10, or \$3")] == ["from", "$5", "to", "$10,", "or", "$3"]


def test_text_is_never_read_as_markup() -> None:
    assert len(TextBlock('#panic("no") *a* ]', Setting()).words) == 3


def test_a_word_longer_than_the_line_breaks() -> None:
    block = paragraph(UNBROKEN, Setting(width=3.0), height=6.0)
    assert block.strut.height > 0.5
