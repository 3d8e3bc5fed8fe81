"""Folders to work in, which go when whoever works in them does. What is put there is their business.

A lock on the folder says that it is in use, and any death lets go of it.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def scratch_folder(root: Path) -> Iterator[Path]:
    """A new folder below `root`, removed in the end. What others left there, who were killed, is removed first."""
    root.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        with _locked(root, fcntl.LOCK_EX):
            _sweep(root)
            folder = held.enter_context(TemporaryDirectory(dir=root, ignore_cleanup_errors=True))
            held.enter_context(_locked(Path(folder), fcntl.LOCK_EX))
        yield Path(folder)


def _sweep(root: Path) -> None:
    for folder in filter(Path.is_dir, root.iterdir()):
        try:
            with _locked(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
                shutil.rmtree(folder, ignore_errors=True)
        except (BlockingIOError, FileNotFoundError):  # in use, or just removed by whoever used it
            continue


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)
