"""Runs that nobody drives: each starts what follows of it, with no daemon and no command."""

import time

import dagster as dg

from vidgen_assets.defs.automation import plan_run
from vidgen_assets.defs.driving import driving
from vidgen_assets.defs.history import is_followed, runs_under_way
from vidgen_assets.defs.partitions import asset_key
from vidgen_assets.defs.submitting import NO_WORKSPACE, Submitter
from vidgen_assets.domain.production import AssetName
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets_tests.defs.conftest import CODE, Stage

ALL = ["join", "narrate 01", "narrate 02", "plan", "render A one.", "render B two.", "write 01", "write 02"]


def start_plan(stage: Stage, request: VideoRequest) -> dg.RunRequest:
    stage.driver.submit(request)
    wanted = plan_run(stage.driver.studio, request.video_id)
    Submitter(stage.driver.instance, CODE).submit(wanted)
    return wanted


def rest(stage: Stage, request: VideoRequest) -> list[str]:
    """Wait until nothing goes on any more; gives what was made."""
    instance, video = stage.driver.instance, request.video_id
    deadline = time.monotonic() + 60
    while runs_under_way(instance, video) or is_followed(instance, video):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return stage.calls.taken()


def runs_of(stage: Stage, request: VideoRequest) -> list[dg.DagsterRun]:
    return list(stage.driver.instance.get_runs(dg.RunsFilter(tags={"vidgen/video": request.video_id})))


def queued_runs(stage: Stage, request: VideoRequest) -> list[dg.DagsterRun]:
    return [run for run in runs_of(stage, request) if run.status == dg.DagsterRunStatus.QUEUED]


def test_a_plan_leads_to_its_sections_and_to_the_final_video_once(stage: Stage, request_: VideoRequest) -> None:
    start_plan(stage, request_)
    assert rest(stage, request_) == ALL
    assert stage.file(request_, "final.mp4").exists()
    runs = runs_of(stage, request_)
    assert sorted(run.job_name for run in runs) == ["final_job", "plan_job", "section_job", "section_job"]
    assert {run.remote_job_origin.location_name for run in runs if run.remote_job_origin} == {CODE.module}


def test_what_a_command_works_on_is_left_to_it(stage: Stage, request_: VideoRequest) -> None:
    with driving(stage.settings.dagster_home, request_.video_id, wait=True):
        start_plan(stage, request_)
        assert rest(stage, request_) == ["plan"]


def test_a_section_that_fails_stops_no_other_and_once_it_is_made_the_video_is_finished(
    stage: Stage, request_: VideoRequest
) -> None:
    stage.calls.fail("render B two.", "the scene broke")
    start_plan(stage, request_)
    assert rest(stage, request_) == [call for call in ALL if call != "join"]
    stage.calls.mend("render B two.")
    (failed,) = [run for run in runs_of(stage, request_) if run.status == dg.DagsterRunStatus.FAILURE]
    key = dg.MultiPartitionKey({"video": request_.video_id, "section": "02"})
    again = dg.RunRequest(
        "again", job_name=failed.job_name, partition_key=key, asset_selection=[asset_key(AssetName.CLIP)]
    )
    Submitter(stage.driver.instance, CODE).submit(again)
    assert rest(stage, request_) == ["join", "render B two."]


def test_a_run_that_someone_ended_is_followed_by_nothing(stage: Stage, request_: VideoRequest) -> None:
    stage.calls.hold("plan")
    start_plan(stage, request_)
    stage.calls.await_call("plan")
    (run,) = runs_under_way(stage.driver.instance, request_.video_id)
    stage.driver.instance.run_launcher.terminate(run.run_id)
    stage.calls.release("plan")
    assert rest(stage, request_) == ["plan"]


def test_of_two_runs_asked_for_by_the_same_key_one_is_executed(stage: Stage, request_: VideoRequest) -> None:
    wanted = start_plan(stage, request_)
    second = Submitter(stage.driver.instance, CODE).submit(wanted)
    assert rest(stage, request_) == ALL
    found = stage.driver.instance.get_run_by_id(second.run_id)
    assert found is not None
    assert found.status == dg.DagsterRunStatus.CANCELED


def test_where_runs_wait_for_their_turn_what_follows_waits_too(stage: Stage, request_: VideoRequest) -> None:
    instance, submitter = stage.driver.instance, Submitter(stage.driver.instance, CODE)
    other = request_.model_copy(update={"script_name": "another.md"})
    waiting = submitter.create(plan_run(stage.driver.studio, stage.driver.submit(other)))
    instance.submit_run(waiting.run_id, NO_WORKSPACE)
    start_plan(stage, request_)
    deadline = time.monotonic() + 60
    while len(queued := queued_runs(stage, request_)) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert stage.calls.taken() == ["plan"]
    for run in [waiting, *queued]:
        instance.report_run_canceled(run)
