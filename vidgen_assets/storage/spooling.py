"""`SpoolingStore`: a store behind which a local folder catches what could not be stored, so that nothing is made twice.

What was caught goes to the store before anything else is done with its folder, in the order in which it was written.
"""

import contextlib
import fcntl
import logging
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from vidgen_assets.domain.errors import SpooledError, StorageError
from vidgen_assets.domain.ports import ArtifactStore, ListedObject, StoredObject
from vidgen_assets.storage.keys import segments
from vidgen_assets.storage.local import LocalStore

_PAUSE_S = 30.0
_LOCK = ".lock"
_LOG = logging.getLogger(__name__)


class SpoolingStore:
    """`store`, with `folder` for what it does not take. Other processes on this machine can share the folder.

    Args:
        store: where things last.
        folder: where they wait.
        pause: seconds after a failure in which nothing more is sent to that folder of the store.
    """

    def __init__(self, store: ArtifactStore, folder: Path, pause: float = _PAUSE_S) -> None:
        self._store, self._folder, self._pause = store, folder, pause
        self._spool = LocalStore(folder)
        self._failures: dict[str, tuple[float, StorageError]] = {}

    def write(self, key: str, content: bytes | Path) -> StoredObject:
        """Store it. Raises `SpooledError` when the store does not take it; it is safe on this machine then."""
        segments(key)
        try:
            with self._noting(key):
                self._send(_folder(key))
                return self._store.write(key, content)
        except StorageError as error:
            kept = self._spool.write(key, content)
            raise SpooledError(key, kept.uri, error) from error

    def read(self, key: str, generation: str | None = None) -> bytes:
        """A small object, whole; of a generation, the store's."""
        return self._holder(key).read(key) if generation is None else self._store.read(key, generation)

    def fetch(self, key: str) -> Path:
        """A local file with the object's content."""
        return self._holder(key).fetch(key)

    def stat(self, key: str) -> StoredObject | None:
        """What is under the key, or None."""
        return self._holder(key).stat(key)

    def list(self, prefix: str) -> Iterator[str]:
        """The keys that start with `prefix`, in order, with those that wait."""
        return iter(sorted({*self._store.list(prefix), *self._spool.list(prefix)}))

    def scan(self, prefix: str) -> Iterator[ListedObject]:
        """What is in the store under the keys that start with `prefix`; what waits is not there yet."""
        return self._store.scan(prefix)

    def move(self, key: str, generation: str, to: str) -> bool:
        """Put an object of the store under another key."""
        return self._store.move(key, generation, to)

    def is_settled(self, key: str) -> bool:
        """Whether nobody may still be writing the object."""
        return self._store.is_settled(key)

    def delete(self, key: str) -> None:
        """Remove an object, and what waits in its place."""
        if self._spool.stat(key):
            with self._alone():
                self._spool.delete(key)
        self._store.delete(key)

    def claim(self, key: str, content: bytes) -> bool:
        """Create the object if there is none. It is not spooled, as only the store knows who is first."""
        return self._store.claim(key, content)

    def uri(self, key: str) -> str:
        """Where a person finds the object."""
        return self._store.uri(key)

    def link(self, key: str) -> str | None:
        """An address at which a browser opens the object."""
        return self._store.link(key)

    def check(self, *, lately: float = 0.0) -> None:
        """Check the store, and send what waits for it; what cannot be sent goes on waiting, and holds up nothing."""
        self._store.check(lately=lately)
        self._failures.clear()
        for folder in sorted({_folder(key) for key in self._spool.list("")}):
            try:
                self._send(folder)
            except StorageError as error:
                _LOG.warning("%s still waits to be stored: %s", self._spool.uri(folder + "*"), error)

    def _holder(self, key: str) -> ArtifactStore:
        """Who has the object: the store, unless it waits and cannot be sent now."""
        segments(key)
        with contextlib.suppress(StorageError), self._noting(key):
            self._send(_folder(key))
        return self._store if self._spool.stat(key) is None else self._spool

    @contextlib.contextmanager
    def _noting(self, key: str) -> Iterator[None]:
        """Note a failure; soon after one in this folder, fail in the same way at once."""
        failed_at, error = self._failures.get(_folder(key), (0.0, None))
        if error is not None and time.monotonic() - failed_at < self._pause:
            raise error
        try:
            yield
        except StorageError as failure:
            self._failures[_folder(key)] = time.monotonic(), failure
            raise

    def _send(self, folder: str) -> None:
        """Store what waits in `folder`, in the order in which it was written: records come after their media."""
        if not self._waiting(folder):
            return
        with self._alone():
            files = [(key, self._spool.fetch(key)) for key in self._waiting(folder)]
            for key, file in sorted(files, key=lambda entry: entry[1].stat().st_mtime_ns):
                self._store.write(key, file)
                self._spool.delete(key)

    def _waiting(self, folder: str) -> Sequence[str]:
        return [key for key in self._spool.list(folder) if _folder(key) == folder]

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._folder / _LOCK).open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _folder(key: str) -> str:
    return key[: key.rfind("/") + 1]
