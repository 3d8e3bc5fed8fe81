"""The folder in which clients and one worker meet: its socket, the lock for starting it, its log, scratch folders.

It is the user's own and closed to everyone else. Each set of options and each version of the code has its own.
"""

import fcntl
import os
import socket
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from vidgen_assets.domain.errors import ConfigurationError

_BACKLOG: Final = 1024
_LOG_BYTES: Final = 4096


def default_root() -> Path:
    """Where runtime folders are, unless told otherwise: one per user, in the machine's folder for temporary files."""
    return Path(tempfile.gettempdir(), f"vidgen-{os.getuid()}")


@dataclass(frozen=True, slots=True)
class RuntimeFolder:
    """The folder of one worker."""

    path: Path

    @classmethod
    def opened(cls, root: Path, key: str) -> Self:
        """Make the folder, or find it. Raises `ConfigurationError` when it, or `root`, is open to others."""
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_ownership(root)
        (root / key / "scratch").mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(root / key)

    @property
    def scratch(self) -> Path:
        """Scratch folders of sections."""
        return self.path / "scratch"

    @property
    def log(self) -> Path:
        """What the worker prints."""
        return self.path / "worker.log"

    def log_tail(self) -> str:
        """The end of the log, for an error message."""
        with suppress(FileNotFoundError):
            return self.log.read_bytes()[-_LOG_BYTES:].decode(errors="replace")
        return ""

    def connect(self) -> socket.socket | None:
        """A connection to the worker; None when none listens."""
        connection = socket.socket(socket.AF_UNIX)
        try:
            with self._address() as address:
                connection.connect(address)
        except (FileNotFoundError, ConnectionRefusedError):
            connection.close()
            return None
        return connection

    def listen(self) -> "Listener":
        """Take the place of whatever worker was here before."""
        place = self._socket
        place.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX)
        with self._address() as address:
            listener.bind(address)
        listener.listen(_BACKLOG)
        return Listener(self, listener, place.stat().st_ino)

    def listens_here(self, inode: int) -> bool:
        """Whether it is the socket with that inode that clients find here."""
        try:
            return self._socket.stat().st_ino == inode
        except OSError:
            return False

    def forget_listener(self) -> None:
        """Let the next client find none."""
        self._socket.unlink(missing_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Only one client starts a worker, and none while one stops. The lock ends with its holder."""
        with (self.path / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @property
    def _socket(self) -> Path:
        return self.path / "worker.sock"

    @contextmanager
    def _address(self) -> Iterator[str]:
        """The socket's path by way of a descriptor: the kernel takes no more than 107 bytes."""
        folder = os.open(self.path, os.O_PATH | os.O_CLOEXEC)
        try:
            yield f"/proc/self/fd/{folder}/{self._socket.name}"
        finally:
            os.close(folder)


@dataclass(frozen=True, slots=True)
class Listener:
    """A worker's end of a runtime folder."""

    folder: RuntimeFolder
    connection: socket.socket
    inode: int

    def can_be_found(self) -> bool:
        """False when the folder was removed, or when another worker has taken the place."""
        return self.folder.listens_here(self.inode)

    def stop(self) -> None:
        """Let the next client start a new worker. Clients that were waiting are turned away, and try again."""
        if self.can_be_found():
            with suppress(FileNotFoundError), self.folder.locked():
                self.folder.forget_listener()
        self.connection.close()


def _check_ownership(folder: Path) -> None:
    status = folder.lstat()
    private = not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    if not (stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and private):
        raise ConfigurationError(
            f"{folder} is not a folder of your own that is closed to others",
            field="the render worker's folder",
            fix="Remove it, or give another one",
        )
