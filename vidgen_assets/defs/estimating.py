"""Before money is spent: what making a video may cost."""

from collections.abc import Sequence
from typing import NamedTuple

from vidgen_assets.defs.resources import Ports
from vidgen_assets.domain.estimate import PriceRange, Typical
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.ports import Priced
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.staleness import Stale


class Estimate(NamedTuple):
    """What would be made, with the price of each, and what is `reused`.

    Before there is a plan, `guess` is the price of all sections, `guessed` of which, fewest and most, are expected.
    """

    things: Sequence[tuple[Stale, PriceRange]]
    guessed: tuple[int, int] | None = None
    guess: PriceRange = PriceRange()
    reused: Sequence[Slot] = ()

    @property
    def total(self) -> PriceRange:
        """All together."""
        return PriceRange.total((*(price for _, price in self.things), self.guess))


def estimate(ports: Ports, request: VideoRequest, plan: Plan | None, stale: Sequence[Stale]) -> Estimate:
    """The estimate for what is stale; `plan` is None where it has to be bought first."""
    things = [(entry, _price(ports, request, plan, entry)) for entry in stale]
    if plan is not None:
        return Estimate(things, reused=_reused(plan, stale))
    typical = Typical.of(request)
    each = PriceRange.total(_typical(request, maker) for maker in (ports.narrator, ports.writer))
    guess = each.model_copy(update={"low": typical.fewest * each.low, "high": typical.most * each.high})
    return Estimate(things, (typical.fewest, typical.most), guess)


def _price(ports: Ports, request: VideoRequest, plan: Plan | None, entry: Stale) -> PriceRange:
    makers = {AssetName.PLAN: ports.planner, AssetName.AUDIO: ports.narrator, AssetName.CODE: ports.writer}
    maker = None if plan and entry.asset is AssetName.PLAN else makers.get(entry.asset)  # a known plan is not bought
    section = plan.section(entry.section) if plan and entry.section else None
    return maker.price(request, plan, section) if isinstance(maker, Priced) else PriceRange()


def _reused(plan: Plan, stale: Sequence[Stale]) -> tuple[Slot, ...]:
    by_section = (AssetName.AUDIO, AssetName.CODE, AssetName.CLIP)
    every = [Slot(AssetName.PLAN), *(Slot(name, section.key) for name in by_section for section in plan.sections)]
    return tuple(slot for slot in every if slot not in {entry.slot for entry in stale})


def _typical(request: VideoRequest, maker: object) -> PriceRange:
    return maker.price(request, None, None) if isinstance(maker, Priced) else PriceRange()
