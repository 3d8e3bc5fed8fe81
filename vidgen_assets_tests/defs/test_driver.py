import os
import shutil
import signal
import threading
import time
from pathlib import Path

import dagster as dg
import pytest

from vidgen_assets.defs.automation import plan_run
from vidgen_assets.defs.history import runs_under_way
from vidgen_assets.defs.progress import Failure, Phase, Progress
from vidgen_assets.defs.submitting import NO_WORKSPACE, Submitter
from vidgen_assets.defs.worker import Worker
from vidgen_assets.domain.artifact import Artifact
from vidgen_assets.domain.errors import InputError, StorageError
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.settings import Settings
from vidgen_assets_tests.defs.conftest import CODE, Stage, script

CLIP, FINAL = AssetName.CLIP, AssetName.FINAL
ALL = [
    *("join", "narrate 01", "narrate 02", "plan", "render A one.", "render B two.", "write 01", "write 02"),
]


def runs_of(stage: Stage, request: VideoRequest) -> list[dg.DagsterRun]:
    return list(stage.driver.instance.get_runs(dg.RunsFilter(tags={"vidgen/video": request.video_id})))


def test_a_request_becomes_a_video_by_runs_that_the_ui_finds(stage: Stage, request_: VideoRequest) -> None:
    outcome = stage.make(request_)
    assert (outcome.failures, outcome.uri) == ((), str(stage.file(request_, "final.mp4")))
    assert stage.file(request_, "final.mp4").exists()
    assert stage.calls.taken() == ALL
    assert len(outcome.seconds) == 8

    told = [(progress.slot, progress.phase) for progress in stage.told]
    assert told[:2] == [(Slot(AssetName.PLAN), Phase.RUNNING), (Slot(AssetName.PLAN), Phase.MADE)]
    assert told[-2:] == [(Slot(FINAL), Phase.RUNNING), (Slot(FINAL), Phase.MADE)]
    assert told.index((Slot(AssetName.AUDIO, "02"), Phase.MADE)) < told.index((Slot(CLIP, "02"), Phase.RUNNING))
    assert len(told) == 16

    runs = {(run.job_name, run.tags["dagster/partition"]): run for run in runs_of(stage, request_)}
    video = request_.video_id
    sections = [("section_job", f"01|{video}"), ("section_job", f"02|{video}")]
    assert sorted(runs) == sorted([("plan_job", video), *sections, ("final_job", video)])
    section = runs[sections[1]]
    assert (section.tags["dagster/partition/section"], section.tags["dagster/partition/video"]) == ("02", video)
    assert section.remote_job_origin is not None
    assert section.remote_job_origin.location_name == "vidgen_assets_tests.defs.fake_definitions"
    assert section.status == dg.DagsterRunStatus.SUCCESS


def test_the_same_again_runs_nothing(stage: Stage, made: VideoRequest) -> None:
    before = len(runs_of(stage, made))
    assert stage.why(made) == []
    outcome = stage.make(made)
    assert outcome.uri is not None
    assert (stage.calls.taken(), len(runs_of(stage, made)), dict(outcome.seconds)) == ([], before, {})


def test_the_renderer_is_prepared_when_there_is_something_to_render(stage: Stage, made: VideoRequest) -> None:
    renderer = stage.ports.renderer
    before = renderer.prepared
    stage.make(made)
    stage.make(made, frozenset({Slot(FINAL)}))
    assert renderer.prepared == before
    stage.make(made, frozenset({Slot(CLIP, "02")}))
    assert renderer.prepared == before + 1
    stage.make(script("A one.\n\nB two.", "prepared"))
    assert renderer.prepared == before + 2
    stage.calls.taken()


def test_an_edited_paragraph_remakes_its_section_and_the_final_video_and_a_dry_run_says_so(
    stage: Stage, made: VideoRequest
) -> None:
    edited = script("A one.\n\nB changed.", made.script_name.removesuffix(".md"))
    before = sorted(path for path in stage.settings.home.rglob("*") if path.suffix in {".json", ".mp4"})
    assert [reason.partition(" ")[0] for reason in stage.why(edited)] == [
        *("plan", "section_audio", "scene_code", "section_clip", "final_video")
    ]
    assert sorted(path for path in stage.settings.home.rglob("*") if path.suffix in {".json", ".mp4"}) == before
    assert stage.driver.studio.requests.load(made.video_id) == made
    assert stage.make(edited).uri is not None
    assert stage.calls.taken() == ["join", "narrate 02", "plan", "render B changed.", "write 02"]


def test_a_lost_clip_is_made_again_and_the_final_video_after_it(stage: Stage, made: VideoRequest) -> None:
    stage.file(made, "sections/02/clip.mp4").unlink()
    assert stage.why(made) == ["section_clip 02 lacks its clip.mp4", "final_video follows section 02"]
    assert stage.make(made).uri is not None
    assert stage.calls.taken() == ["join", "render B two."]


def test_a_damaged_clip_is_noticed_when_it_is_used_and_made_again(stage: Stage, made: VideoRequest) -> None:
    clip = stage.file(made, "sections/02/clip.mp4")
    clip.write_text(clip.read_text().upper())
    stage.file(made, "final.json").unlink()
    outcome = stage.make(made)
    assert outcome.uri is not None
    assert outcome.failures == ()
    assert stage.calls.taken() == ["join", "render B two."]
    assert stage.why(made) == []


def test_a_failed_section_stops_no_other_and_is_all_that_is_left_to_do(stage: Stage, request_: VideoRequest) -> None:
    stage.calls.fail("render B two.", "the scene broke")
    outcome = stage.make(request_)
    stage.calls.mend("render B two.")
    assert outcome.uri is None
    assert outcome.failures == (Failure(Slot(CLIP, "02"), "the scene broke", 1),)
    assert stage.calls.taken() == [call for call in ALL if call != "join"]
    assert stage.make(request_).uri is not None
    assert stage.calls.taken() == ["join", "render B two."]


def test_bad_input_that_shows_late_is_told_in_its_own_words(stage: Stage, request_: VideoRequest) -> None:
    stage.calls.fail("narrate 02", "it cannot be said")
    outcome = stage.make(request_)
    stage.calls.mend("narrate 02")
    assert outcome.failures == (
        Failure(Slot(AssetName.AUDIO, "02"), "section 02: it cannot be said. Mend it", InputError.exit_code),
    )


@pytest.mark.parametrize(
    ("request_fields", "named"),
    [({"script": "refuse this"}, "the fake planner refuses it"), ({"script": "A", "voice": "nobody"}, "'nobody'")],
)
def test_a_request_that_cannot_become_a_video_is_refused_before_anything_is_stored(
    stage: Stage, request_fields: dict[str, str], named: str
) -> None:
    request = VideoRequest.model_validate({**request_fields, "script_name": named})
    for attempt in (stage.driver.submit, stage.driver.explain):
        with pytest.raises(InputError, match=named):
            attempt(request)
    assert not stage.file(request, "").exists()


def test_a_shorter_plan_leaves_no_old_section_in_the_video(stage: Stage, made: VideoRequest) -> None:
    assert stage.make(script("A one.", made.script_name.removesuffix(".md"))).uri is not None
    assert stage.calls.taken() == ["join", "plan"]
    assert stage.file(made, "final.mp4").read_text().count("clip of") == 1


def test_another_quality_is_rendered_anew_without_planning_speaking_or_writing(
    stage: Stage, made: VideoRequest
) -> None:
    better = made.model_copy(update={"quality": Quality.HIGH})
    outcome = stage.make(better)
    assert stage.calls.taken() == ["join", "render A one.", "render B two."]
    assert outcome.reused == {Slot(AssetName.PLAN)}


def test_what_is_forced_is_made_again_with_what_follows(stage: Stage, made: VideoRequest) -> None:
    assert stage.make(made, frozenset({Slot(AssetName.AUDIO, "02")})).uri is not None
    assert stage.calls.taken() == ["join", "narrate 02", "render B two."]


def test_each_forced_run_is_another_take_and_one_that_was_killed_goes_on_with_its_own(
    stage: Stage, request_: VideoRequest
) -> None:
    stage.make(request_)
    forced = frozenset(Slot(name, "02") for name in (AssetName.AUDIO, AssetName.CODE, AssetName.CLIP))
    stage.calls.taken()
    stage.calls.hold("render B two.")
    killer = threading.Thread(target=_kill, args=(stage, request_))
    killer.start()
    assert stage.make(request_, forced).failures
    killer.join()
    stage.calls.release("render B two.")
    assert stage.calls.taken() == ["narrate 02", "render B two.", "write 02"]
    assert stage.make(request_, forced).uri is not None
    assert stage.calls.taken() == ["join", "render B two."]
    assert stage.make(request_, forced).uri is not None
    assert stage.calls.taken() == ["join", "narrate 02", "render B two.", "write 02"]
    made = stage.driver.studio.artifacts.look_at(request_.video_id, sorted(forced))
    assert [one.take for one in made.values() if isinstance(one, Artifact)] == [2, 2, 2]


def test_a_voice_that_stands_in_is_kept_until_a_repair_is_asked_for(stage: Stage, request_: VideoRequest) -> None:
    stage.calls.stand_in("narrate 02")
    video = stage.make(request_).video
    stage.calls.taken()
    assert stage.driver.studio.stand_ins(video) == (Slot(AssetName.AUDIO, "02"),)
    assert stage.make(request_).uri is not None
    assert stage.calls.taken() == []
    stage.calls.stand_in("narrate 02", still=False)
    repairs = frozenset(stage.driver.studio.stand_ins(video))
    assert stage.driver.run(video, stage.told.append, repairs=repairs).uri is not None
    assert stage.calls.taken() == ["join", "narrate 02", "render B two."]
    assert stage.driver.studio.stand_ins(video) == ()


def test_a_new_instance_on_an_old_folder_knows_everything_and_makes_nothing(
    stage: Stage, made: VideoRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(stage.settings.storage, tmp_path / "old", ignore=shutil.ignore_patterns("dagster", ".*"))
    monkeypatch.setenv("VIDGEN_HOME", str(tmp_path / "old"))
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "new instance"))
    new = Stage(Settings.from_env())
    with new.driver:
        assert new.make(made).uri is not None
        assert new.calls.taken() == stage.calls.taken()
        for name in AssetName:
            assert new.driver.instance.get_latest_materialization_event(dg.AssetKey(name.value)) is not None
        assert runs_of(new, made) == []


def test_a_run_that_is_killed_is_noticed_in_seconds_and_can_be_made_again(stage: Stage, request_: VideoRequest) -> None:
    stage.calls.hold("render B two.")
    killer = threading.Thread(target=_kill, args=(stage, request_))
    killer.start()
    started = time.monotonic()
    outcome = stage.make(request_)
    killer.join()
    stage.calls.release("render B two.")
    assert time.monotonic() - started < 30
    assert [failure.slot for failure in outcome.failures] == [Slot(CLIP, "02")]
    assert "is gone" in outcome.failures[0].message
    assert runs_under_way(stage.driver.instance, request_.video_id) == []
    stage.calls.taken()
    assert stage.make(request_).uri is not None
    assert stage.calls.taken() == ["join", "render B two."]


def test_a_run_that_was_queued_while_no_daemon_runs_is_launched(stage: Stage, request_: VideoRequest) -> None:
    stage.driver.submit(request_)
    run = Submitter(stage.driver.instance, CODE).create(plan_run(stage.driver.studio, request_.video_id))
    assert stage.driver.instance.submit_run(run.run_id, NO_WORKSPACE).status == dg.DagsterRunStatus.QUEUED
    assert stage.make(request_).uri is not None
    assert stage.calls.taken() == ALL


def test_a_database_that_fails_is_an_error_of_the_store(tmp_path: Path) -> None:
    database = tmp_path / "history/runs.db"
    database.parent.mkdir()
    database.write_text("no database at all, " * 99)
    stage = Stage(Settings(home=tmp_path, dagster_home=tmp_path))
    with pytest.raises(StorageError, match="cannot be used: file is not a database"), stage.driver:
        stage.make(script("A one.", "no database"))


def _kill(stage: Stage, request: VideoRequest) -> None:
    stage.calls.await_call("render B two.")
    for run in runs_under_way(stage.driver.instance, request.video_id):
        worker = Worker.of(run)
        if worker is not None and run.tags["dagster/partition/section"] == "02":
            os.kill(worker.pid, signal.SIGKILL)


def test_an_interrupt_ends_the_runs(stage: Stage, request_: VideoRequest) -> None:
    stage.calls.hold("render B two.")

    def interrupted(progress: Progress) -> None:
        if progress.slot == Slot(CLIP, "02"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stage.driver.run(stage.driver.submit(request_), interrupted)
    stage.calls.release("render B two.")
    assert runs_under_way(stage.driver.instance, request_.video_id) == []
    canceled = [run for run in runs_of(stage, request_) if run.status == dg.DagsterRunStatus.CANCELED]
    assert "02" in {run.tags["dagster/partition/section"] for run in canceled}
