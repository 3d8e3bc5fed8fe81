"""Which planner plans a request: one for scripts, another for prompts. How is their own matter."""

from collections.abc import Callable

from vidgen_assets.domain.estimate import PriceRange
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.ports import Planner, PlannerAloud, Priced
from vidgen_assets.domain.request import VideoRequest


class PlannerChoice:
    """A planner that hands on to one of two."""

    def __init__(self, scripts: Planner, prompts: Planner) -> None:
        self._scripts, self._prompts = scripts, prompts
        self.identity = prompts.identity

    def identity_for(self, request: VideoRequest) -> str:
        """See `PlannersByRequest`."""
        return self._planner(request).identity

    async def plan(self, request: VideoRequest, inputs: str) -> Plan:
        """See `Planner.plan`."""
        return await self._planner(request).plan(request, inputs)

    async def plan_aloud(self, request: VideoRequest, inputs: str, begun: Callable[[Plan], None]) -> Plan:
        """See `PlannerAloud`. A planner that has the whole plan at once just gives it."""
        planner = self._planner(request)
        if isinstance(planner, PlannerAloud):
            return await planner.plan_aloud(request, inputs, begun)
        return await planner.plan(request, inputs)

    def preview(self, request: VideoRequest, inputs: str) -> Plan | None:
        """See `Planner.preview`."""
        return self._planner(request).preview(request, inputs)

    def price(self, request: VideoRequest, plan: Plan | None, section: Section | None) -> PriceRange:
        """See `Priced`."""
        planner = self._planner(request)
        return planner.price(request, plan, section) if isinstance(planner, Priced) else PriceRange()

    def _planner(self, request: VideoRequest) -> Planner:
        return self._prompts if request.script is None else self._scripts
