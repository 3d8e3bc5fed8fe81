"""How many renders run at once on this machine, over all processes: one lock file for each, freed by any death."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

_POLL = 0.1  # s; only the first in the queue looks, so this costs next to nothing


@contextmanager
def render_slot(folder: Path, count: int) -> Iterator[None]:
    """Wait until fewer than `count` others hold a slot of `folder`, and hold one. First come, first served, mostly."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        with _locked(folder / "queue.lock"):
            while not any(_taken(folder / f"slot-{number}.lock", held) for number in range(count)):
                time.sleep(_POLL)
        yield


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _taken(path: Path, held: ExitStack) -> bool:
    file: IO[bytes] = path.open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return False
    held.enter_context(file)
    return True
