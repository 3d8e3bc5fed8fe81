"""The `advance` sensor as the daemon asks it: what it answers is launched as the daemon would.

Runs here start nothing when they end, as when they were killed, for the lock of whoever drives their video is held.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack

import dagster as dg
import pytest

from vidgen_assets.cli.status.failures import last_failures
from vidgen_assets.defs.adoption import adopt
from vidgen_assets.defs.driving import driving
from vidgen_assets.defs.history import is_followed, runs_under_way
from vidgen_assets.defs.partitions import asset_key, partition_of
from vidgen_assets.defs.sensors import advance
from vidgen_assets.defs.submitting import Submitter
from vidgen_assets.defs.tags import WORKER
from vidgen_assets.defs.worker import Worker
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.service_errors import QuotaError
from vidgen_assets_tests.defs.conftest import CODE, Stage, script
from vidgen_assets_tests.fakes import FakeNarrator


class Daemon:
    """Ticks the sensor and launches what it asks for; `materialize` is the button in the UI."""

    def __init__(self, stage: Stage) -> None:
        self._stage, self._submitter = stage, Submitter(stage.driver.instance, CODE)
        self._cursor: str | None = None
        self._videos = set[str]()
        self._held = ExitStack()

    def hold(self) -> None:
        """Keep runs from starting what follows of them."""
        for video in self._videos:
            self._held.enter_context(driving(self._stage.settings.dagster_home, video, wait=True))

    def let_go(self) -> None:
        self._held.close()

    def tick(self) -> list[str]:
        """Job and section of what is launched."""
        context = dg.build_sensor_context(self._stage.driver.instance, self._cursor)
        self.let_go()
        result = advance(context, studio=self._stage.driver.studio)
        self.hold()
        assert isinstance(result, dg.SensorResult)
        self._cursor = result.cursor
        requests = list(result.run_requests or ())
        for request in requests:
            self._submitter.submit(request)
        return sorted(f"{request.job_name} {str(request.partition_key)[:2]}" for request in requests)

    def materialize(self, request: VideoRequest, *slots: Slot) -> None:
        partition = partition_of(request.video_id, slots[0])
        job = {AssetName.PLAN: "plan_job", AssetName.FINAL: "final_job"}.get(slots[0].asset, "section_job")
        keys = [asset_key(slot.asset) for slot in slots]
        self.let_go()
        self._videos.add(request.video_id)
        self.hold()
        self._submitter.submit(
            dg.RunRequest(f"{time.monotonic()}", job_name=job, partition_key=partition, asset_selection=keys)
        )

    def rest(self, request: VideoRequest) -> None:
        """Wait until no run is under way, and no process of one is left."""
        deadline = time.monotonic() + 60
        instance, video = self._stage.driver.instance, request.video_id
        while runs_under_way(instance, video) or is_followed(instance, video):
            assert time.monotonic() < deadline
            time.sleep(0.05)


@pytest.fixture
def daemon(stage: Stage) -> Iterator[Daemon]:
    daemon = Daemon(stage)
    daemon.tick()
    yield daemon
    daemon.let_go()


PLAN, FINAL = Slot(AssetName.PLAN), Slot(AssetName.FINAL)


def test_a_plan_made_in_the_ui_leads_to_its_sections_and_then_to_the_final_video_once(
    stage: Stage, daemon: Daemon, request_: VideoRequest
) -> None:
    daemon.materialize(asked(stage, request_), PLAN)
    daemon.rest(request_)
    assert daemon.tick() == ["section_job 01", "section_job 02"]
    assert daemon.tick() == []
    daemon.rest(request_)
    assert daemon.tick() == [f"final_job {request_.video_id[:2]}"]
    assert daemon.tick() == []
    daemon.rest(request_)
    assert daemon.tick() == []
    assert stage.file(request_, "final.mp4").exists()


def test_a_failed_section_is_not_tried_again_until_a_person_does_and_then_the_video_is_finished(
    stage: Stage, daemon: Daemon, request_: VideoRequest
) -> None:
    stage.calls.fail("render B two.", "the scene broke")
    daemon.materialize(asked(stage, request_), PLAN)
    daemon.rest(request_)
    daemon.tick()
    daemon.rest(request_)
    assert daemon.tick() == []
    stage.calls.mend("render B two.")
    assert daemon.tick() == []
    daemon.materialize(request_, Slot(AssetName.CLIP, "02"))
    daemon.rest(request_)
    assert daemon.tick() == [f"final_job {request_.video_id[:2]}"]
    daemon.rest(request_)
    assert stage.file(request_, "final.mp4").exists()


def test_a_section_redone_leads_to_a_new_final_video_only(stage: Stage, daemon: Daemon, made: VideoRequest) -> None:
    daemon.tick()
    daemon.materialize(made, *(Slot(name, "01") for name in (AssetName.AUDIO, AssetName.CODE, AssetName.CLIP)))
    daemon.rest(made)
    assert daemon.tick() == [f"final_job {made.video_id[:2]}"]
    daemon.rest(made)
    assert stage.calls.taken() == ["join", "render A one."]


def test_what_a_command_works_on_is_left_to_it(stage: Stage, daemon: Daemon, request_: VideoRequest) -> None:
    daemon.materialize(asked(stage, request_), PLAN)
    daemon.rest(request_)
    context = dg.build_sensor_context(stage.driver.instance)
    assert advance(context, studio=stage.driver.studio).run_requests == []
    assert daemon.tick() == ["section_job 01", "section_job 02"]
    daemon.rest(request_)


def test_an_upgrade_remakes_nothing_by_itself(stage: Stage, daemon: Daemon, made: VideoRequest) -> None:
    studio = stage.driver.studio
    narrator = FakeNarrator(stage.calls, identity="fake narrator 2")
    stage.driver.studio = studio._replace(recipe=studio.recipe._replace(narrator=narrator))
    assert len(stage.driver.explain(made)) == 5
    daemon.materialize(made, Slot(AssetName.CLIP, "01"))
    daemon.rest(made)
    assert daemon.tick() == [f"final_job {made.video_id[:2]}"]
    daemon.rest(made)


def test_a_video_whose_run_has_just_ended_is_left_to_the_process_of_that_run(
    stage: Stage, daemon: Daemon, request_: VideoRequest
) -> None:
    daemon.materialize(asked(stage, request_), PLAN)
    daemon.rest(request_)
    (plan,) = stage.driver.instance.get_runs(dg.RunsFilter(tags={"dagster/partition": request_.video_id}))
    stage.driver.instance.add_run_tags(plan.run_id, {WORKER: str(Worker.at(os.getpid()))})
    assert daemon.tick() == []
    stage.driver.instance.add_run_tags(plan.run_id, {WORKER: "1@1"})
    assert daemon.tick() == ["section_job 01", "section_job 02"]
    daemon.rest(request_)


def asked(stage: Stage, request: VideoRequest) -> VideoRequest:
    """Make the video known, as the command line or a person with an editor does."""
    stage.driver.submit(request)
    return request


def test_a_stand_in_is_tried_anew_when_a_person_materializes_it_and_by_nobody_else(
    stage: Stage, daemon: Daemon
) -> None:
    request = script("Hoarse one.\n\nHoarse two.", "hoarse")
    stage.calls.stand_in("narrate 02")
    stage.make(request)
    stage.calls.stand_in("narrate 02", still=False)
    stage.calls.taken()
    assert daemon.tick() == []
    daemon.materialize(request, *(Slot(name, "02") for name in (AssetName.AUDIO, AssetName.CODE, AssetName.CLIP)))
    daemon.rest(request)
    assert daemon.tick() == [f"final_job {request.video_id[:2]}"]
    daemon.rest(request)
    assert stage.calls.taken() == ["join", "narrate 02", "render Hoarse two."]
    assert stage.driver.studio.stand_ins(request.video_id) == ()


def test_a_run_that_a_person_starts_spends_nothing_where_the_voice_cannot_be_had(stage: Stage, daemon: Daemon) -> None:
    request = script("Who one.\n\nWho two.", "voiceless").model_copy(update={"voice": "nobody"})
    stage.driver.studio.requests.save(request)
    adopt(stage.driver.instance, stage.driver.studio, request.video_id)
    daemon.materialize(request, PLAN)
    daemon.rest(request)
    assert stage.calls.seen() == []


def test_a_section_is_not_written_when_there_is_not_enough_left_to_speak_it(stage: Stage, daemon: Daemon) -> None:
    request = script("Left one.\n\nLeft two.", "unspoken")
    stage.driver.run(stage.driver.submit(request), stage.told.append, plan_only=True)
    stage.calls.taken()
    stage.calls.fail("check what is left", "only 3 characters are left")
    shutil.rmtree(stage.settings.home / ".admitted")
    daemon.materialize(request, *(Slot(name, "01") for name in (AssetName.AUDIO, AssetName.CODE, AssetName.CLIP)))
    daemon.rest(request)
    assert stage.calls.seen() == []
    assert (
        "only 3 characters are left"
        in last_failures(stage.driver.instance, request.video_id)[Slot(AssetName.CODE, "01")]
    )
    stage.calls.mend("check what is left")


def test_a_video_is_not_begun_when_there_is_not_enough_left_to_speak_it_all(stage: Stage) -> None:
    request = script("Short one.\n\nShort two.", "short")
    stage.calls.fail("check what is left", "only 5 characters are left")
    with pytest.raises(QuotaError, match="only 5 characters"):
        stage.make(request)
    stage.calls.mend("check what is left")
    assert stage.calls.seen() == []
    assert not stage.file(request, "").exists()
