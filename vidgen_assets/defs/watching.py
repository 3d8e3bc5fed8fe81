"""Watching runs: their events become progress, a step at a time, and a run whose process died is noticed."""

import time
from collections.abc import Iterator

import dagster as dg
from dagster._core.launcher.base import WorkerStatus
from dagster_shared.error import SerializableErrorInfo

from vidgen_assets.defs.history import slots_of
from vidgen_assets.defs.progress import Failure, Phase, Progress
from vidgen_assets.defs.submitting import NO_WORKSPACE
from vidgen_assets.domain.errors import VidgenError

_ENDS = {dg.DagsterEventType.RUN_FAILURE, dg.DagsterEventType.RUN_CANCELED}
_BEGINNINGS = {dg.DagsterEventType.STEP_START, dg.DagsterEventType.STEP_RESTARTED}
_EVENTS = {
    dg.DagsterEventType.STEP_START,
    dg.DagsterEventType.STEP_UP_FOR_RETRY,
    dg.DagsterEventType.STEP_RESTARTED,
    dg.DagsterEventType.ASSET_MATERIALIZATION,
    dg.DagsterEventType.STEP_SUCCESS,
    dg.DagsterEventType.STEP_FAILURE,
    *_ENDS,
}
_QUEUE_S = 5.0
_START_S = 60.0


class Watch:
    """One run, from its launch to its end."""

    def __init__(self, instance: dg.DagsterInstance, run: dg.DagsterRun) -> None:
        self._instance, self.run_id = instance, run.run_id
        self._slots = {slot.asset.value: slot for slot in slots_of(run)}
        self._cursor: str | None = None
        self._started: dict[str, float] = {}
        self._reused: set[str] = set()
        self._failed = False

    def news(self) -> Iterator[Progress | Failure]:
        """What has happened since this was asked last; each failed thing is followed by why."""
        found = self._instance.get_records_for_run(self.run_id, self._cursor, _EVENTS)
        self._cursor = found.cursor
        for record in found.records:
            event = record.event_log_entry.dagster_event
            if event is not None:
                yield from self._told(event, record.event_log_entry.timestamp)

    def tend(self, record: dg.RunRecord) -> None:
        """See to a run that nobody else does: launch it when no daemon takes it from the queue, bury it when dead."""
        run, age = record.dagster_run, time.time() - record.create_timestamp.timestamp()
        if run.status == dg.DagsterRunStatus.QUEUED:
            if age > _QUEUE_S:
                self._instance.launch_run(run.run_id, NO_WORKSPACE)
        elif run.status == dg.DagsterRunStatus.STARTED or age > _START_S:
            self._bury_if_dead(run)

    def _bury_if_dead(self, run: dg.DagsterRun) -> None:
        """A run whose process is gone ends, so that its partition is free, and what it held."""
        health = self._instance.run_launcher.check_run_worker_health(run)
        if health.status == WorkerStatus.FAILED:
            self._instance.report_run_failed(run, f"{health.msg}: it was killed, or the machine went down")
            self._instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)

    def _told(self, event: dg.DagsterEvent, at: float) -> Iterator[Progress | Failure]:
        step, kind = event.step_key or "", event.event_type
        if kind in _ENDS:
            yield from self._over(event, at)
        elif kind == dg.DagsterEventType.STEP_UP_FOR_RETRY:
            message, _ = _plainly(event.step_retry_data.error)
            yield Progress(self._slots[step], Phase.WAITING, event.step_retry_data.seconds_to_wait or 0.0, message)
        elif kind in _BEGINNINGS:
            self._started[step] = at
            yield Progress(self._slots[step], Phase.RUNNING)
        elif kind == dg.DagsterEventType.ASSET_MATERIALIZATION:
            if event.step_materialization_data.materialization.metadata["reused"].value:
                self._reused.add(step)
        elif kind == dg.DagsterEventType.STEP_SUCCESS:
            phase = Phase.REUSED if step in self._reused else Phase.MADE
            yield Progress(self._slots[step], phase, at - self._started.pop(step, at))
        elif kind == dg.DagsterEventType.STEP_FAILURE:
            yield from self._fail(step, at, *_plainly(event.step_failure_data.error))

    def _over(self, event: dg.DagsterEvent, at: float) -> Iterator[Progress | Failure]:
        """The run has failed or was canceled: what was being made then has failed too."""
        message = event.message or "the run failed"
        for step in [*self._started] or ([] if self._failed else [next(iter(self._slots))]):
            yield from self._fail(step, at, message, 1)

    def _fail(self, step: str, at: float, message: str, exit_code: int) -> Iterator[Progress | Failure]:
        self._failed = True
        slot = self._slots[step]
        yield Progress(slot, Phase.FAILED, at - self._started.pop(step, at))
        yield Failure(slot, message, exit_code)


def _plainly(error: SerializableErrorInfo | None) -> tuple[str, int]:
    """The message of the error that a person should read, and its exit code: ours if there is one, else what we met."""
    chain = list(_chain(error))
    known = {kind.__name__: kind.exit_code for kind in _kinds(VidgenError)}
    ours = next((link for link in chain if link.cls_name in known), None)
    link = ours or chain[min(1, len(chain) - 1)]
    if link.cls_name == dg.DagsterExecutionInterruptedError.__name__:
        return "it was interrupted", 1
    message = link.message.strip() if ours is None else link.message.partition(": ")[2].strip()
    return message, known.get(link.cls_name or "", 1)


def _chain(error: SerializableErrorInfo | None) -> Iterator[SerializableErrorInfo]:
    while error is not None:
        yield error
        error = error.cause


def _kinds(kind: type[VidgenError]) -> Iterator[type[VidgenError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _kinds(child)
