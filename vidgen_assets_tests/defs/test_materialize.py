"""What a person does about a failed section: finds its partition in the web interface, and clicks Materialize."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from vidgen_assets.defs.instance import open_instance
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.settings import Settings
from vidgen_assets_tests.browser import browsing, photograph
from vidgen_assets_tests.defs.conftest import Stage
from vidgen_assets_tests.defs.services import Services, await_that


@pytest.fixture
def services(home: Settings, stage: Stage) -> Iterator[Services]:
    open_instance(home.dagster_home).dispose()  # services that make its databases at the same moment can fail
    services = Services(stage)
    services.start("daemon")
    services.start("webserver")
    yield services
    services.end()


def test_a_failed_section_that_is_materialized_in_the_browser_turns_green_and_its_video_is_finished(
    stage: Stage, services: Services, request_: VideoRequest
) -> None:
    stage.calls.fail("render B two.", "the scene broke")
    assert stage.make(request_).uri is None
    stage.calls.mend("render B two.")
    stage.calls.taken()
    partition = f"02|{request_.video_id}"
    address = f"http://127.0.0.1:{services.port}/assets/section_clip?view=partitions&partition={quote(partition)}"
    with browsing() as page:
        _materialize_the_failed(page, address)
        await_that(stage.file(request_, "sections/02/clip.json").exists)
        page.goto(address)
        expect(page.get_by_text("Materialized", exact=True)).to_be_visible()
        expect(page.get_by_text("sections/02/clip.mp4")).to_be_visible()
        photograph(page, "materialized")
    await_that(stage.file(request_, "final.mp4").exists)
    assert stage.calls.taken() == ["join", "render B two."]


def _materialize_the_failed(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text("failed, and did not materialize this asset")).to_be_visible()
    photograph(page, "failed")
    page.get_by_role("button", name="Materialize").first.click()
    expect(page.get_by_role("dialog").get_by_text("1 partition", exact=True)).to_be_visible()
    photograph(page, "materialize")
    page.get_by_role("button", name="Launch 1 run").click()
