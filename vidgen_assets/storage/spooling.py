"""`SpoolingStore`: a store behind which a local folder catches what could not be stored, so that nothing is made twice.

What was caught goes to the store, in the order in which it was written, before anything else is done with its folder.
It is for stores that can be out of reach; a local folder needs none.
"""

import contextlib
import fcntl
import time
from collections.abc import Iterator
from pathlib import Path

from vidgen_assets.domain.errors import SpooledError, StorageError
from vidgen_assets.domain.ports import ArtifactStore, StoredObject
from vidgen_assets.storage.keys import segments
from vidgen_assets.storage.local import LocalStore

_PAUSE_S = 30.0
_LOCK = ".lock"


class SpoolingStore:
    """`store`, with `folder` for what it does not take. Other processes on this machine can share the folder.

    Args:
        store: where things last.
        folder: where they wait.
        pause: seconds after a failure in which nothing more is sent to that folder of the store, only spooled.
    """

    def __init__(self, store: ArtifactStore, folder: Path, pause: float = _PAUSE_S) -> None:
        self._store, self._folder, self._pause = store, folder, pause
        self._spool = LocalStore(folder)
        self._failures: dict[str, tuple[float, StorageError]] = {}

    def write(self, key: str, content: bytes | Path) -> StoredObject:
        """Store it. Raises `SpooledError` when the store does not take it; it is safe on this machine then."""
        segments(key)
        try:
            self._check_pause(key)
            return self._tried(key, content)
        except StorageError as error:
            kept = self._spool.write(key, content)
            raise SpooledError(key, kept.uri, error) from error

    def read(self, key: str) -> bytes:
        """A small object, whole."""
        self._settle(key)
        return self._store.read(key)

    def fetch(self, key: str) -> Path:
        """A local file with the object's content."""
        self._settle(key)
        return self._store.fetch(key)

    def stat(self, key: str) -> StoredObject | None:
        """What is under the key, or None."""
        self._settle(key)
        return self._store.stat(key)

    def list(self, prefix: str) -> Iterator[str]:
        """The keys that start with `prefix`, in order."""
        self._send(prefix)
        return self._store.list(prefix)

    def delete(self, key: str) -> None:
        """Remove an object, spooled or not."""
        if self._waits(key):
            with self._alone():
                self._spool.delete(key)
        self._store.delete(key)

    def claim(self, key: str, content: bytes) -> bool:
        """Create the object if there is none. It is not spooled, as only the store knows who is first."""
        self._settle(key)
        return self._store.claim(key, content)

    def uri(self, key: str) -> str:
        """Where a person finds the object."""
        return self._store.uri(key)

    def link(self, key: str) -> str | None:
        """An address at which a browser opens the object."""
        return self._store.link(key)

    def check(self) -> None:
        """Check the store, and send everything that waits for it."""
        self._store.check()
        self._send("")

    def _tried(self, key: str, content: bytes | Path) -> StoredObject:
        try:
            self._settle(key)
            return self._store.write(key, content)
        except StorageError as error:
            self._failures[_folder(key)] = time.monotonic(), error
            raise

    def _check_pause(self, key: str) -> None:
        failed_at, error = self._failures.get(_folder(key), (0.0, None))
        if error is not None and time.monotonic() - failed_at < self._pause:
            raise error

    def _settle(self, key: str) -> None:
        segments(key)
        self._send(_folder(key))

    def _send(self, prefix: str) -> None:
        """Store what waits under `prefix`, in the order in which it was written: records come after their media."""
        if not self._waits(prefix):
            return
        with self._alone():
            files = [(key, self._spool.fetch(key)) for key in self._spool.list(prefix)]
            for key, file in sorted(files, key=lambda entry: entry[1].stat().st_mtime_ns):
                self._store.write(key, file)
                self._spool.delete(key)

    def _waits(self, prefix: str) -> bool:
        return next(self._spool.list(prefix), None) is not None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._folder / _LOCK).open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _folder(key: str) -> str:
    return key[: key.rfind("/") + 1]
