import base64
from pathlib import Path

import dagster as dg
import pytest

from vidgen_assets.definitions import build_definitions
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.settings import Settings
from vidgen_assets_tests.defs.conftest import Stage
from vidgen_assets_tests.defs.fake_definitions import fake_ports


@pytest.fixture
def repository(tmp_path: Path) -> dg.RepositoryDefinition:
    settings = Settings.from_env({"VIDGEN_HOME": str(tmp_path)})
    return build_definitions(settings, fake_ports(settings)).get_repository_def()


def test_the_definitions_are_exactly_these(repository: dg.RepositoryDefinition) -> None:
    assert sorted(key.to_user_string() for key in repository.asset_graph.get_all_asset_keys()) == [
        *("final_video", "plan", "scene_code", "section_audio", "section_clip")
    ]
    assert sorted(
        f"{key.asset_key.to_user_string()}:{key.name}" for key in repository.asset_graph.asset_check_keys
    ) == [
        "final_video:no_fallbacks",
        "final_video:sum_of_clips",
        "plan:drawable",
        "scene_code:no_trap",
        "scene_code:not_a_fallback",
        "scene_code:readable",
        "section_audio:audible",
        "section_audio:beats_cover_it",
        "section_clip:as_long_as_audio",
        "section_clip:in_sync",
    ]
    assert sorted(job.name for job in repository.get_all_jobs() if not job.name.startswith("__")) == [
        *("final_job", "plan_job", "section_job")
    ]
    assert sorted(sensor.name for sensor in repository.sensor_defs) == ["advance", "prompt_queue"]
    assert sorted(repository.get_top_level_resources()) == [
        *(
            "ahead",
            "inspector",
            "io_manager",
            "narrator",
            "planner",
            "reception",
            "renderer",
            "studio",
            "workbench",
            "writer",
        )
    ]


def test_each_asset_follows_from_these(repository: dg.RepositoryDefinition) -> None:
    parents = {
        node.key.to_user_string(): sorted(key.to_user_string() for key in node.parent_keys)
        for node in repository.asset_graph.asset_nodes
    }
    assert parents == {
        "plan": [],
        "section_audio": ["plan"],
        "scene_code": ["plan"],
        "section_clip": ["plan", "scene_code", "section_audio"],
        "final_video": ["plan", "section_audio", "section_clip"],
    }


def test_every_asset_says_what_it_is_whose_it_is_and_by_whom_it_is_made(repository: dg.RepositoryDefinition) -> None:
    versions = {}
    for definition in repository.assets_defs_by_key.values():
        (spec,) = definition.specs
        assert spec.description
        assert spec.owners == ["team:vidgen"]
        assert spec.group_name == "videos"
        assert spec.kinds
        versions[spec.key.to_user_string()] = spec.code_version
    assert versions == {
        "plan": "fake planner 1",
        "section_audio": "fake narrator 1",
        "scene_code": "fake writer 1",
        "section_clip": "fake renderer 1",
        "final_video": "fake renderer 1",
    }


def metadata_of(stage: Stage, name: AssetName) -> dict[str, object]:
    event = stage.driver.instance.get_latest_materialization_event(dg.AssetKey(name.value))
    assert event is not None
    assert event.asset_materialization is not None
    return {key: value.value for key, value in event.asset_materialization.metadata.items()}


def test_metadata_tell_a_person_what_was_made(stage: Stage, request_: VideoRequest) -> None:
    stage.make(request_)
    plan = metadata_of(stage, AssetName.PLAN)
    assert (plan["sections"], plan["words"], plan["reused"]) == (2, 4, False)
    assert plan["outline"] == "### 01 A\n\nA one.\n\n### 02 B\n\nB two."
    audio = metadata_of(stage, AssetName.AUDIO)
    assert (audio["duration_s"], audio["words"], audio["voice"]) == (1.6, 2, "anna")
    assert str(audio["narration"]).endswith(("one.", "two."))
    code = metadata_of(stage, AssetName.CODE)
    assert str(code["code"]).startswith("````python\nclass Fake(VoiceoverScene):")
    final = metadata_of(stage, AssetName.FINAL)
    assert final["file"] == str(stage.file(request_, "final.mp4"))
    assert final["duration_s"] == 3.2
    assert final["inputs"]


def test_a_poster_is_an_image_in_the_page_itself(stage: Stage, made: VideoRequest) -> None:
    for name in (AssetName.CLIP, AssetName.FINAL):
        before, _, data = str(metadata_of(stage, name)["poster"]).partition("(data:image/jpeg;base64,")
        assert before.startswith("![")
        assert base64.b64decode(data.removesuffix(")")).startswith(b"\xff\xd8")


def test_data_versions_follow_content(stage: Stage, made: VideoRequest) -> None:
    clip = stage.driver.studio.artifacts.look(made.video_id, Slot(AssetName.FINAL))
    event = stage.driver.instance.get_latest_materialization_event(dg.AssetKey("final_video"))
    assert event is not None
    assert event.asset_materialization is not None
    assert event.asset_materialization.tags is not None
    assert event.asset_materialization.tags["dagster/data_version"] == getattr(clip, "version", None)


def test_checks_are_evaluated_in_the_run_of_their_asset(stage: Stage, made: VideoRequest) -> None:
    runs = stage.driver.instance.get_runs(dg.RunsFilter(tags={"vidgen/video": made.video_id}))
    found = {
        (evaluation.check_name, evaluation.passed)
        for run in runs
        for record in stage.driver.instance.all_logs(run.run_id, dg.DagsterEventType.ASSET_CHECK_EVALUATION)
        if record.dagster_event is not None
        for evaluation in [record.dagster_event.asset_check_evaluation_data]
    }
    names = {"audible", "beats_cover_it", "readable", "no_trap", "not_a_fallback"}
    names |= {"drawable", "as_long_as_audio", "in_sync", "sum_of_clips", "no_fallbacks"}
    assert found == {(name, True) for name in names}


def test_a_clip_of_a_section_that_the_plan_has_not_is_refused_by_name(stage: Stage, made: VideoRequest) -> None:
    settings = stage.settings
    definitions = build_definitions(settings, fake_ports(settings))
    result = definitions.resolve_job_def("section_job").execute_in_process(
        partition_key=dg.MultiPartitionKey({"video": made.video_id, "section": "09"}),
        instance=stage.driver.instance,
        raise_on_error=False,
    )
    errors = [event.step_failure_data.error for event in result.all_events if event.is_step_failure]
    assert any("the plan has no section 09. Its sections are 01 to 02" in str(error) for error in errors)
