import pytest

from vidgen_assets.domain.speech.sentences import packed, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("It is 3.5 or v1.2.3. So.", ["It is 3.5 or v1.2.3.", "So."]),
        ("What?! Really...", ["What?!", "Really..."]),
        ("你好。再见！好", ["你好。", "再见！", "好"]),
        ("One. ... ! Two.", ["One.", "... ! Two."]),
        ("Last one. !", ["Last one."]),
        ("", []),
        ("...", []),
    ],
)
def test_sentences_end_at_stops_and_have_a_word(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text, 100)] == expected


def test_each_knows_where_it_starts() -> None:
    text = "One is here. And  two, a long one, is there. 你好。再见"
    found = sentences(text, 15)
    assert all(text.startswith(sentence.text, sentence.start) for sentence in found)
    assert "".join(sentence.text for sentence in found).replace(" ", "") == text.replace(" ", "")


def test_one_that_is_too_long_is_broken_at_a_pause_else_at_a_space_else_anywhere() -> None:
    assert [s.text for s in sentences("one two, three four five", 15)] == ["one two,", "three four five"]
    assert [s.text for s in sentences("one two three", 9)] == ["one two", "three"]
    assert [s.text for s in sentences("x" * 25, 10)] == ["x" * 10, "x" * 10, "x" * 5]


def test_as_many_are_packed_together_as_fit() -> None:
    assert list(packed(["aaa", "bbb", "cc", "dddd", "e"], 7)) == [2, 2, 1]
    assert list(packed(["a" * 20, "b"], 7)) == [1, 1]
    assert list(packed([], 7)) == []
