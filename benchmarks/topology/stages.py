"""What was made when: the stages of a video as Dagster's events tell them, and the critical path that follows."""

import heapq
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import dagster as dg

from vidgen_assets.defs.history import slots_of
from vidgen_assets.domain.production import AssetName, Slot


class Stage(NamedTuple):
    """A thing that was made, from `start` to `end`, in seconds since the epoch."""

    slot: Slot
    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.end - self.start


def stages_of(instance: dg.DagsterInstance) -> list[Stage]:
    """Of all runs of the instance."""
    return [stage for run in instance.get_runs() for stage in _stages_of_run(instance, run)]


def _stages_of_run(instance: dg.DagsterInstance, run: dg.DagsterRun) -> Iterator[Stage]:
    slots, started = {slot.asset.value: slot for slot in slots_of(run)}, dict[str, float]()
    kinds = {dg.DagsterEventType.STEP_START, dg.DagsterEventType.STEP_SUCCESS}
    for record in instance.get_records_for_run(run.run_id, of_type=kinds).records:
        event, at = record.event_log_entry.dagster_event, record.event_log_entry.timestamp
        if event is None or event.step_key not in slots:
            continue
        if event.event_type == dg.DagsterEventType.STEP_START:
            started[event.step_key] = at
        else:
            yield Stage(slots[event.step_key], started[event.step_key], at)


def critical_path(stages: Iterable[Stage], renders: int) -> float:
    """Seconds that no way of orchestrating these stages could do without, `renders` clips at a time.

    A section's audio and code begin with the plan's end, its clip when both are there and a place is free, in the order
    in which clips were begun, and the final video when all clips are there.
    """
    by_slot = {stage.slot: stage for stage in stages}
    plan, final = by_slot[Slot(AssetName.PLAN)].seconds, by_slot[Slot(AssetName.FINAL)].seconds
    clips = sorted((one for one in by_slot.values() if one.slot.asset is AssetName.CLIP), key=lambda one: one.start)
    places, ends = [plan] * renders, [plan]
    for clip in clips:
        parts = (by_slot[Slot(name, clip.slot.section)].seconds for name in (AssetName.AUDIO, AssetName.CODE))
        end = max(plan + max(parts), heapq.heappop(places)) + clip.seconds
        heapq.heappush(places, end)
        ends.append(end)
    return max(ends) + final
