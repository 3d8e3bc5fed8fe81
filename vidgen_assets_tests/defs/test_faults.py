"""What is killed while videos are made from the queue, by a real daemon: everything is finished, and nothing is made
twice. The calls of the fakes, which all processes write down, tell what was made."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from vidgen_assets.defs.history import runs_under_way
from vidgen_assets.defs.instance import open_instance
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.settings import Settings
from vidgen_assets_tests.defs.conftest import Stage
from vidgen_assets_tests.defs.services import Services, await_that
from vidgen_assets_tests.defs.test_launcher import warm_pids, worker_of

ALL = ["join", "narrate 01", "narrate 02", "plan", "render A one.", "render B two.", "write 01", "write 02"]


@pytest.fixture(scope="module")
def services(home: Settings) -> Iterator[Services]:
    open_instance(home.dagster_home).dispose()
    stage = Stage(home)
    with stage.driver:
        services = Services(stage)
        services.start("daemon")
        yield services
        services.end()


def put(stage: Stage, name: str) -> VideoRequest:
    """Ask for a video of two sections; its text is the same for all, so that their calls are too."""
    request = VideoRequest(script="A one.\n\nB two.", script_name=f"{name}.md")
    folder = Path(str(stage.settings.storage)) / "queue/pending"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f".{name}").write_text(request.model_dump_json())
    (folder / f".{name}").rename(folder / f"{name}.json")
    return request


def tickets(stage: Stage) -> list[Path]:
    folder = Path(str(stage.settings.storage)) / "queue/taken"
    return list(folder.glob("*.json")) if folder.exists() else []


def finished(stage: Stage, request: VideoRequest) -> bool:
    made = stage.file(request, "final.json").exists()
    return made and not runs_under_way(stage.driver.instance, request.video_id)


def rendering(stage: Stage, request: VideoRequest) -> dg.DagsterRun:
    """The run of section 02, once it renders and is the only one under way."""
    stage.calls.await_call("render B two.", 60)
    await_that(lambda: len(runs_under_way(stage.driver.instance, request.video_id)) == 1)
    (run,) = runs_under_way(stage.driver.instance, request.video_id)
    return run


@pytest.mark.slow
def test_a_daemon_that_is_killed_when_it_has_taken_a_prompt_makes_the_video_once_after_it_is_back(
    stage: Stage, services: Services
) -> None:
    request = put(stage, "daemon-killed")
    await_that(lambda: tickets(stage))
    services.kill("daemon")
    services.start("daemon")
    await_that(lambda: finished(stage, request))
    assert stage.calls.taken() == ALL
    await_that(lambda: not tickets(stage))
    assert all(run.is_success for run in services.runs(request.video_id))


def test_a_section_whose_run_is_killed_is_made_again_by_itself_and_nothing_else_is(
    stage: Stage, services: Services
) -> None:
    stage.calls.hold("render B two.")
    request = put(stage, "run-killed")
    run = rendering(stage, request)
    os.kill(worker_of(run).pid, signal.SIGKILL)
    killed = time.monotonic()
    await_that(lambda: (found := stage.driver.instance.get_run_by_id(run.run_id)) and found.is_failure, 30)
    assert time.monotonic() - killed < 30
    stage.calls.release("render B two.")
    await_that(lambda: finished(stage, request))
    assert stage.calls.taken() == sorted([*ALL, "render B two."])
    held = stage.driver.instance.event_log_storage.get_concurrency_run_ids
    await_that(lambda: run.run_id not in held())


def test_a_warm_process_that_is_killed_is_replaced_and_its_runs_go_on(stage: Stage, services: Services) -> None:
    stage.calls.hold("render B two.")
    request = put(stage, "warm-killed")
    run = rendering(stage, request)
    for pid in warm_pids(stage) - {worker_of(run).pid}:
        os.kill(pid, signal.SIGKILL)
    stage.calls.release("render B two.")
    await_that(lambda: finished(stage, request))
    assert stage.calls.taken() == ALL
    assert all(run.is_success for run in services.runs(request.video_id))


@pytest.mark.slow
def test_a_daemon_that_is_killed_while_sections_are_made_goes_on_after_it_is_back(
    stage: Stage, services: Services
) -> None:
    stage.calls.hold("render B two.")
    request = put(stage, "daemon-killed-later")
    rendering(stage, request)
    services.kill("daemon")
    stage.calls.release("render B two.")
    services.start("daemon")
    await_that(lambda: finished(stage, request))
    assert stage.calls.taken() == ALL


@pytest.mark.slow
def test_a_killed_run_that_dagster_forgets_is_made_again_all_the_same(stage: Stage, services: Services) -> None:
    stage.calls.hold("render B two.")
    request = put(stage, "run-forgotten")
    run = rendering(stage, request)
    ahead = {"EVENT_LOG_CONSUMER_CURSOR-PIPELINE_FAILURE": "1000000"}  # where the daemon has looked for failures so far
    stage.driver.instance.daemon_cursor_storage.set_cursor_values(ahead)
    os.kill(worker_of(run).pid, signal.SIGKILL)
    await_that(lambda: (found := stage.driver.instance.get_run_by_id(run.run_id)) and found.is_failure, 30)
    stage.calls.release("render B two.")
    await_that(lambda: finished(stage, request))
    assert stage.calls.taken() == sorted([*ALL, "render B two."])


@pytest.mark.slow
def test_a_webserver_that_is_killed_holds_up_nothing_and_comes_back(stage: Stage, services: Services) -> None:
    services.start("webserver")
    stage.calls.hold("render B two.")
    request = put(stage, "webserver-killed")
    rendering(stage, request)
    services.kill("webserver")
    stage.calls.release("render B two.")
    await_that(lambda: finished(stage, request))
    assert stage.calls.taken() == ALL
    services.start("webserver")
