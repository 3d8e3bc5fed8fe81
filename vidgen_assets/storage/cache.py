"""`Cache`: local copies of files that are somewhere else, each of a version that never changes.

Losing it loses nothing. Any number of processes can share the folder: a file appears whole or not at all.
"""

import contextlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from vidgen_assets.domain.fingerprint import fingerprint

_IN_USE_S = 3600.0
_SWEEP_S = 30.0
_STAMP = ".swept"


class Cache:
    """Files below `folder`, which together have about `limit` bytes at most.

    What was asked for within the last hour stays even if that is more: a process may be about to open it.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder, self._limit = folder, limit

    def place(self, source: str, version: str) -> Path:
        """Where the copy of this version of `source` is, if there is one; its name ends as that of the source does."""
        key = fingerprint(source, version)
        return self._folder / key[:2] / key[2:34] / source.rpartition("/")[2]

    def holds(self, path: Path) -> bool:
        """Whether this is a place in the cache."""
        return path.is_relative_to(self._folder)

    @contextlib.contextmanager
    def filling(self, place: Path) -> Iterator[Path]:
        """A new file beside `place` to write the copy to; it is moved there in the end, if all went well."""
        place.parent.mkdir(parents=True, exist_ok=True)
        staged = place.with_name(f".tmp-{secrets.token_hex(8)}")
        try:
            yield staged
            staged.replace(place)
        finally:
            staged.unlink(missing_ok=True)
        self._sweep_now_and_then()

    def touch(self, place: Path) -> None:
        """Note that the copy is wanted now."""
        with contextlib.suppress(FileNotFoundError):
            os.utime(place)

    def sweep(self) -> None:
        """Remove copies that nobody wanted for longest, until the rest fits."""
        files = sorted((stat.st_mtime, stat.st_size, path) for path, stat in _files(self._folder))
        excess = sum(size for _, size, _ in files) - self._limit
        for used, size, path in files:
            if excess <= 0 or used > time.time() - _IN_USE_S:
                break
            _remove(path)
            excess -= size

    def _sweep_now_and_then(self) -> None:
        stamp = self._folder / _STAMP
        with contextlib.suppress(FileNotFoundError):
            if time.time() - stamp.stat().st_mtime < _SWEEP_S:
                return
        stamp.touch()
        self.sweep()


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            with contextlib.suppress(FileNotFoundError):
                if name != _STAMP:
                    yield path, path.stat()


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # another version may just be coming into the folder
        path.parent.rmdir()
        path.parent.parent.rmdir()
