"""Speaking ahead: the first section is spoken while the rest of its plan still comes in. Off unless a setting wants it.

The recording itself is thrown away: what lasts is the service's answer in the ledger, where `section_audio` finds it,
or, if it is not there yet, waits for it. Nothing but time depends on it, so whatever goes wrong is only logged. Budget,
quota and pool hold as they do for `section_audio`.
"""

import asyncio
import logging
import tempfile
import threading
from pathlib import Path

import dagster as dg

from vidgen_assets.defs import pools
from vidgen_assets.defs.clearance import Clearance
from vidgen_assets.defs.tags import PLAN_ONLY
from vidgen_assets.domain.errors import VidgenError
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.ports import Narrator, Planner, PlannerAloud
from vidgen_assets.domain.production import as_asked
from vidgen_assets.domain.request import VideoRequest

_log = logging.getLogger(__name__)
_speaking: list[threading.Thread] = []


class SpeakingAhead:
    """Has plans made, and if that is `wanted`, their first sections spoken meanwhile."""

    def __init__(self, narrator: Narrator, clearance: Clearance, *, wanted: bool) -> None:
        self._narrator, self._clearance, self._wanted = narrator, clearance, wanted

    async def plan(
        self, context: dg.AssetExecutionContext, planner: Planner, request: VideoRequest, inputs: str
    ) -> Plan:
        """See `Planner.plan`. A plan that is to be reviewed first may be changed by hand; nothing of it is spoken."""
        if not self._wanted or context.run.tags.get(PLAN_ONLY) or not isinstance(planner, PlannerAloud):
            return await planner.plan(request, inputs)

        def begun(plan: Plan) -> None:
            work = threading.Thread(target=self._speak, args=(context, as_asked(plan, request)))
            _speaking.append(work)
            work.start()

        return await planner.plan_aloud(request, inputs, begun)

    def _speak(self, context: dg.AssetExecutionContext, plan: Plan) -> None:
        run, slots, step = context.run.run_id, context.instance.event_log_storage, "section 01, ahead"
        try:
            if slots.claim_concurrency_slot(pools.TTS, run, step).is_claimed:
                with tempfile.TemporaryDirectory() as folder:
                    asyncio.run(self._said(plan, Path(folder)))
        except VidgenError as error:
            _log.info("The first section is not spoken ahead: %s", error)
        finally:
            slots.free_concurrency_slot_for_step(run, step)

    async def _said(self, plan: Plan, folder: Path) -> None:
        section = plan.sections[0]
        await self._clearance.to_speak_all(plan, [section])
        await self._narrator.narrate(plan, section, "ahead", folder)


def finish_speaking() -> None:
    """Wait until what this process speaks ahead is said: it is paid for, and a process that ended would lose it."""
    for work in _speaking:
        work.join()
    _speaking.clear()
