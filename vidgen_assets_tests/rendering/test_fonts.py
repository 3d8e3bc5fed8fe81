import pytest

from vidgen_assets.rendering.fonts import undrawable

NOBODYS = "\U00030000"  # of CJK extension G, which hardly any font has


def test_letters_without_a_font_are_found_among_those_that_have_one() -> None:
    assert undrawable(f"∂L/∂w – “so” {NOBODYS}é") == NOBODYS


@pytest.mark.parametrize("text", ["", "plain\n\ttext", "Größe → ∑ “naïve” Привет"])
def test_usual_letters_have_a_font(text: str) -> None:
    assert undrawable(text) == ""
