import pytest

from vidgen_assets.domain.speech.words import source_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “so”, (really).", ["He", "said", "so", "really"]),
        ("yes—no … it’s", ["yes", "no", "it’s"]),
        ("e.g. f(x) in the U.S. costs $5.", ["e.g.", "f(x)", "in", "the", "U.S.", "costs", "$5"]),
        ("a → b", ["a", "→", "b"]),
        ("学习 AI", ["学", "习", "AI"]),
        ("… — ()", []),
    ],
)
def test_words_are_what_a_reader_counts(text: str, words: list[str]) -> None:
    assert [word.text for word in source_words(text)] == words


def test_a_word_stands_where_its_offset_says() -> None:
    text = "  “One,” (two) — 3.5 f(x)."
    assert all(text.startswith(word.text, word.offset) for word in source_words(text))
