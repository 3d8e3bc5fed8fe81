import shutil
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from vidgen_assets.definitions import build_driver
from vidgen_assets.defs.automation import next_runs
from vidgen_assets.defs.driver import Driver
from vidgen_assets.defs.progress import Outcome
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.settings import Settings
from vidgen_assets_tests.defs.conftest import CODE
from vidgen_assets_tests.defs.fake_definitions import calls_of
from vidgen_assets_tests.defs.mending_definitions import NEEDED, mending_ports
from vidgen_assets_tests.fakes import Calls

REQUEST = VideoRequest(script="A one.\n\nB two.")


class Studio:
    """A home with a writer that mends, and a driver whose runs are real."""

    def __init__(self) -> None:
        settings = Settings.from_env()
        self.calls: Calls = calls_of(settings)
        code = CODE._replace(module="vidgen_assets_tests.defs.mending_definitions")
        self.driver: Driver = build_driver(settings, mending_ports(settings), code)
        settings.home.mkdir(exist_ok=True)
        self.calls.fail("render B two.", "out of memory")

    def make(self) -> Outcome:
        with self.driver:
            return self.driver.run(self.driver.submit(REQUEST), lambda _: None)

    def metadata(self, asset: str) -> dict[str, object]:
        event = self.driver.instance.get_latest_materialization_event(dg.AssetKey(asset))
        assert event is not None
        assert event.asset_materialization is not None
        return {key: value.value for key, value in event.asset_materialization.metadata.items()}


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Studio]:
    monkeypatch.setenv("VIDGEN_HOME", str(tmp_path))
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "dagster"))
    monkeypatch.setenv(NEEDED, str(request.param))
    yield Studio()
    shutil.rmtree(tmp_path / "dagster/warm", ignore_errors=True)  # ends the warm process


@pytest.mark.parametrize("studio", [1], indirect=True)
def test_a_scene_that_does_not_render_is_mended_and_rendered_again_by_itself(studio: Studio) -> None:
    outcome = studio.make()
    assert outcome.failures == ()
    assert outcome.uri is not None
    assert studio.calls.seen().count("repair 02 because out of memory") == 1
    assert studio.calls.seen().count("render B two.") == 2
    assert studio.calls.seen().count("narrate 02") == 1


@pytest.mark.parametrize("studio", [3], indirect=True)
def test_a_scene_that_is_mended_in_vain_gives_way_to_a_fallback_and_the_video_says_so(studio: Studio) -> None:
    assert studio.make().uri is not None
    assert studio.driver.studio.stand_ins(REQUEST.video_id) == (Slot(AssetName.CODE, "02"),)
    assert studio.metadata("final_video")["scenes"] == "1 of 2 sections + 1 fallback"


@pytest.mark.parametrize("studio", [9], indirect=True)
def test_a_scene_that_nothing_makes_render_fails_clearly_and_is_not_tried_for_ever(studio: Studio) -> None:
    outcome = studio.make()
    assert outcome.uri is None
    assert "out of memory" in outcome.failures[-1].message
    assert studio.calls.seen().count("render B two.") == 4
    video = REQUEST.video_id
    keys = [run.run_key for run in next_runs(studio.driver.instance, studio.driver.studio, video, news_only=True)]
    assert len(keys) == 1
    studio.make()
    assert studio.calls.seen().count("render B two.") == 4
