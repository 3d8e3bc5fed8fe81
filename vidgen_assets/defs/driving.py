"""Who drives a video: the command line while it works on it, else the `advance` sensor. A lock dies with its holder."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vidgen_assets.storage.layout import segment


@contextmanager
def driving(home: Path, video: str, *, wait: bool) -> Iterator[bool]:
    """Drive the video of the instance at `home`; whether that is ours to do. With `wait`, it is, sooner or later."""
    folder = home / "driving"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{segment(video)}.lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
