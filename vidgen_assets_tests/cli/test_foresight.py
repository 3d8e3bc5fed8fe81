from io import StringIO

from rich.console import Console

from vidgen_assets.cli.foresight import dollars, tell_estimate
from vidgen_assets.defs.estimating import Estimate
from vidgen_assets.domain.estimate import PriceRange
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.staleness import Stale

ABSENT = "has not been made yet"


def told(estimate: Estimate) -> str:
    console = Console(file=StringIO(), width=100)
    tell_estimate(console, estimate)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_prices_are_written_as_ranges_and_what_is_unknown_is_said() -> None:
    assert dollars(PriceRange()) == "nothing"
    assert dollars(PriceRange(low=0.014, high=1.5)) == "$0.01 to $1.50"
    assert dollars(PriceRange(known=False)) == "of unknown price"
    assert dollars(PriceRange(low=1, high=2, known=False)) == "$1.00 to $2.00 and what has no known price"


def test_an_estimate_tells_each_thing_and_the_sum() -> None:
    code, audio = Stale(AssetName.CODE, "01", ABSENT), Stale(AssetName.AUDIO, "01", ABSENT)
    text = told(
        Estimate(
            [(code, PriceRange(low=0.1, high=0.5)), (audio, PriceRange())],
            reused=[Slot(AssetName.PLAN), Slot(AssetName.CODE, "02"), Slot(AssetName.CODE, "03")],
        )
    )
    assert "$0.10 to $0.50" in text
    assert "nothing" in text
    assert "This is reused: plan; code 02, 03." in text
    assert "In all: $0.10 to $0.50. Nothing was bought." in text


def test_before_there_is_a_plan_its_sections_are_a_guess() -> None:
    plan = (Stale(AssetName.PLAN, None, ABSENT), PriceRange(low=0.1, high=0.2))
    text = told(Estimate([plan], (3, 6), PriceRange(low=1, high=2)))
    assert "3 to 6 sections, as it will be planned" in text
    assert "In all: $1.10 to $2.20" in text


def test_when_nothing_is_stale_nothing_is_priced() -> None:
    assert told(Estimate([])) == "Nothing would be made: the video is as it is asked for.\n"
