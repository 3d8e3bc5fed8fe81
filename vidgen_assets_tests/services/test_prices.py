from pathlib import Path

import pytest

from vidgen_assets.domain.errors import ConfigurationError
from vidgen_assets.services.prices import PriceTable


def test_the_longest_prefix_of_a_model_decides(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('dated = "2026-01-01"\n[s]\nbig = { input = 1.0 }\nbig-new = { input = 2.0 }\n')
    table = PriceTable.load(tmp_path / "p.toml")
    assert [table.of("s", name).input for name in ("big-1", "big-new-5")] == [1.0, 2.0]  # type: ignore[union-attr]


def test_a_model_that_the_table_does_not_know_has_no_price() -> None:
    table = PriceTable.load()
    assert table.of("anthropic", "another") is None
    assert table.of("nobody", "another") is None


def test_the_shipped_table_prices_what_ships_as_default_and_says_its_date() -> None:
    table = PriceTable.load()
    assert table.dated
    for name in ("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5"):
        price = table.of("anthropic", name)
        assert price is not None
        assert 0 < price.cached < price.input < price.output


@pytest.mark.parametrize(
    ("model", "input", "output", "written"),
    [
        ("claude-opus-5-5", 4, 20, 5),
        ("claude-opus-5", 5, 25, 6.25),
        ("claude-opus-4-8", 5, 25, 6.25),
        ("claude-opus-4-20250514", 15, 75, 18.75),
        ("claude-sonnet-5-5", 2, 10, 2.5),
        ("claude-sonnet-4-6", 3, 15, 3.75),
        ("claude-haiku-5-5", 0.1, 0.5, 0.125),
        ("claude-haiku-4-5", 1, 5, 1.25),
    ],
)
def test_each_generation_of_a_model_has_its_own_price(model: str, input: float, output: float, written: float) -> None:  # noqa: A002 - the field's name
    price = PriceTable.load().of("anthropic", model)
    assert price is not None
    assert (price.input, price.output, price.written) == (input, output, written)


@pytest.mark.parametrize(("model", "credits"), [("eleven_multilingual_v2", 7), ("eleven_flash_v2_5", 4)])
def test_a_character_uses_up_a_credit_or_half_of_one(model: str, credits: int) -> None:  # noqa: A002 - the field's name
    price = PriceTable.load().of("elevenlabs", model)
    assert price is not None
    assert price.credits_for(7) == credits


def test_tokens_and_characters_are_priced_by_kind() -> None:
    price = PriceTable.load().of("anthropic", "claude-opus-5-5")
    speech = PriceTable.load().of("elevenlabs", "eleven_multilingual_v2")
    assert price is not None
    assert speech is not None
    assert price.of_tokens(1_000_000, 1_000_000) == price.input + price.output
    assert price.of_tokens(0, 0, cached=1_000_000) == price.cached
    assert speech.of_characters(1000) == speech.characters


@pytest.mark.parametrize("text", ["", "not toml", 'dated = "x"\n[s]\nm = { input = "much" }', "dated = 1\ns = 2"])
def test_a_table_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "p.toml").write_text(text)
    with pytest.raises(ConfigurationError) as caught:
        PriceTable.load(tmp_path / "p.toml")
    assert caught.value.field == "VIDGEN_PRICES"


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"p\.toml"):
        PriceTable.load(tmp_path / "p.toml")
