"""Who drives a video: the command line while it works on it, else its runs and the `advance` sensor.

They take turns by locks, and a lock dies with its holder.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from vidgen_assets.storage.layout import segment


@contextmanager
def driving(home: Path, video: str, *, wait: bool) -> Iterator[bool]:
    """Drive the video of the instance at `home`; whether that is ours to do. With `wait`, it is, sooner or later."""
    with _locked(home, f"{segment(video)}.lock", wait=wait) as ours:
        yield ours


@contextmanager
def deciding(instance: dg.DagsterInstance, video: str) -> Iterator[bool]:
    """Decide what comes next of the video, one at a time; whether it is ours to decide, as nobody drives it."""
    home = Path(instance.root_directory)
    with _locked(home, f"{segment(video)}.turn", wait=True), driving(home, video, wait=False) as ours:
        yield ours


@contextmanager
def _locked(home: Path, name: str, *, wait: bool) -> Iterator[bool]:
    folder = home / "driving"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
