"""What calls cost, from a dated table in a data file. Counting tokens and characters belongs to the providers."""

import math
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Self

from vidgen_assets.domain.errors import ConfigurationError
from vidgen_assets.domain.estimate import PriceRange
from vidgen_assets.domain.record import Record


class Price(Record):
    """US dollars: per million tokens, and per thousand characters. `credits` is what of an account's quota a character
    uses up."""

    input: float = 0.0
    output: float = 0.0
    cached: float = 0.0
    written: float = 0.0
    characters: float = 0.0
    credits: float = 1.0

    def of_tokens(self, input_tokens: int, output_tokens: int, cached: int = 0, written: int = 0) -> float:
        """Dollars for a call that was billed so many tokens of each kind."""
        tokens = input_tokens * self.input + output_tokens * self.output + cached * self.cached + written * self.written
        return tokens / 1e6

    def of_characters(self, characters: int) -> float:
        """Dollars for so many characters of speech."""
        return characters * self.characters / 1e3

    def credits_for(self, characters: int) -> int:
        """What so many characters of speech use up of an account's quota."""
        return math.ceil(characters * self.credits)


class PriceTable(Record):
    """Prices by service and by model-name prefix, and the day on which they were written down."""

    dated: str
    prices: dict[str, dict[str, Price]]

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Read the shipped table, or `path`. Raises `ConfigurationError` when that file cannot be used."""
        try:
            text = (path or files("vidgen_assets.services").joinpath("prices.toml")).read_text(encoding="utf-8")
            table = tomllib.loads(text)
            return cls(dated=str(table.pop("dated")), prices=table)
        except (OSError, ValueError, KeyError) as error:
            raise ConfigurationError(
                f"{path} is not a price table: {error}",
                field="VIDGEN_PRICES",
                fix="Follow vidgen_assets/services/prices.toml, or unset it",
            ) from error

    def range_of(self, service: str, model: str, fewest: int, most: int) -> PriceRange:
        """What `fewest` to `most` characters of speech cost; unknown where the table has no price."""
        price = self.of(service, model)
        if price is None:
            return PriceRange(known=False)
        return PriceRange(low=price.of_characters(fewest), high=price.of_characters(most))

    def of(self, service: str, model: str) -> Price | None:
        """The price under the longest prefix of `model`, or None when the table knows none."""
        fitting = [prefix for prefix in self.prices.get(service, {}) if model.startswith(prefix)]
        return self.prices[service][max(fitting, key=len)] if fitting else None
