"""Before money is spent: whether the services take orders, and what making a video may cost."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vidgen_assets.defs.resources import Ports
from vidgen_assets.domain.estimate import PriceRange
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.ports import PaidService, Priced
from vidgen_assets.domain.production import AssetName
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.staleness import Stale

TYPICAL_SECTIONS = 5
"""How many a video is taken to have before it is planned."""


class Estimate(NamedTuple):
    """What would be made, with the price of each; and of `guessed` more sections, of which nothing is known yet."""

    things: Sequence[tuple[Stale, PriceRange]]
    guessed: int
    guess: PriceRange

    @property
    def total(self) -> PriceRange:
        """All together."""
        return PriceRange.total((*(price for _, price in self.things), self.guess))


async def check_all(services: Iterable[PaidService]) -> None:
    """Raise the `ServiceError` of the first service that takes no orders."""
    await asyncio.gather(*(service.check() for service in services))


def estimate(ports: Ports, request: VideoRequest, plan: Plan | None, stale: Sequence[Stale]) -> Estimate:
    """The estimate for what is stale; `plan` is None where it has to be bought first."""
    things = [(entry, _price(ports, request, plan, entry)) for entry in stale]
    if plan is not None:
        return Estimate(things, 0, PriceRange())
    count = request.sections or TYPICAL_SECTIONS
    typical = [_typical(request, maker) for maker in (ports.narrator, ports.writer)] * count
    return Estimate(things, count, PriceRange.total(typical))


def _price(ports: Ports, request: VideoRequest, plan: Plan | None, entry: Stale) -> PriceRange:
    makers = {AssetName.PLAN: ports.planner, AssetName.AUDIO: ports.narrator, AssetName.CODE: ports.writer}
    maker = makers.get(entry.asset)
    section = plan.section(entry.section) if plan and entry.section else None
    return maker.price(request, plan, section) if isinstance(maker, Priced) else PriceRange()


def _typical(request: VideoRequest, maker: object) -> PriceRange:
    return maker.price(request, None, None) if isinstance(maker, Priced) else PriceRange()
