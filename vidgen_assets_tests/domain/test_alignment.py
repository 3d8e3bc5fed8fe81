import pytest

from vidgen_assets.domain.alignment import Timed, word_starts
from vidgen_assets.domain.speech.words import source_words


def _letters(text: str, seconds: float = 0.1) -> tuple[Timed, ...]:
    return tuple(Timed(letter, seconds * n, seconds * (n + 1)) for n, letter in enumerate(text))


def _words(*timed: tuple[str, float]) -> tuple[Timed, ...]:
    return tuple(Timed(word, start, start + 0.5) for word, start in timed)


def test_of_the_same_text_each_word_starts_with_its_first_letter() -> None:
    text = 'He said: "yes, 3.5!" – and f(x) too.'
    expected = [word.offset * 0.1 for word in source_words(text)]
    assert word_starts(text, _letters(text)) == pytest.approx(expected)


def test_a_word_that_was_read_as_several_starts_with_the_first_of_them() -> None:
    said = "It is three point five metres."
    starts = word_starts("It is 3.5 metres.", _letters(said))
    assert starts == pytest.approx([0, 0.3, said.index("three") * 0.1, said.index("metres") * 0.1])


def test_words_that_were_read_as_one_share_its_time() -> None:
    starts = word_starts("one two three four", _words(("one", 0), ("twothree", 1), ("four", 2)), joint=" ")
    assert starts[0] == 0
    assert starts[1] == 1
    assert 1 < starts[2] < 2
    assert starts[3] == 2


def test_case_and_punctuation_do_not_matter() -> None:
    assert word_starts("Hello, World.", _words(("hello", 0.2), ("WORLD!", 0.9)), joint=" ") == (0.2, 0.9)


def test_a_piece_may_hold_several_words() -> None:
    assert word_starts("one two", [Timed("one two", 0.0, 0.7)]) == pytest.approx((0.0, 0.4))


@pytest.mark.parametrize("said", ["", " ", "something else entirely", "one", "three", "one two three four five six"])
def test_whatever_was_said_every_word_has_a_time_and_they_never_go_back(said: str) -> None:
    starts = word_starts("one two three", _letters(said) or [Timed("", 0.0, 1.0)])
    assert len(starts) == 3
    assert list(starts) == sorted(starts)
    assert all(0 <= start <= 3 for start in starts)


def test_scripts_without_spaces_go_sign_by_sign() -> None:
    assert word_starts("你好。再见", _letters("你好。再见")) == pytest.approx((0.0, 0.1, 0.3, 0.4))
