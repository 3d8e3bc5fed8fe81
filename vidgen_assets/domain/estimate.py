"""What things may cost before they are bought: price ranges. Who knows prices are the makers that cost something."""

from collections.abc import Iterable

from vidgen_assets.domain.record import Record


class PriceRange(Record):
    """US dollars, from the least that is likely to the most that is; `known` is False where no price is."""

    low: float = 0.0
    high: float = 0.0
    known: bool = True

    @classmethod
    def total(cls, ranges: Iterable["PriceRange"]) -> "PriceRange":
        """All of them together."""
        found = list(ranges)
        return cls(
            low=sum(one.low for one in found),
            high=sum(one.high for one in found),
            known=all(one.known for one in found),
        )
