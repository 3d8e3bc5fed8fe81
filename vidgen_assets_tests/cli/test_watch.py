from pathlib import Path

import pytest

from vidgen_assets.cli.stored import Stored
from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.video import Chapter, FinalVideo
from vidgen_assets.settings import Settings
from vidgen_assets_tests.cli.conftest import Vidgen


@pytest.fixture
def video(home: Path) -> str:
    """One that was asked for."""
    request = VideoRequest(prompt="Waves")
    Stored.of(Settings.from_env({"VIDGEN_HOME": str(home)})).requests.save(request)
    return request.video_id


def test_the_address_of_the_page_is_printed(vidgen: Vidgen, home: Path, video: str, tmp_path: Path) -> None:
    (tmp_path / "some").write_bytes(b"bytes")
    film = FinalVideo(
        inputs="",
        **{field: MediaFile.of(tmp_path / "some") for field in FinalVideo.media},
        title="Waves",
        width=854,
        height=480,
        frame_rate=15,
        duration=1.0,
        chapters=(Chapter(title="All", start=0.0, end=1.0),),
    )
    Stored.of(Settings.from_env({"VIDGEN_HOME": str(home)})).artifacts.save(video, None, film)
    page = home / "videos" / video / "index.html"
    assert vidgen("watch", "waves", "--no-open").stdout.strip() == page.as_uri()


def test_a_video_that_is_not_finished_has_none(vidgen: Vidgen, video: str) -> None:
    answer = vidgen("watch", video, "--no-open")
    assert answer.exit_code == 2
    assert "not finished" in answer.output
