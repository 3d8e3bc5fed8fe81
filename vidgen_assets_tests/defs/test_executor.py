"""The executor, which stands on Dagster's private API: an upgrade that breaks it shows here first."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable

import dagster as dg

from vidgen_assets.defs.executor import concurrent_executor

MEETING = threading.Barrier(2)


@dg.asset
async def left() -> int:
    await asyncio.to_thread(MEETING.wait, 20)
    return 1


@dg.asset
async def right() -> int:
    await asyncio.to_thread(MEETING.wait, 20)
    return 2


@dg.asset
def both(left: int, right: int) -> int:
    return left + right


@dg.asset
async def broken() -> None:
    raise ValueError("it broke")


@dg.asset
async def endless() -> None:
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.sleep(600)


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=1))
def shaky(context: dg.AssetExecutionContext) -> int:
    if context.retry_number == 0:
        raise ValueError("not yet")
    return 3


def everything() -> dg.JobDefinition:
    return _job(left, right, both)


def with_failure() -> dg.JobDefinition:
    return _job(left, right, both, broken)


def interrupted() -> dg.JobDefinition:
    return _job(endless, broken)


def retried() -> dg.JobDefinition:
    return _job(shaky)


def _job(*assets: dg.AssetsDefinition) -> dg.JobDefinition:
    definitions = dg.Definitions(
        assets=assets,
        jobs=[dg.define_asset_job("all_of_them")],
        executor=concurrent_executor,
        resources={"io_manager": dg.mem_io_manager},
    )
    return definitions.resolve_job_def("all_of_them")


def executed(make_job: Callable[[], dg.JobDefinition]) -> tuple[bool, set[str]]:
    """Whether it succeeded, and what was materialised."""
    with dg.instance_for_test() as instance, dg.execute_job(dg.reconstructable(make_job), instance) as result:
        made = result.get_asset_materialization_events()
        return result.success, {event.asset_key.to_user_string() for event in made if event.asset_key}


def test_steps_that_are_ready_together_run_at_once_and_what_follows_waits_for_both() -> None:
    assert executed(everything) == (True, {"left", "right", "both"})


def test_a_failed_step_stops_only_what_follows_from_it() -> None:
    assert executed(with_failure) == (False, {"left", "right", "both"})


def test_an_interrupt_cancels_the_steps_that_are_waiting() -> None:
    started = time.monotonic()
    assert executed(interrupted) == (False, set())
    assert time.monotonic() - started < 200


def test_a_step_is_retried_as_its_policy_says() -> None:
    assert executed(retried) == (True, {"shaky"})
