import os
import signal
import stat
import time
from pathlib import Path

import dagster as dg
import pytest

from vidgen_assets.defs.automation import plan_run
from vidgen_assets.defs.history import runs_under_way
from vidgen_assets.defs.instance import open_instance
from vidgen_assets.defs.submitting import Submitter
from vidgen_assets.defs.worker import Worker
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets_tests.defs.conftest import CODE, Stage


def warm_pids(stage: Stage) -> set[int]:
    socket = str(stage.settings.dagster_home / "warm")
    return {
        int(process.name)
        for process in Path("/proc").iterdir()
        if process.name.isdigit() and socket in _command(process) and "vidgen_assets.defs.warm" in _command(process)
    }


def _command(process: Path) -> str:
    try:
        return (process / "cmdline").read_text()
    except OSError:
        return ""


def children(pid: int) -> set[int]:
    return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def await_that(condition: object, seconds: float = 20.0) -> None:
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def held(stage: Stage, request_: VideoRequest) -> dg.DagsterRun:
    """A run that is under way: its plan is held up until the file is removed."""
    stage.driver.submit(request_)
    stage.calls.hold("plan")
    run = Submitter(stage.driver.instance, CODE).submit(plan_run(stage.driver.studio, request_.video_id))
    stage.calls.await_call("plan")
    return reloaded(stage, run)


def reloaded(stage: Stage, run: dg.DagsterRun) -> dg.DagsterRun:
    found = stage.driver.instance.get_run_by_id(run.run_id)
    assert found is not None
    return found


def worker_of(run: dg.DagsterRun) -> Worker:
    worker = Worker.of(run)
    assert worker is not None
    return worker


def test_the_warm_process_is_its_owners_alone_and_light(stage: Stage, held: dg.DagsterRun) -> None:
    folder = stage.settings.dagster_home / "warm"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (warm,) = warm_pids(stage) - {worker_of(held).pid}
    assert len(list(Path(f"/proc/{warm}/task").iterdir())) == 1
    opened = [str(file.readlink()) for file in Path(f"/proc/{warm}/fd").iterdir()]
    assert not [path for path in opened if path.endswith(".db")]
    stage.calls.release("plan")


def test_a_run_is_a_process_that_leads_its_own_group(stage: Stage, held: dg.DagsterRun) -> None:
    worker = worker_of(held)
    assert worker.alive
    assert os.getpgid(worker.pid) == worker.pid
    stage.calls.release("plan")
    await_that(lambda: not worker.alive)
    assert reloaded(stage, held).status == dg.DagsterRunStatus.SUCCESS


def test_ending_a_run_ends_its_process_and_says_so(stage: Stage, held: dg.DagsterRun) -> None:
    assert stage.driver.instance.run_launcher.terminate(held.run_id)
    assert not worker_of(held).alive
    assert reloaded(stage, held).status == dg.DagsterRunStatus.CANCELED
    assert not stage.driver.instance.run_launcher.terminate(held.run_id)
    stage.calls.release("plan")


def test_any_process_on_the_same_instance_can_watch_and_end_a_run(stage: Stage, held: dg.DagsterRun) -> None:
    with open_instance(stage.settings.dagster_home) as other:
        assert other.run_launcher.check_run_worker_health(held).status.value == "RUNNING"
        assert other.run_launcher.terminate(held.run_id)
        assert other.run_launcher.check_run_worker_health(held).status.value == "SUCCESS"
    stage.calls.release("plan")


def test_a_killed_process_is_reported_as_failed(stage: Stage, held: dg.DagsterRun) -> None:
    os.kill(worker_of(held).pid, signal.SIGKILL)
    await_that(lambda: not worker_of(held).alive)
    health = stage.driver.instance.run_launcher.check_run_worker_health(held)
    assert (health.status.value, "is gone" in str(health.msg)) == ("FAILED", True)
    stage.driver.instance.report_run_failed(held)
    stage.calls.release("plan")


def test_a_killed_run_leaves_no_process_behind(stage: Stage, request_: VideoRequest) -> None:
    stage.calls.spawn("narrate 01")
    stage.calls.hold("render A one.")
    stage.driver.submit(request_)
    Submitter(stage.driver.instance, CODE).submit(plan_run(stage.driver.studio, request_.video_id))
    stage.calls.await_call("render A one.")
    under_way = runs_under_way(stage.driver.instance, request_.video_id)
    (run,) = [run for run in under_way if run.tags.get("dagster/partition/section") == "01"]
    worker = worker_of(run)
    spawned = children(worker.pid)
    assert spawned
    os.kill(worker.pid, signal.SIGKILL)
    await_that(lambda: not any(Path(f"/proc/{pid}").exists() for pid in spawned))
    stage.driver.instance.report_run_failed(run)
    stage.calls.release("render A one.")


def test_runs_outlive_the_warm_process_and_the_next_starts_another(
    stage: Stage, held: dg.DagsterRun, request_: VideoRequest
) -> None:
    (warm,) = warm_pids(stage) - {worker_of(held).pid}
    os.kill(warm, signal.SIGKILL)
    stage.calls.release("plan")
    await_that(lambda: reloaded(stage, held).is_finished)
    assert reloaded(stage, held).status == dg.DagsterRunStatus.SUCCESS
    assert stage.make(request_).uri is not None
    assert warm not in warm_pids(stage)


def test_changed_code_gets_a_new_warm_process(stage: Stage, made: VideoRequest) -> None:
    before = warm_pids(stage)
    source = Path(__file__).with_name("fake_definitions.py")
    os.utime(source)
    stage.file(made, "final.json").unlink()
    assert stage.make(made).uri is not None
    await_that(lambda: not before & warm_pids(stage))


def test_what_a_run_prints_is_captured(stage: Stage, made: VideoRequest) -> None:
    (run,) = stage.driver.instance.get_runs(dg.RunsFilter(job_name="plan_job", tags={"vidgen/video": made.video_id}))
    events = stage.driver.instance.all_logs(run.run_id, dg.DagsterEventType.LOGS_CAPTURED)
    assert len(events) == 1
    logs = list((stage.settings.dagster_home / "storage" / run.run_id / "compute_logs").iterdir())
    assert {log.suffix for log in logs} >= {".out", ".err"}


def test_without_a_warm_process_runs_start_cold(stage: Stage, request_: VideoRequest, tmp_path: Path) -> None:
    with open_instance(stage.settings.dagster_home) as warm:
        config = Path(warm.root_directory) / "dagster.yaml"
    cold = config.read_text().replace("class: WarmRunLauncher", "class: WarmRunLauncher\n  config: {warm: false}")
    home = tmp_path / "cold"
    home.mkdir()
    (home / "dagster.yaml").write_text(cold)
    stage.driver.studio.requests.save(request_)
    with open_instance(home) as instance:
        instance.add_dynamic_partitions("videos", [request_.video_id])
        run = Submitter(instance, CODE).submit(plan_run(stage.driver.studio, request_.video_id))
        await_that(lambda: (found := instance.get_run_by_id(run.run_id)) is not None and found.is_finished, 60)
        found = instance.get_run_by_id(run.run_id)
        assert found is not None
        assert found.status == dg.DagsterRunStatus.SUCCESS
    assert not list((home / "warm").glob("*.sock"))
