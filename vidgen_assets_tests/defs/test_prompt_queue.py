"""The `prompt_queue` sensor as the daemon asks it. A daemon that is killed here is one whose cursor was not kept."""

import json
import os
import shutil
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from vidgen_assets.definitions import build_reception
from vidgen_assets.defs.automation import next_runs
from vidgen_assets.defs.driving import driving
from vidgen_assets.defs.history import is_followed, runs_under_way
from vidgen_assets.defs.prompt_queue import MOST, prompt_queue
from vidgen_assets.defs.submitting import Submitter
from vidgen_assets.defs.taking import Reception
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.service_errors import CredentialsError
from vidgen_assets_tests.defs.conftest import CODE, Stage


class Daemon:
    """Ticks the sensor, and launches what it asks for, unless it was launched before."""

    def __init__(self, stage: Stage, reception: Reception | None = None) -> None:
        self._stage, self._submitter = stage, Submitter(stage.driver.instance, CODE)
        self.reception = reception or build_reception(stage.settings, stage.ports, stage.driver.studio)
        self.reception.watch_s = 0.0
        self.cursor: str | None = None
        self._launched: set[str] = set()
        self.said = ""

    def tick(self, *, killed: bool = False) -> list[dg.RunRequest]:
        """What is launched; nothing when killed before, and then not even the cursor is kept."""
        context = dg.build_sensor_context(self._stage.driver.instance, self.cursor)
        result = prompt_queue(context, reception=self.reception)
        assert isinstance(result, dg.SensorResult)
        if killed:
            return []
        self.cursor, self.said = (
            result.cursor,
            result.skip_reason.skip_message if isinstance(result.skip_reason, dg.SkipReason) else "",
        )
        wanted = [run for run in result.run_requests or () if run.run_key not in self._launched]
        self._launched |= {str(run.run_key) for run in wanted}
        return wanted

    def launch(self, request: VideoRequest) -> None:
        """Launch what a tick asks for, and no more: what would follow is left to whoever drives the video."""
        wanted = self.tick()
        with driving(self._stage.settings.dagster_home, request.video_id, wait=True):
            for run in wanted:
                self._submitter.submit(run)
            rest(self._stage, request)


def rest(stage: Stage, request: VideoRequest) -> None:
    instance, deadline = stage.driver.instance, time.monotonic() + 60
    while runs_under_way(instance, request.video_id) or is_followed(instance, request.video_id):
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def daemon(stage: Stage) -> Iterator[Daemon]:
    daemon = Daemon(stage)
    yield daemon
    daemon.tick()
    daemon.tick()


def put(stage: Stage, name: str, content: object) -> None:
    path = Path(str(stage.settings.storage)) / "queue/pending" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    os.utime(path, (time.time() - 60,) * 2)


def folder(stage: Stage, name: str) -> list[str]:
    place = Path(str(stage.settings.storage)) / "queue" / name
    return sorted(file.name for file in place.iterdir()) if place.exists() else []


def test_each_prompt_becomes_the_run_that_plans_its_video(stage: Stage, daemon: Daemon) -> None:
    put(stage, "text.txt", "Explain text")
    put(stage, "script.md", "# Script\n\nOne.")
    put(stage, "fields.json", {"prompt": "Explain fields", "priority": 7, "requester": "Ada"})
    runs = {str(run.run_key).partition("@")[0]: run for run in daemon.tick()}
    assert sorted(runs) == ["fields.json", "script.md", "text.txt"]
    assert {run.job_name for run in runs.values()} == {"plan_job"}
    video = VideoRequest(prompt="Explain fields").video_id
    assert runs["fields.json"].partition_key == video
    assert runs["fields.json"].tags == {
        "vidgen/video": video,
        "vidgen/requester": "Ada",
        "dagster/priority": "21",
    }
    assert stage.driver.instance.has_dynamic_partition("videos", video)
    assert stage.driver.studio.requests.load(video).requester == "Ada"
    assert (folder(stage, "pending"), folder(stage, "done")) == ([], ["fields.json", "script.md", "text.txt"])
    assert daemon.tick() == []
    assert folder(stage, "taken") == []


def test_what_holds_no_request_is_put_aside_with_its_reason_and_stops_nothing(stage: Stage, daemon: Daemon) -> None:
    put(stage, "bad.json", {"promt": "x"})
    put(stage, "refused.txt", "refuse this")
    put(stage, "voice.json", {"prompt": "Explain voices", "voice": "nobody"})
    put(stage, "good.txt", "Explain what is good")
    assert [run.partition_key for run in daemon.tick()] == [VideoRequest(prompt="Explain what is good").video_id]
    rejected = Path(str(stage.settings.storage)) / "queue/rejected"
    reasons = {file.name: file.read_text() for file in rejected.glob("*.error.txt")}
    assert "promt: there is no such field. Did you mean prompt?" in reasons["bad.json.error.txt"]
    assert "the fake planner refuses it. Ask for something else" in reasons["refused.txt.error.txt"]
    assert "there is no voice 'nobody'" in reasons["voice.json.error.txt"]


def test_a_crash_between_taking_and_launching_loses_nothing_and_doubles_nothing(stage: Stage, daemon: Daemon) -> None:
    put(stage, "crash.txt", "Explain crashes")
    daemon.tick(killed=True)
    assert folder(stage, "pending") == []
    (run,) = daemon.tick()
    assert run.partition_key == VideoRequest(prompt="Explain crashes").video_id
    daemon.cursor = None  # killed after launching, before the cursor was kept
    assert daemon.tick() == []
    assert daemon.tick() == []
    assert folder(stage, "taken") == []


def test_the_same_prompt_twice_is_one_video_and_made_once(stage: Stage, daemon: Daemon) -> None:
    request = VideoRequest(prompt="Explain twins")
    put(stage, "one.txt", "Explain twins")
    put(stage, "two.txt", "\ufeffExplain twins\r\n")
    daemon.launch(request)
    assert daemon.tick() == []
    put(stage, "three.txt", "Explain twins")
    stage.make(request)
    assert daemon.tick() == []
    assert folder(stage, "pending") == []
    assert stage.calls.taken().count("plan") == 1


def test_a_file_put_again_under_the_same_name_is_a_new_request(stage: Stage, daemon: Daemon) -> None:
    put(stage, "again.json", {"prompt": "Explain repetition"})
    daemon.launch(VideoRequest(prompt="Explain repetition"))
    put(stage, "again.json", {"prompt": "Explain repetition", "quality": "high"})
    (run,) = daemon.tick()
    assert run.job_name == "plan_job"
    assert stage.driver.studio.requests.load(str(run.partition_key)).quality == "high"


def test_what_was_asked_for_again_after_a_failure_is_tried_again(stage: Stage, daemon: Daemon) -> None:
    request = VideoRequest(prompt="A fails once.\n\nB is well.")
    stage.calls.fail("render A fails once.", "the scene broke")
    put(stage, "fails.json", {"prompt": request.prompt})
    daemon.launch(request)
    stage.make(request)
    stage.calls.mend("render A fails once.")
    put(stage, "fails.json", {"prompt": request.prompt})
    daemon.launch(request)
    runs = next_runs(stage.driver.instance, stage.driver.studio, request.video_id, news_only=True)
    assert [str(run.partition_key)[:3] for run in runs] == ["01|"]
    keys = [str(run.run_key) for run in runs]
    assert stage.driver.instance.get_runs_count(dg.RunsFilter(tags={"dagster/run_key": keys})) == 0
    assert stage.calls.taken().count("plan") == 1


def test_a_video_that_a_command_works_on_waits_for_it(stage: Stage, daemon: Daemon) -> None:
    request = VideoRequest(prompt="Explain commands")
    put(stage, "busy.txt", "Explain commands")
    with driving(stage.settings.dagster_home, request.video_id, wait=True):
        assert daemon.tick() == []
        assert daemon.said == "1 have to wait"
    assert len(daemon.tick()) == 1


def test_other_wishes_for_a_video_wait_until_it_is_planned(stage: Stage, daemon: Daemon) -> None:
    request = VideoRequest(prompt="Explain patience")
    put(stage, "first.json", {"prompt": request.prompt})
    stage.calls.hold("plan")
    for run in daemon.tick():
        Submitter(stage.driver.instance, CODE).submit(run)
    put(stage, "second.json", {"prompt": request.prompt, "quality": "high"})
    assert daemon.tick() == []
    assert folder(stage, "pending") == ["second.json"]
    with driving(stage.settings.dagster_home, request.video_id, wait=True):
        stage.calls.release("plan")
        rest(stage, request)
    assert [run.job_name for run in daemon.tick()] == ["plan_job"]


def _no_account(request: VideoRequest, plan: Plan | None) -> None:
    raise CredentialsError("set ELEVENLABS_API_KEY", service="elevenlabs")


def test_what_is_not_the_prompts_fault_keeps_it_in_the_queue(stage: Stage, daemon: Daemon) -> None:
    studio = stage.driver.studio
    queue = build_reception(stage.settings, stage.ports, studio).queue
    poor = Daemon(stage, Reception(queue, studio, stage.ports.planner, _no_account))
    put(stage, "waits.txt", "Explain keys")
    assert poor.tick() == poor.tick() == []
    assert folder(stage, "pending") == ["waits.txt"]
    assert len(daemon.tick()) == 1


def test_a_script_waits_while_less_is_left_of_a_service_than_it_takes(stage: Stage, daemon: Daemon) -> None:
    stage.calls.fail("check what is left", "90 characters are left, and 100 are needed")
    put(stage, "long.md", "# Long\n\n## Part\n\nIt takes a while.\n")
    assert daemon.tick() == []
    assert folder(stage, "pending") == ["long.md"]
    stage.calls.mend("check what is left")
    assert len(daemon.tick()) == 1


def test_a_tick_takes_no_more_than_its_share_and_what_came_first_goes_first(stage: Stage, daemon: Daemon) -> None:
    for number in range(MOST + 5):
        put(stage, f"{-number % 7}-{number:03d}.txt", f"Explain number {number}")
    taken = [len(daemon.tick()) for _ in range(3)]
    assert taken == [MOST, 5, 0]


def test_what_cannot_be_taken_holds_up_nothing(stage: Stage, daemon: Daemon) -> None:
    for number in range(MOST + 5):
        put(stage, f"half-{number}.json", '{"prompt": "half')
    put(stage, "whole.txt", "Explain wholes")
    daemon.tick()
    assert [run.partition_key for run in daemon.tick()] == [VideoRequest(prompt="Explain wholes").video_id]
    assert len(folder(stage, "pending")) == MOST + 5
    for file in (Path(str(stage.settings.storage)) / "queue/pending").iterdir():
        file.unlink()


def test_ten_thousand_files_are_taken_a_share_at_a_time_and_never_held_all_at_once(
    stage: Stage, daemon: Daemon
) -> None:
    for number in range(10_000):
        put(stage, f"{number}.txt", f"Explain the number {number}")
    tracemalloc.start()
    assert [len(daemon.tick()) for _ in range(2)] == [MOST, MOST]
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()
    shutil.rmtree(Path(str(stage.settings.storage)) / "queue/pending")
