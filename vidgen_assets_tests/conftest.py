"""The one video that a test session makes for real, in draft quality, by the command line. Most tests need none."""

import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

PROMPT = "Explain backpropagation in machine learning"


class MadeVideo(NamedTuple):
    """A video and how it came about. `home` is its data folder, `folder` where its files are."""

    home: Path
    folder: Path
    mp4: Path
    remarks: str
    seconds: float


def vidgen(home: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the real command as a process of its own, on the data in `home`."""
    return subprocess.run(
        [sys.executable, "-m", "vidgen_assets.cli", *arguments],
        env=environment(home),
        cwd=home,
        capture_output=True,
        text=True,
        check=check,
    )


def environment(home: Path) -> dict[str, str]:
    """Just what a user has, and where the data are."""
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", "VIDGEN_HOME": str(home)}


@pytest.fixture(scope="session")
def draft_video(tmp_path_factory: pytest.TempPathFactory) -> MadeVideo:
    """The backpropagation video that ships, made once. For reading only: copy `home` to change something."""
    home = tmp_path_factory.mktemp("draft")
    start = time.monotonic()
    answer = vidgen(home, "make", PROMPT, "--quality", "draft", "--print-path", check=False)
    assert answer.returncode == 0, answer.stderr
    mp4 = Path(answer.stdout.strip())
    return MadeVideo(home, mp4.parent, mp4, answer.stderr, time.monotonic() - start)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the shared video run first, and in one worker, so that it is made once and nothing waits for it."""
    shared = [item for item in items if "draft_video" in getattr(item, "fixturenames", ())]
    for item in shared:
        item.add_marker(pytest.mark.xdist_group("draft_video"))
    items.sort(key=lambda item: item not in shared)
