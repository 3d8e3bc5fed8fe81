"""Several videos at once, and runs that have to wait: for places in pools, for a service, or for nothing at all."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.events import DagsterEvent

from vidgen_assets.defs import pools
from vidgen_assets.defs.automation import plan_run
from vidgen_assets.defs.history import runs_under_way
from vidgen_assets.defs.instance import open_instance
from vidgen_assets.defs.progress import Phase, Progress
from vidgen_assets.defs.submitting import Submitter
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.settings import Settings
from vidgen_assets_tests.defs.conftest import CODE, Stage, script
from vidgen_assets_tests.defs.services import Services, await_that

LIMITS = {pools.LLM: 3, pools.TTS: 2, pools.RENDER: 1}
VIDEOS, RENDERS = 3, ("render A one.", "render B two.")
_VARIABLES = {pools.LLM: "VIDGEN_LLM_SLOTS", pools.TTS: "VIDGEN_TTS_SLOTS", pools.RENDER: "VIDGEN_RENDER_SLOTS"}


@pytest.fixture
def narrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A stage with few places and little patience."""
    variables = {"VIDGEN_HOME": str(tmp_path), "DAGSTER_HOME": str(tmp_path / "dagster")}
    variables |= {_VARIABLES[pool]: str(limit) for pool, limit in LIMITS.items()}
    for name, value in {**variables, "VIDGEN_OUTAGE_PATIENCE_S": "2"}.items():
        monkeypatch.setenv(name, value)
    stage = Stage(Settings.from_env())
    with stage.driver:
        yield stage
    shutil.rmtree(tmp_path / "dagster/warm", ignore_errors=True)  # ends the warm process


def called(stage: Stage, verb: str) -> int:
    return sum(call.startswith(verb) for call in stage.calls.seen())


def test_pools_hold_over_all_runs_of_several_videos(narrow: Stage) -> None:
    storage, held = (
        narrow.driver.instance.event_log_storage,
        [f"{verb} 0{n}" for verb in ("narrate", "write") for n in (1, 2)],
    )
    for call in (*held, *RENDERS):
        narrow.calls.hold(call)
    videos = [narrow.driver.submit(script("A one.\n\nB two.", f"pool-{number}")) for number in range(VIDEOS)]
    submitter = Submitter(narrow.driver.instance, CODE)
    for video in videos:
        submitter.submit(plan_run(narrow.driver.studio, video))
    for pool, verb in ((pools.TTS, "narrate"), (pools.LLM, "write")):
        await_that(lambda pool=pool: storage.get_concurrency_info(pool).pending_step_count == 2 * VIDEOS - LIMITS[pool])
        await_that(lambda pool=pool, verb=verb: called(narrow, verb) >= LIMITS[pool])
        assert called(narrow, verb) == LIMITS[pool]
    for call in held:
        narrow.calls.release(call)
    await_that(
        lambda: storage.get_concurrency_info(pools.RENDER).pending_step_count == 2 * VIDEOS - LIMITS[pools.RENDER]
    )
    await_that(lambda: called(narrow, "render") >= LIMITS[pools.RENDER])
    assert called(narrow, "render") == LIMITS[pools.RENDER]
    for call in RENDERS:
        narrow.calls.release(call)
    finals = [narrow.settings.home / "videos" / video / "final.json" for video in videos]
    await_that(lambda: all(final.exists() for final in finals))
    assert (called(narrow, "narrate"), called(narrow, "render"), called(narrow, "join")) == (6, 6, VIDEOS)


def test_who_waits_for_a_service_is_told_so_and_when_it_goes_on(narrow: Stage) -> None:
    narrow.calls.fail("narrate 01", "outage: the voice is down")
    told: list[Progress] = []

    def listen(progress: Progress) -> None:
        told.append(progress)
        if progress.phase is Phase.WAITING:
            narrow.calls.mend("narrate 01")

    video = narrow.driver.submit(script("A one.", "outage"))
    assert narrow.driver.run(video, listen).failures == ()
    spoken = [progress for progress in told if progress.slot == Slot(AssetName.AUDIO, "01")]
    assert [progress.phase for progress in spoken] == [Phase.RUNNING, Phase.WAITING, Phase.RUNNING, Phase.MADE]
    assert (spoken[1].seconds > 0, spoken[1].message) == (True, "fake: outage: the voice is down")


@pytest.mark.slow
def test_a_run_that_never_gets_going_is_failed_and_its_partition_can_be_run_again(narrow: Stage) -> None:
    open_instance(narrow.settings.dagster_home).dispose()
    instance, services = narrow.driver.instance, Services(narrow)
    video = narrow.driver.submit(script("A one.", "starting"))
    run = Submitter(instance, CODE).create(plan_run(narrow.driver.studio, video))
    starting = DagsterEvent(dg.DagsterEventType.RUN_STARTING.value, run.job_name)
    instance.report_dagster_event(starting, run.run_id)
    began = time.monotonic()
    services.start("daemon")
    try:
        await_that(lambda: (found := instance.get_run_by_id(run.run_id)) and found.is_failure, 60)
        assert time.monotonic() - began < 45  # 30, and the start of the daemon
        await_that(lambda: not runs_under_way(instance, video) or narrow.calls.seen(), 60)
        assert narrow.driver.run(video, lambda _: None).failures == ()
    finally:
        services.end()
