"""Sensors: what goes on by itself while Dagster's daemon runs. What is decided here is only where to look."""

import json
import time
from datetime import UTC, datetime
from typing import NamedTuple, Self

import dagster as dg

from vidgen_assets.defs.automation import next_runs, unrequested
from vidgen_assets.defs.driving import deciding
from vidgen_assets.defs.history import is_followed, runs_under_way
from vidgen_assets.defs.jobs import JOBS
from vidgen_assets.defs.overlooked import overlooked
from vidgen_assets.defs.partitions import VIDEOS, asset_key
from vidgen_assets.domain.production import BY_SECTION, AssetName
from vidgen_assets.storage.studio import Studio

_FIRST_LOOK_BACK_S = 3600.0
_EVENTS = 1000


class Cursor(NamedTuple):
    """Where the sensor left off: the last event that it saw, and the videos that were not at rest then."""

    event: int | None = None
    unrest: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str | None) -> Self:
        """From the text that `str` gave."""
        if text is None:
            return cls()
        fields = json.loads(text)
        return cls(fields["event"], tuple(fields["unrest"]))

    def __str__(self) -> str:
        return json.dumps(self._asdict())


@dg.sensor(
    jobs=JOBS,
    minimum_interval_seconds=2,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def advance(context: dg.SensorEvaluationContext, studio: dg.ResourceParam[Studio]) -> dg.SensorResult:
    """Makes what follows from a plan: its sections, and then the final video.

    Runs see to that when they end; this makes good where one was killed first, and runs a killed one again where
    Dagster does not. What a command works on is left alone.
    """
    instance, cursor = context.instance, Cursor.read(context.cursor)
    event, touched = _touched(instance, cursor)
    requests = overlooked(instance, datetime.now(UTC))
    unrest = []
    for video in _in_turn(instance, touched | {*cursor.unrest}):
        with deciding(instance, video) as ours:
            ours = ours and not is_followed(instance, video)
            found = unrequested(instance, next_runs(instance, studio, video, news_only=True)) if ours else []
        requests += found
        if not ours or found or runs_under_way(instance, video):
            unrest.append(video)
    return dg.SensorResult(run_requests=requests, cursor=str(Cursor(event, tuple(unrest))))


def _touched(instance: dg.DagsterInstance, cursor: Cursor) -> tuple[int, set[str]]:
    """The last event there is, and the videos of which something was materialised since the cursor's."""
    since = time.time() - _FIRST_LOOK_BACK_S if cursor.event is None else None
    last, videos = cursor.event or 0, set()
    for name in AssetName:
        window = dg.AssetRecordsFilter(asset_key(name), after_storage_id=cursor.event, after_timestamp=since)
        for record in instance.fetch_materializations(window, limit=_EVENTS).records:
            last = max(last, record.storage_id)
            partition = record.partition_key or ""
            videos.add(partition.partition("|")[2] if name in BY_SECTION else partition)
    return last, videos


def _in_turn(instance: dg.DagsterInstance, videos: set[str]) -> list[str]:
    """In the order in which they were asked for."""
    if len(videos) < 2:
        return list(videos)
    known = {video: number for number, video in enumerate(instance.get_dynamic_partitions(str(VIDEOS.name)))}
    return sorted(videos, key=lambda video: (known.get(video, len(known)), video))
