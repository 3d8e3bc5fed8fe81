"""What an instance remembers of a video: when each thing was materialised last, and what runs are about to make."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import dagster as dg

from vidgen_assets.defs.partitions import asset_key, partition_of
from vidgen_assets.defs.tags import PARTITION
from vidgen_assets.defs.worker import Worker
from vidgen_assets.domain.plan import SECTION_KEYS
from vidgen_assets.domain.production import BY_SECTION, AssetName, Slot

UNDER_WAY = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]
_LATELY_S = 120.0
_BY_JOB = {"plan_job": (AssetName.PLAN,), "section_job": BY_SECTION, "final_job": (AssetName.FINAL,)}


class History(NamedTuple):
    """Of one video.

    Attributes:
        newest: the event of each thing's last materialisation, by its number; later events have higher ones.
        busy: what runs that have not ended yet will make.
    """

    newest: Mapping[Slot, int]
    busy: frozenset[Slot]

    @classmethod
    def of(cls, instance: dg.DagsterInstance, video: str) -> "History":
        """Ask the instance; six queries, whatever the number of sections."""
        newest: dict[Slot, int] = {}
        for name in AssetName:
            slots = _slots(video, name)
            found = instance.get_latest_storage_id_by_partition(
                asset_key(name), dg.DagsterEventType.ASSET_MATERIALIZATION, set(slots)
            )
            newest |= {slots[partition]: number for partition, number in found.items()}
        return cls(newest, frozenset(slot for run in runs_under_way(instance, video) for slot in slots_of(run)))


def runs_under_way(instance: dg.DagsterInstance, video: str) -> list[dg.DagsterRun]:
    """The runs of this video that have not ended yet, whoever started them."""
    return list(instance.get_runs(dg.RunsFilter(statuses=UNDER_WAY, tags={PARTITION: _partitions(video)})))


def is_followed(instance: dg.DagsterInstance, video: str) -> bool:
    """Whether a run of this video has ended whose process has not: it is about to start what follows."""
    lately = datetime.now(UTC) - timedelta(seconds=_LATELY_S)
    runs = instance.get_runs(dg.RunsFilter(tags={PARTITION: _partitions(video)}, updated_after=lately))
    workers = [Worker.of(run) for run in runs if run.is_finished]
    return any(worker.alive for worker in workers if worker is not None)


def video_of(run: dg.DagsterRun) -> str | None:
    """The video whose partition a run works on."""
    return run.tags.get(f"{PARTITION}/video") or run.tags.get(PARTITION)


def slots_of(run: dg.DagsterRun) -> tuple[Slot, ...]:
    """What a run makes."""
    section = run.tags.get(f"{PARTITION}/section")
    if run.asset_selection:
        names = tuple(name for name in AssetName if asset_key(name) in run.asset_selection)
    else:
        names = _BY_JOB.get(run.job_name, ())
    return tuple(Slot(name, section if name in BY_SECTION else None) for name in names)


def job_of(slot: Slot) -> str:
    """The name of our job that makes it."""
    return next(job for job, names in _BY_JOB.items() if slot.asset in names)


def _partitions(video: str) -> list[str]:
    return [*_slots(video, AssetName.PLAN), *_slots(video, AssetName.CLIP)]


def _slots(video: str, name: AssetName) -> dict[str, Slot]:
    slots = [Slot(name, section) for section in SECTION_KEYS] if name in BY_SECTION else [Slot(name)]
    return {str(partition_of(video, slot)): slot for slot in slots}
