"""What questions to Claude may cost. How many are asked for a thing is known to planner and scene writer."""

from typing import NamedTuple

from vidgen_assets.domain.estimate import PriceRange
from vidgen_assets.providers.claude.client import Model
from vidgen_assets.providers.claude.service import SERVICE
from vidgen_assets.services.prices import PriceTable

_BYTES_PER_TOKEN = 4


class Asking(NamedTuple):
    """A model that is asked `least` to `most` times, reads `characters` each time and writes so many tokens."""

    model: Model
    characters: int
    least: int
    most: int
    short: int
    long: int


def price_of(prices: PriceTable, *askings: Asking) -> PriceRange:
    """The range for all of them."""
    return PriceRange.total(_range(prices, asking) for asking in askings)


def _range(prices: PriceTable, asking: Asking) -> PriceRange:
    price = prices.of(SERVICE, asking.model.name)
    if price is None:
        return PriceRange(known=False)
    tokens = asking.characters // _BYTES_PER_TOKEN
    longest = min(asking.long, asking.model.max_tokens)
    return PriceRange(
        low=asking.least * price.of_tokens(tokens, asking.short),
        high=asking.most * price.of_tokens(0, longest, written=tokens),
    )
