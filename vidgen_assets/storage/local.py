"""A folder as an `ArtifactStore`. What keys mean is not known here."""

import contextlib
import errno
import fcntl
import os
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from vidgen_assets.domain.errors import MissingArtifactError, StorageError
from vidgen_assets.domain.ports import ListedObject, StoredObject
from vidgen_assets.storage.keys import is_key, segments

_TRIES = 100
_SETTLING_S = 1.0
_NOWHERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EACCES)
_FIXES = {
    errno.ENOSPC: "Free some space, or set VIDGEN_HOME to a folder on another disk",
    errno.EDQUOT: "Free some space, or set VIDGEN_HOME to a folder on another disk",
    errno.EACCES: "Make it writable for you, or set VIDGEN_HOME to another folder",
    errno.EPERM: "Make it writable for you, or set VIDGEN_HOME to another folder",
    errno.EROFS: "Set VIDGEN_HOME to a folder on a disk that can be written",
    errno.EEXIST: "Move away the file that stands where a folder is needed",
    errno.ENOTDIR: "Move away the file that stands where a folder is needed",
    errno.EISDIR: "Move away the folder that stands where a file is needed",
}


class LocalStore:
    """Each object is the file `root`/key, written beside itself under a dotted name and then renamed into place.

    So no key has a segment that begins with a dot, and `list` passes over such files. `root` is made when needed.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, key: str, generation: str | None = None) -> bytes:
        """A small object, whole."""
        with self._reading(key) as path:
            if generation not in (None, _generation(path.stat())):
                raise FileNotFoundError(key)
            return path.read_bytes()

    def fetch(self, key: str) -> Path:
        """The object's own file."""
        with self._reading(key) as path:
            if not path.is_file():
                raise FileNotFoundError(key)
            return path

    def write(self, key: str, content: bytes | Path) -> StoredObject:
        """Store bytes or a copy of a file; what was there stays whole until the new is all on disk.

        The object's own file, as `fetch` gives it, is left as it is.
        """
        path = self._path(key)
        with _explained(path):
            if content == path:
                return StoredObject(str(path), path.stat().st_size)
            with _staged(path, content) as staged:
                size = staged.stat().st_size
                staged.replace(path)
        return StoredObject(str(path), size)

    def claim(self, key: str, content: bytes) -> bool:
        """Create the object, with all of its content, if there is none; a hard link decides who of many is first."""
        path = self._path(key)
        with _explained(path), _staged(path, content) as staged:
            try:
                path.hardlink_to(staged)
            except FileExistsError:
                return False
        return True

    def stat(self, key: str) -> StoredObject | None:
        """What is under the key, or None."""
        path = self._path(key)
        with _explained(path):
            try:
                return StoredObject(str(path), path.stat().st_size) if path.is_file() else None
            except FileNotFoundError:
                return None

    def list(self, prefix: str) -> Iterator[str]:
        """The keys that start with `prefix`, in order; none when that is no way to begin one."""
        folder = prefix.rpartition("/")[0]
        if folder and not is_key(folder):
            return iter(())
        base = self._root / folder
        with _explained(base):
            keys = sorted(path.relative_to(self._root).as_posix() for path in _files(base))
        return iter([key for key in keys if key.startswith(prefix)])

    def scan(self, prefix: str) -> Iterator[ListedObject]:
        """What is under the keys that start with `prefix`, in no order; files that go meanwhile are passed over."""
        folder = prefix.rpartition("/")[0]
        if folder and not is_key(folder):
            return
        base = self._root / folder
        with _explained(base):
            for path in _files(base):
                key = path.relative_to(self._root).as_posix()
                if key.startswith(prefix) and is_key(key) and (found := _regular(path)):
                    yield ListedObject(key, found.st_size, found.st_ctime, _generation(found))

    def move(self, key: str, generation: str, to: str) -> bool:
        """Rename the file; one that takes its place at that very moment is put back."""
        path, target = self._path(key), self._path(to)
        with _explained(target):
            before = _regular(path)
            if before is None or _generation(before) != generation:
                return False
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                path.replace(target)
            except FileNotFoundError:
                return False
            if _is_same(before, target.stat()):
                return True
            with contextlib.suppress(FileExistsError):
                path.hardlink_to(target)
            target.unlink()
        return False

    def is_settled(self, key: str) -> bool:
        """Whether the file was not changed for a while, and nobody has it open for writing, as far as can be told."""
        path = self._path(key)
        with _explained(path):
            found = _regular(path)
            return found is not None and not 0 <= time.time() - found.st_mtime < _SETTLING_S and not _has_writer(path)

    def delete(self, key: str) -> None:
        """Remove an object, and the folders that are empty then."""
        path = self._path(key)
        with _explained(path):
            path.unlink(missing_ok=True)
            for parent in path.parents:
                if parent == self._root or not _removed(parent):
                    break

    def uri(self, key: str) -> str:
        """The path of the object's file."""
        return str(self._path(key))

    def link(self, key: str) -> None:
        """None: a file has no address that a browser on another machine could open."""

    def check(self, *, lately: float = 0.0) -> None:
        """Raise `StorageError` when nothing can be written in the folder, or in the one in which it will be made."""
        place = next(place for place in (self._root, *self._root.parents) if place.is_dir())
        with _explained(self._root):
            tempfile.TemporaryFile(dir=place).close()

    def _path(self, key: str) -> Path:
        return self._root.joinpath(*segments(key))

    @contextlib.contextmanager
    def _reading(self, key: str) -> Iterator[Path]:
        path = self._path(key)
        with _explained(path):
            try:
                yield path
            except (FileNotFoundError, NotADirectoryError) as error:
                raise MissingArtifactError(key) from error


@contextlib.contextmanager
def _staged(path: Path, content: bytes | Path) -> Iterator[Path]:
    staged = path.with_name(f".tmp-{secrets.token_hex(8)}")
    try:
        with _created(staged) as target:
            if isinstance(content, Path):
                with content.open("rb") as source:
                    shutil.copyfileobj(source, target, 1 << 20)
            else:
                target.write(content)
            target.flush()
            os.fsync(target.fileno())
        yield staged
    finally:
        staged.unlink(missing_ok=True)


def _created(path: Path) -> BinaryIO:
    """A new file, open for writing. Another process may remove the folder, still empty, before the file is in it."""
    for _ in range(_TRIES):
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            return path.open("xb")
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))


def _files(base: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(base):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _regular(path: Path) -> os.stat_result | None:
    """What the system knows of a file; None for what is none, or is gone, or a link that leads nowhere we may go."""
    try:
        found = path.stat()
    except OSError as error:
        if error.errno in _NOWHERE:
            return None
        raise
    return found if stat.S_ISREG(found.st_mode) else None


def _generation(found: os.stat_result) -> str:
    # The time of the last change of the file's entry, which no program sets: copied and moved files have a new one.
    return f"{found.st_ctime_ns}"


def _is_same(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_ino, before.st_size, before.st_mtime_ns) == (after.st_ino, after.st_size, after.st_mtime_ns)


def _has_writer(path: Path) -> bool:
    """Whether a program has the file open for writing: Linux then grants no lease on it, and says so."""
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        with path.open("rb") as file:
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN  # others: not our file, or a file system without leases
    return False


def _removed(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        fix = _FIXES.get(error.errno or 0, "Put that right, or set VIDGEN_HOME to another folder")
        raise StorageError(f"{path}: {error.strerror or error}. {fix}") from error
