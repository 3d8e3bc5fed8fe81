import shutil
from pathlib import Path

import pytest

from vidgen_assets_tests.conftest import MadeVideo


def copied(video: MadeVideo, folder: Path) -> MadeVideo:
    """The video again, with all of its data in `folder`, to be changed."""
    home = folder / "home"
    shutil.copytree(video.home, home, symlinks=True, ignore=shutil.ignore_patterns("*.sock"))
    within = home / video.folder.relative_to(video.home)
    return video._replace(home=home, folder=within, mp4=within / video.mp4.name)


@pytest.fixture
def copy(draft_video: MadeVideo, tmp_path: Path) -> MadeVideo:
    """The draft video again, to be changed."""
    return copied(draft_video, tmp_path)
