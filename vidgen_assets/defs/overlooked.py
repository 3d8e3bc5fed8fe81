"""Killed runs that Dagster was to run again and did not. Those that it does run again are its own affair.

Its daemon does not run a run again if it reads of the failure just before the run's status says so: an event is stored
first, and the status after it, and it does not look twice (`EventLogConsumerDaemon` of Dagster 1.13).
"""

from datetime import UTC, datetime, timedelta

import dagster as dg

from vidgen_assets.defs.history import job_of, slots_of, video_of
from vidgen_assets.defs.partitions import asset_key, partition_of
from vidgen_assets.defs.tags import FORCE, PARENT_RUN, PARTITION, PRIORITY, REQUESTER, VIDEO, WILL_RETRY

_LATE = timedelta(seconds=12)  # the daemon looks every 5 s
_FORGOTTEN = timedelta(minutes=10)
_KEPT = (FORCE, VIDEO, REQUESTER, PRIORITY)


def overlooked(instance: dg.DagsterInstance, now: datetime) -> list[dg.RunRequest]:
    """The runs in place of those that were killed for a while, and after which nothing was run."""
    killed = dg.RunsFilter(
        statuses=[dg.DagsterRunStatus.FAILURE], tags={WILL_RETRY: "true"}, updated_after=now - _FORGOTTEN
    )
    records = [
        record
        for record in instance.get_run_records(killed)
        if record.end_time and record.end_time < (now - _LATE).timestamp() and not _was_followed(instance, record)
    ]
    return [request for record in records if (request := _again(record.dagster_run)) is not None]


def _was_followed(instance: dg.DagsterInstance, record: dg.RunRecord) -> bool:
    """Whether a run for the same partition was made since, by Dagster or by a person."""
    run, ended = record.dagster_run, datetime.fromtimestamp(record.end_time or 0, UTC)
    since = dg.RunsFilter(tags={PARTITION: run.tags.get(PARTITION, "")}, created_after=ended)
    retries = dg.RunsFilter(tags={PARENT_RUN: run.run_id})
    return any(instance.get_runs_count(runs) for runs in (since, retries))


def _again(run: dg.DagsterRun) -> dg.RunRequest | None:
    video, slots = video_of(run), slots_of(run)
    if video is None or not slots:
        return None
    return dg.RunRequest(
        run_key=f"in place of {run.run_id}",
        job_name=job_of(slots[0]),
        partition_key=partition_of(video, slots[0]),
        asset_selection=[asset_key(slot.asset) for slot in slots if slot.section == slots[0].section],
        tags={name: run.tags[name] for name in _KEPT if name in run.tags},
    )
