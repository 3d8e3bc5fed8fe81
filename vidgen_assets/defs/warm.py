"""The warm process: has the definitions loaded, and forks a process for each run that it is asked for.

Started by `warming` as ``python -m vidgen_assets.defs.warm SOCKET CODE STAMP``; that command ends once the warm
process, its child, listens, which it does before it loads anything. It holds no open instance and no thread, for
neither survives a fork well. It ends when nothing was asked of it for a while, when the code has changed, and when its
socket is gone.
"""

import contextlib
import ctypes
import gc
import io
import json
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Set
from pathlib import Path

IDLE_S = 600.0
_LOOK_S = 2.0
_PR_SET_CHILD_SUBREAPER = 36
_ALLOCATIONS = 100_000
_RENDER_WORKER = "vidgen-render"  # what `rendering.warm` calls its process


class Door:
    """A socket that listens at `path`, where it appears when it does; only its owner gets into the folder around it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # A socket's address has to be short, whatever the path is, so it is reached by its open folder.
        address = Path(f"/proc/self/fd/{os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)}/.{os.getpid()}")
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(str(address))
        self.server.listen(64)
        self._inode = address.stat().st_ino
        address.rename(path)

    def is_ours(self) -> bool:
        """Whether the path still leads here."""
        with contextlib.suppress(FileNotFoundError):
            return self._path.stat().st_ino == self._inode
        return False

    def close(self) -> None:
        """Stop listening."""
        if self.is_ours():
            self._path.unlink()
        self.server.close()


class WarmProcess:
    """Answers each connection, which sends ``{"run": …, "instance": …}``, with ``{"pid": …}`` of the run's process."""

    def __init__(self, door: "Door", is_current: Callable[[], bool]) -> None:
        self._door, self._is_current = door, is_current
        self._asked = time.monotonic()
        self._workers: set[int] = set()

    def serve(self) -> None:
        """Answer until it is no longer needed."""
        self._door.server.settimeout(_LOOK_S)
        while self._workers or self._needed():
            self._bury()
            with contextlib.suppress(TimeoutError), contextlib.closing(self._door.server.accept()[0]) as connection:
                self._answer(connection)

    def _needed(self) -> bool:
        if not self._door.is_ours():
            return False
        return time.monotonic() - self._asked < IDLE_S and self._is_current()

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(_LOOK_S)
        with contextlib.suppress(OSError, ValueError):
            question = json.loads(connection.makefile().readline())
            pid = os.fork()
            if pid == 0:
                self._door.server.close()
                connection.close()
                _run(question["run"], question["instance"])
            self._workers.add(pid)
            self._asked = time.monotonic()
            connection.sendall(json.dumps({"pid": pid}).encode())

    def _bury(self) -> None:
        with contextlib.suppress(ChildProcessError):
            while (pid := os.waitpid(-1, os.WNOHANG)[0]) != 0:
                self._workers.discard(pid)
        end_strays(self._workers)


def end_strays(workers: Set[int]) -> None:
    """What a run leaves behind when it is killed becomes our child, and is killed here.

    A render worker that a run has started becomes our child too. It serves other runs, and ends by itself.
    """
    for orphan in _children() - workers:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if _name(orphan) != _RENDER_WORKER:
                os.killpg(orphan, signal.SIGKILL) if os.getpgid(orphan) == orphan else os.kill(orphan, signal.SIGKILL)


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def _children() -> set[int]:
    try:
        text = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    except FileNotFoundError:
        return set()
    return {int(pid) for pid in text.split()}


def _run(run_id: str, instance_ref: str) -> None:
    from vidgen_assets.defs.execution import execute

    code = 1
    try:
        code = execute(run_id, instance_ref)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def main(path: Path, code: tuple[str, str, str | None], stamp: str) -> None:
    """Leave a child that listens, loads and then serves."""
    secrets = sys.stdin.read()
    reading, writing = os.pipe()
    if os.fork():
        os.close(writing)
        os._exit(0 if os.read(reading, 1) else 1)
    os.setsid()
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    _log_to(path.with_name("warm.log"))
    with contextlib.closing(Door(path)) as door:
        os.write(writing, b"!")
        os.close(writing)
        try:
            WarmProcess(door, _loaded(code, stamp, secrets)).serve()
        except Exception:
            traceback.print_exc()  # before the door closes: whoever waits outside reads it then


def _loaded(code: tuple[str, str, str | None], stamp: str, secrets: str) -> Callable[[], bool]:
    """Load the definitions, and all that a run needs; gives back what tells whether they are still what is on disk."""
    gc.set_threshold(_ALLOCATIONS)
    from vidgen_assets.defs.code import Code, code_stamp
    from vidgen_assets.defs.preloading import load
    from vidgen_assets.settings import receive_secrets

    receive_secrets(io.StringIO(secrets))
    loaded = Code(*code)
    load(loaded)
    gc.collect()
    gc.freeze()
    return lambda: code_stamp(loaded) == stamp


def _log_to(log: Path) -> None:
    with log.open("ab", buffering=0) as file, Path(os.devnull).open("rb") as nothing:
        for source, number in ((nothing, 0), (file, 1), (file, 2)):
            os.dup2(source.fileno(), number)


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3])
