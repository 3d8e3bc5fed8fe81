"""What would be made, why and for how much, as a person reads it. How it is known is the driver's."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from vidgen_assets.cli.words import NOUNS, count
from vidgen_assets.defs.estimating import Estimate
from vidgen_assets.domain.estimate import PriceRange
from vidgen_assets.domain.production import Slot
from vidgen_assets.domain.staleness import Stale

_CENT = 0.01
_NOTHING = "Nothing would be made: the video is as it is asked for."


def tell_stale(console: Console, stale: tuple[Stale, ...]) -> None:
    """What would be made, and why."""
    if not stale:
        console.print(_NOTHING)
        return
    console.print("This would be made:")
    table = Table(box=None, show_header=False)
    for entry in stale:
        table.add_row(*_entry(entry))
    console.print(table)


def tell_estimate(console: Console, estimate: Estimate) -> None:
    """The same with prices, and their sum."""
    if not estimate.things:
        console.print(_NOTHING)
        return
    console.print("This would be made:")
    table = Table(box=None, show_header=False)
    for entry, price in estimate.things:
        table.add_row(*_entry(entry), dollars(price))
    if estimate.guessed:
        guess = f"{_sections(*estimate.guessed)}, as it will be planned"
        table.add_row("", "sections", guess, dollars(estimate.guess))
    console.print(table)
    if estimate.reused:
        console.print(f"This is reused: {_together(estimate.reused)}.", soft_wrap=True)
    console.print(f"In all: {dollars(estimate.total)}. Nothing was bought.")


def _sections(fewest: int, most: int) -> str:
    return count(most, "section") if fewest == most else f"{fewest} to {count(most, 'section')}"


def _together(slots: Sequence[Slot]) -> str:
    """``plan; audio 01, 03; clip 01``."""
    keys: dict[str, list[str]] = {}
    for slot in slots:
        keys.setdefault(NOUNS[slot.asset], []).extend([slot.section] if slot.section else [])
    return "; ".join(f"{noun} {', '.join(sections)}".strip() for noun, sections in keys.items())


def dollars(price: PriceRange) -> str:
    """``nothing``, ``$0.12``, ``$0.02 to $0.10``, with a sign where some price is unknown."""
    unknown = "" if price.known else " and what has no known price"
    if price.high == 0:
        return "of unknown price" if unknown else "nothing"
    if price.high < _CENT:
        return f"less than a cent{unknown}"
    low, high = f"${price.low:.2f}", f"${price.high:.2f}"
    return f"{high if low == high else f'{low} to {high}'}{unknown}"


def _entry(entry: Stale) -> tuple[str, str, str]:
    return entry.section or "", NOUNS[entry.asset], escape(f"It {entry.reason}.")
