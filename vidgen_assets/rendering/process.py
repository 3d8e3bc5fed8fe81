"""The only door to child processes: an argument list in, exit code, output and log out. What is run is the caller's.

A child leads a process group of its own, with a minimal environment, and the whole group dies with it: asked first,
killed after `_GRACE` seconds. Its output goes to files without a name, so that no pipe can fill up or be held open.
"""

import asyncio
import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from typing import IO, Any, NamedTuple, TypedDict

from vidgen_assets.domain.child import ChildAnswer, ChildError, ChildJob

LOG_BYTES = 16_384
_GRACE = 2.0
_BURIAL = 5.0
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


class _Streams(NamedTuple):
    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]


class _Options(TypedDict):
    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]
    cwd: str
    env: dict[str, str]
    start_new_session: bool


def run(job: ChildJob) -> ChildAnswer:
    """Run a child to its end. Raises `ChildError`; any exception, a signal handler's too, kills it first."""
    with _streams(job) as streams:
        with _starting(job):
            child = subprocess.Popen(job.command, **_options(job, streams))  # noqa: S603 - an argument list, no shell
        try:
            child.wait(job.wall_limit)
        except subprocess.TimeoutExpired as late:
            _stop(child)
            raise _late(job, streams) from late
        except BaseException:
            _stop(child)
            raise
        _signal_group(child.pid, signal.SIGKILL)
        return _answer(child.returncode, streams)


async def run_async(job: ChildJob) -> ChildAnswer:
    """The same without blocking the event loop; this is a `RunChild`. Cancelling it kills the child."""
    with _streams(job) as streams:
        with _starting(job):
            child = await asyncio.create_subprocess_exec(*job.command, **_options(job, streams))
        try:
            await asyncio.wait_for(child.wait(), job.wall_limit)
        except TimeoutError as late:
            await _stop_async(child)
            raise _late(job, streams) from late
        except BaseException:
            await asyncio.shield(_stop_async(child))
            raise
        _signal_group(child.pid, signal.SIGKILL)
        return _answer(child.returncode, streams)


@contextlib.contextmanager
def _streams(job: ChildJob) -> Iterator[_Streams]:
    with contextlib.ExitStack() as files, _starting(job):
        stdin, stdout, stderr = (files.enter_context(tempfile.TemporaryFile()) for _ in range(3))
        stdin.write(job.stdin)
        stdin.seek(0)
        opened = files.pop_all()
    with opened:
        yield _Streams(stdin, stdout, stderr)


def _options(job: ChildJob, streams: _Streams) -> _Options:
    return {
        "stdin": streams.stdin,
        "stdout": streams.stdout,
        "stderr": streams.stderr,
        "cwd": str(job.folder),
        "env": {**_ENVIRONMENT, **job.environment},
        "start_new_session": True,
    }


@contextlib.contextmanager
def _starting(job: ChildJob) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise ChildError(f"{job.command[0]} cannot be started: {error}") from error


def _answer(code: int | None, streams: _Streams) -> ChildAnswer:
    streams.stdout.seek(0)
    return ChildAnswer(-1 if code is None else code, streams.stdout.read(), _tail(streams.stderr))


def _late(job: ChildJob, streams: _Streams) -> ChildError:
    log = "\n".join(filter(None, (_tail(streams.stdout), _tail(streams.stderr))))
    return ChildError(f"{job.command[0]} ran past its limit of {job.wall_limit:g} s", timed_out=True, log=log)


def _tail(stream: IO[bytes]) -> str:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - LOG_BYTES))
    return stream.read().decode(errors="replace")


def _stop(child: "subprocess.Popen[Any]") -> None:
    for number, patience in ((signal.SIGTERM, _GRACE), (signal.SIGKILL, _BURIAL)):
        _signal_group(child.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(patience)
            break
    _signal_group(child.pid, signal.SIGKILL)


async def _stop_async(child: asyncio.subprocess.Process) -> None:
    for number, patience in ((signal.SIGTERM, _GRACE), (signal.SIGKILL, _BURIAL)):
        _signal_group(child.pid, number)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(child.wait(), patience)
            break
    _signal_group(child.pid, signal.SIGKILL)


def _signal_group(leader: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)
