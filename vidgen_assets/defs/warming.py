"""The way to the warm process from whoever wants a run: it is found, or else started. Dagster is not imported here.

A warm process listens before it has loaded anything, and is asked when it has. So a command starts it as soon as it
knows that there will be runs, and goes on while definitions load.
"""

import contextlib
import fcntl
import json
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import vidgen_assets
from vidgen_assets.defs.code import Code, code_stamp
from vidgen_assets.domain.child import ChildJob
from vidgen_assets.domain.errors import VidgenError
from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.rendering.process import run as run_child
from vidgen_assets.settings import Settings

_IMPORTABLE = str(Path(vidgen_assets.__file__).parents[1])
_START_S = 120.0
_ANSWER_S = 120.0
_LOG_BYTES = 4096


def is_possible() -> bool:
    """Whether this system has what a warm process needs."""
    return sys.platform == "linux"


def warm_up(home: Path, code: Code) -> None:
    """Start a warm process for the instance at `home` if it has none, and do not wait for it. `fork` tells faults."""
    if is_possible():
        with contextlib.suppress(OSError, VidgenError):
            _connection(warm_folder(home), code).close()


def fork(home: Path, code: Code, run: str, instance: str) -> None:
    """Have a process execute the run, with this reference to its instance. Raises `VidgenError` when none does."""
    folder = warm_folder(home)
    with contextlib.closing(_connection(folder, code)) as connection:
        connection.settimeout(_ANSWER_S)
        connection.sendall(json.dumps({"run": run, "instance": instance}).encode() + b"\n")
        answer = b""
        with contextlib.suppress(ConnectionError):
            answer = connection.makefile("rb").readline()
    if not answer:
        raise VidgenError(f"the warm process went away:\n{_log_tail(folder)}")


def start_process(home: Path, module: str, *arguments: str) -> None:
    """Start a process of ours that leaves a child behind. Raises `VidgenError` when it ends otherwise."""
    settings = Settings.from_env()
    environment = {**settings.environment(), "PYTHONPATH": _IMPORTABLE}
    command = (sys.executable, "-m", module, *arguments)
    # An environment is inherited, and can be read while the process lasts; standard input is read once.
    secrets = json.dumps(settings.secrets()).encode()
    answer = run_child(ChildJob(command, warm_folder(home), _START_S, stdin=secrets, environment=environment))
    if answer.code != 0:
        raise VidgenError(f"the process of a run could not be started:\n{answer.errors.strip()}")


def _connection(folder: Path, code: Code) -> socket.socket:
    stamp = code_stamp(code)
    path = folder / f"{fingerprint(sys.executable, code, stamp, Settings.from_env().stamp)[:16]}.sock"
    with contextlib.suppress(FileNotFoundError, ConnectionRefusedError):
        return _connected(path)
    with alone(folder / "start.lock"):
        with contextlib.suppress(FileNotFoundError, ConnectionRefusedError):
            return _connected(path)
        start_process(folder.parent, "vidgen_assets.defs.warm", str(path), json.dumps(code), stamp)
        return _connected(path)


def warm_folder(home: Path) -> Path:
    """Where the warm processes of an instance are met, and what else its processes share; closed to other users."""
    folder = home / "warm"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def _connected(path: Path) -> socket.socket:
    """A connection to the socket at `path`, reached by its open folder, because a socket's address has to be short."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(f"/proc/self/fd/{folder}/{path.name}")
    except OSError:
        connection.close()
        raise
    finally:
        os.close(folder)
    return connection


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Do something while no other process does what it does under the same lock file."""
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _log_tail(folder: Path) -> str:
    with contextlib.suppress(FileNotFoundError):
        return (folder / "warm.log").read_bytes()[-_LOG_BYTES:].decode(errors="replace").strip()
    return ""
