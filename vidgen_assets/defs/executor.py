"""The executor: steps of a run that are ready together run at once, in threads of the run's process.

Dagster's own executors run steps one after another, or in a process each. This one needs Dagster's private API, all of
which is imported here; a test runs a job with it, so that an upgrade which breaks it shows.
"""

import asyncio
import queue
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from typing import TypeAlias

import dagster as dg
from dagster._core.errors import DagsterExecutionInterruptedError
from dagster._core.events import DagsterEvent
from dagster._core.execution.api import ExecuteRunWithPlanIterable
from dagster._core.execution.compute_logs import create_compute_log_file_key
from dagster._core.execution.context.system import PlanExecutionContext, PlanOrchestrationContext, StepExecutionContext
from dagster._core.execution.context_creation_job import PlanExecutionContextManager
from dagster._core.execution.plan.active import ActiveExecution
from dagster._core.execution.plan.execute_plan import dagster_event_sequence_for_step
from dagster._core.execution.plan.instance_concurrency_context import InstanceConcurrencyContext
from dagster._core.execution.plan.plan import ExecutionPlan
from dagster._core.execution.retries import RetryMode

_TICK_S = 0.1
_CLAIM_S = 0.3

Events: TypeAlias = "queue.Queue[DagsterEvent | None]"
"""What the steps in threads report; a None for each that has ended."""


class ConcurrentExecutor(dg.Executor):
    """Runs what is ready at once; a step that is ready alone runs in the main thread, where signals reach it."""

    @property
    def retries(self) -> RetryMode:
        """Steps are retried as their policies say."""
        return RetryMode.ENABLED

    def execute(self, plan_context: PlanOrchestrationContext, execution_plan: ExecutionPlan) -> Iterator[DagsterEvent]:
        """Run the plan; called by Dagster."""
        yield from ExecuteRunWithPlanIterable(
            execution_plan=execution_plan,
            iterator=_events,
            execution_context_manager=PlanExecutionContextManager(
                job=plan_context.job,
                retry_mode=self.retries,
                execution_plan=execution_plan,
                run_config=plan_context.run_config,
                dagster_run=plan_context.dagster_run,
                instance=plan_context.instance,
                raise_on_error=plan_context.raise_on_error,
                output_capture=plan_context.output_capture,
            ),
        )


class _PromptClaims(InstanceConcurrencyContext):
    """Claims of pool slots that are tried again soon: Dagster's wait grows to 15 s, longer than most of our steps."""

    def claim(self, concurrency_key: str, step_key: str, step_priority: int = 0) -> bool:
        claimed = super().claim(concurrency_key, step_key, step_priority)
        if not claimed:
            soon = time.time() + _CLAIM_S
            self._pending_timeouts[step_key] = min(self._pending_timeouts[step_key] or soon, soon)
        return claimed


def _events(job_context: PlanExecutionContext, execution_plan: ExecutionPlan) -> Iterator[DagsterEvent]:
    with (
        _PromptClaims(job_context.instance, job_context.dagster_run) as claims,
        execution_plan.start(retry_mode=job_context.retry_mode, instance_concurrency_context=claims) as active,
        _captured_logs(job_context, execution_plan) as captured,
    ):
        yield captured
        while not active.is_complete:
            _stop_if_asked(active)
            ready = active.get_steps_to_execute()
            yield from active.concurrency_event_iterator(job_context)
            for event in _run_all(active, [job_context.for_step(step, active.get_known_state()) for step in ready]):
                yield event
                active.handle_event(event)
            for step in ready:
                active.verify_complete(job_context, step.key)
            yield from active.plan_events_iterator(job_context)
            if not ready:
                time.sleep(_TICK_S)


@contextmanager
def _captured_logs(job: PlanExecutionContext, plan: ExecutionPlan) -> Iterator[DagsterEvent]:
    manager = job.instance.compute_log_manager
    key = manager.build_log_key_for_run(job.run_id, create_compute_log_file_key())  # type: ignore[no-untyped-call]
    steps = [step.key for step in plan.get_steps_to_execute_in_topo_order()]
    with manager.capture_logs(key) as context:
        yield DagsterEvent.capture_logs(job, steps, key, context)


def _run_all(active: ActiveExecution, steps: Sequence[StepExecutionContext]) -> Iterator[DagsterEvent]:
    if len(steps) == 1:
        yield from dagster_event_sequence_for_step(steps[0])
    elif steps:
        yield from _run_in_threads(active, steps)


def _run_in_threads(active: ActiveExecution, steps: Sequence[StepExecutionContext]) -> Iterator[DagsterEvent]:
    events: Events = queue.Queue()
    with ExitStack() as stack:
        loops = [stack.enter_context(closing(asyncio.new_event_loop())) for _ in steps]
        pool = stack.enter_context(ThreadPoolExecutor(len(steps)))
        running = [pool.submit(_pump, step, loop, events) for step, loop in zip(steps, loops, strict=True)]
        try:
            yield from _until_all_ended(active, events, len(steps))
        except BaseException:
            for loop in loops:
                loop.call_soon_threadsafe(_cancel, loop)
            raise
    for step in running:
        step.result()


def _pump(step: StepExecutionContext, loop: asyncio.AbstractEventLoop, events: Events) -> None:
    step._event_loop = loop  # the run's own loop serves one thread only
    try:
        for event in dagster_event_sequence_for_step(step):
            events.put(event)
    finally:
        events.put(None)


def _until_all_ended(active: ActiveExecution, events: Events, steps: int) -> Iterator[DagsterEvent]:
    while steps:
        _stop_if_asked(active)
        try:
            event = events.get(timeout=_TICK_S)
        except queue.Empty:
            continue
        if event is None:
            steps -= 1
        else:
            yield event


def _cancel(loop: asyncio.AbstractEventLoop) -> None:
    for task in asyncio.all_tasks(loop):
        task.cancel()


def _stop_if_asked(active: ActiveExecution) -> None:
    if active.check_for_interrupts():
        active.mark_interrupted()
        raise DagsterExecutionInterruptedError


@dg.executor(name="concurrent")
def concurrent_executor(_: dg.InitExecutorContext) -> ConcurrentExecutor:
    """Steps that are ready together run at once, in threads of one process."""
    return ConcurrentExecutor()
