"""What tests of all rooms may ask for: the one video that a session makes for real, in draft quality, by the command
line, and a page of a browser. Most tests need neither."""

import fcntl
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

import vidgen_assets
from vidgen_assets_tests.browser import browsing

PROMPT = "Explain backpropagation in machine learning"


class MadeVideo(NamedTuple):
    """A video and how it came about. `home` is its data folder, `folder` where its files are."""

    home: Path
    folder: Path
    mp4: Path
    remarks: str
    seconds: float


def vidgen(home: Path, *arguments: str, check: bool = True, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the real command as a process of its own, on the data in `home`, with some more variables."""
    return subprocess.run(
        [sys.executable, "-m", "vidgen_assets.cli", *arguments],
        env={**environment(home), **variables},
        cwd=home,
        capture_output=True,
        text=True,
        check=check,
    )


def environment(home: Path) -> dict[str, str]:
    """Just what a user has, where the data are, and the code that is tested, wherever another one is installed."""
    places = {"HOME": str(home), "VIDGEN_HOME": str(home), "PYTHONPATH": str(Path(vidgen_assets.__file__).parents[1])}
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", **places}


@pytest.fixture(scope="session")
def draft_video(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MadeVideo:
    """The backpropagation video that ships, made once for all workers. For reading only; a test that changes something
    copies `home` first."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    with (shared / "draft.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _made_once(shared / "draft")


def _made_once(home: Path) -> MadeVideo:
    record = home / "made.json"
    if not record.exists():
        home.mkdir(exist_ok=True)
        start = time.monotonic()
        answer = vidgen(home, "make", PROMPT, "--quality", "draft", "--print-path", check=False)
        assert answer.returncode == 0, answer.stderr
        record.write_text(json.dumps([answer.stdout.strip(), answer.stderr, time.monotonic() - start]))
    mp4, remarks, seconds = json.loads(record.read_text())
    return MadeVideo(home, Path(mp4).parent, Path(mp4), remarks, seconds)


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of a browser."""
    with browsing() as page:
        yield page
