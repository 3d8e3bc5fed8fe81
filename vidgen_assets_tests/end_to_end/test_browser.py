import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from vidgen_assets_tests.browser import PATIENCE_MS, photograph
from vidgen_assets_tests.conftest import MadeVideo, environment
from vidgen_assets_tests.end_to_end.conftest import copied
from vidgen_assets_tests.ports import free_port

ASSETS = ("plan", "section_audio", "scene_code", "section_clip", "final_video")


class Interface(NamedTuple):
    """Dagster's web interface, as `vidgen ui` runs it on the draft video."""

    url: str
    video: MadeVideo
    process: subprocess.Popen[str]


@pytest.fixture(scope="module")
def interface(draft_video: MadeVideo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Interface]:
    copy, port = copied(draft_video, tmp_path_factory.mktemp("interface")), free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "vidgen_assets.cli", "ui", "--no-open", "--port", str(port)],
        env=environment(copy.home),
        cwd=copy.home,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process, _ended(process):
        assert process.stdout
        assert any(f"http://127.0.0.1:{port}" in line for line in process.stdout)
        yield Interface(f"http://127.0.0.1:{port}", copy, process)


@contextlib.contextmanager
def _ended(process: "subprocess.Popen[str]") -> Iterator[None]:
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(30) == 0
        finally:
            process.kill()


def test_the_asset_graph_shows_the_five_assets(interface: Interface, page: Page) -> None:
    page.goto(f"{interface.url}/assets/section_clip?view=lineage&lineageScope=upstream_downstream")
    for name in ASSETS:
        expect(page.get_by_text(name, exact=True).last).to_be_visible(timeout=PATIENCE_MS)
    photograph(page, "lineage")


def test_a_section_of_the_video_is_a_materialised_partition(interface: Interface, page: Page) -> None:
    partition = f"03|{interface.video.folder.name}"
    page.goto(f"{interface.url}/assets/section_clip?view=partitions&partition={quote(partition)}")
    expect(page.get_by_text(partition, exact=True).first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Materialized", exact=True)).to_be_visible()
    expect(page.get_by_text("sections/03/clip.mp4")).to_be_visible()
    photograph(page, "partition")
