import pytest

from vidgen_assets.domain.script.topics import matches

TOPICS, CONTEXT = "binary search, binary search algorithm", "python, computer science"


@pytest.mark.parametrize(
    "prompt",
    [
        "Binary search",
        "Explain binary search!",
        "What's binary-search?",
        "How does the Binary Search algorithm work?",
        "teach me binary search in Python, please",
        "binary search in computer science, explained step by step",
    ],
)
def test_words_that_only_ask_do_not_matter(prompt: str) -> None:
    assert matches(prompt, TOPICS, CONTEXT)


@pytest.mark.parametrize(
    "prompt",
    [
        "binary stars",
        "search engines",
        "binary search trees",
        "binary search versus linear search",
        "binary search in C++",
        "who invented binary search",
        "python",
        "binary search の歴史",
        "search binary",
        "",
    ],
)
def test_any_other_word_makes_it_another_topic(prompt: str) -> None:
    assert not matches(prompt, TOPICS, CONTEXT)
