"""Dagster's default topology, for comparison: a run for each asset and partition, a process for each run and each step.

It makes the same things by the same assets, in a home with no configuration of ours. Its runs are asked for by a driver
that looks ten times a second, not by sensors: the figure is what is left when everything is asked for at once.
"""

import time
from pathlib import Path

import dagster as dg

from vidgen_assets.defs.history import UNDER_WAY
from vidgen_assets.defs.partitions import VIDEOS, asset_key, partition_of
from vidgen_assets.defs.submitting import NO_WORKSPACE, Submitter
from vidgen_assets.defs.tags import VIDEO
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.storage.studio import Studio

_POLL_S = 0.1
_JOBS = {AssetName.PLAN: "plan_job", AssetName.FINAL: "final_job"}


def with_defaults(definitions: dg.Definitions) -> dg.Definitions:
    """The same assets with Dagster's own executor and without sensors."""
    return dg.Definitions(
        assets=definitions.assets,
        jobs=definitions.jobs,
        resources=definitions.resources,
        executor=dg.multiprocess_executor,
    )


def prepare_default_home(home: Path) -> None:
    """A home whose instance is configured as Dagster's is by itself."""
    (home / "dagster").mkdir(parents=True)
    (home / "dagster/dagster.yaml").write_text("telemetry: {enabled: false}\n")


class DefaultDriver:
    """Makes one video by such runs."""

    def __init__(self, instance: dg.DagsterInstance, studio: Studio, submitter: Submitter, video: str) -> None:
        self._instance, self._studio, self._submitter, self._video = instance, studio, submitter, video
        self._asked: set[Slot] = set()

    def make(self) -> None:
        """Ask for each thing once all that it is made from is there, until the final video is."""
        self._instance.add_dynamic_partitions(str(VIDEOS.name), [self._video])
        while not self._is_there(final := Slot(AssetName.FINAL)) or self._is_busy():
            for slot in self._ready() - self._asked:
                self._ask(slot)
            if final in self._asked and not self._is_busy() and not self._is_there(final):
                raise SystemExit("Dagster's defaults did not make the video; see the runs in its home")
            time.sleep(_POLL_S)

    def _ready(self) -> set[Slot]:
        plan = self._studio.plan(self._video)
        if plan is None:
            return {Slot(AssetName.PLAN)}
        clips = [Slot(AssetName.CLIP, section.key) for section in plan.sections]
        if all(map(self._is_there, clips)):
            return {Slot(AssetName.FINAL)}
        parts = [{Slot(name, clip.section) for name in (AssetName.AUDIO, AssetName.CODE)} for clip in clips]
        done = {clip for clip, needed in zip(clips, parts, strict=True) if all(map(self._is_there, needed))}
        return done.union(*parts)

    def _is_there(self, slot: Slot) -> bool:
        partition = str(partition_of(self._video, slot))
        found = self._instance.get_latest_storage_id_by_partition(
            asset_key(slot.asset), dg.DagsterEventType.ASSET_MATERIALIZATION, {partition}
        )
        return partition in found

    def _is_busy(self) -> bool:
        return self._instance.get_runs_count(dg.RunsFilter(statuses=UNDER_WAY, tags={VIDEO: self._video})) > 0

    def _ask(self, slot: Slot) -> None:
        self._asked.add(slot)
        request = dg.RunRequest(
            run_key=f"{self._video} {slot}",
            job_name=_JOBS.get(slot.asset, "section_job"),
            partition_key=partition_of(self._video, slot),
            asset_selection=[asset_key(slot.asset)],
            tags={VIDEO: self._video},
        )
        self._instance.submit_run(self._submitter.create(request).run_id, NO_WORKSPACE)
