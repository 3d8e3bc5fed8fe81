"""What things may cost before they are bought: price ranges. Who knows prices are the makers that cost something."""

from collections.abc import Iterable
from typing import NamedTuple

from vidgen_assets.domain.record import Record
from vidgen_assets.domain.request import VideoRequest

WORDS_PER_MINUTE = 155
LENGTH_TOLERANCE = 0.35
"""How far a plan's length may be from the one that is asked for."""

_SECTIONS, _MINUTES = (3, 6), (3.0, 5.0)
_CHARACTERS_PER_WORD = 6.0


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


class Typical(NamedTuple):
    """What is to be expected of a video before it is planned: `fewest` to `most` sections, and `short` to `long`
    characters to be spoken in each."""

    fewest: int
    most: int
    short: int
    long: int

    @classmethod
    def of(cls, request: VideoRequest) -> "Typical":
        """By the wishes of the request, as far as it has any."""
        fewest, most = (request.sections, request.sections) if request.sections else _SECTIONS
        least, longest = (request.minutes, request.minutes) if request.minutes else _MINUTES
        characters = WORDS_PER_MINUTE * _CHARACTERS_PER_WORD
        short = least * (1 - LENGTH_TOLERANCE) * characters / fewest
        return cls(fewest, most, round(short), round(longest * (1 + LENGTH_TOLERANCE) * characters / most))
