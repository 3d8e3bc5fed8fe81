"""How many renders run at once on this machine, over all processes: one lock for each, freed by any death.

With a slot comes a scratch folder. It is emptied when the slot is taken, too, so what a killed process left behind
lasts only until the next render.
"""

import fcntl
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_POLL = 0.1  # s; only the first in the queue looks, so this costs next to nothing


@contextmanager
def render_slot(folder: Path, count: int) -> Iterator[Path]:
    """Wait until fewer than `count` slots of `folder` are held, hold one, and give its empty scratch folder."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with ExitStack() as held:
        with _locked(folder / "queue.lock"):
            while (number := _taken(folder, count, held)) is None:
                time.sleep(_POLL)
        scratch = folder / f"slot-{number}"
        _remove(scratch)
        scratch.mkdir(mode=0o700)
        held.callback(_remove, scratch)
        yield scratch


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _taken(folder: Path, count: int, held: ExitStack) -> int | None:
    for number in range(count):
        with ExitStack() as trying:
            file = trying.enter_context((folder / f"slot-{number}.lock").open("ab"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            held.push(trying.pop_all())
            return number
    return None


def _remove(scratch: Path) -> None:
    shutil.rmtree(scratch, ignore_errors=True)
