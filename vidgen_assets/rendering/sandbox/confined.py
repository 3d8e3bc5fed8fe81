"""The sandboxed process's own side: from a fresh fork to untrusted work, and telling the guardian how it went."""

import errno
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Never

from vidgen_assets.rendering.sandbox import environment
from vidgen_assets.rendering.sandbox.kernel import PR_SET_DUMPABLE, PR_SET_PDEATHSIG, name_process, prctl
from vidgen_assets.rendering.sandbox.limits import LimitName, Limits
from vidgen_assets.rendering.sandbox.line import LineToGuardian
from vidgen_assets.rendering.sandbox.lockdown import lock_down
from vidgen_assets.rendering.sandbox.policy import SandboxPolicy
from vidgen_assets.rendering.sandbox.scratch import Scratch

Work = Callable[[LineToGuardian], object]
"""What runs in the sandbox; what it returns must be JSON."""

_LINE: Final = 3
_FAILED: Final = 1
_LONGEST_LINE: Final = 2000
_LIMIT_OF_ERRNO: Final[dict[int | None, LimitName]] = {
    errno.ENOMEM: "memory",
    errno.EAGAIN: "processes",
    errno.EFBIG: "file_size",
    errno.EMFILE: "open_files",
}


class WorkFailedError(Exception):
    """Raised by work that knows how to say what went wrong: the message as it is, and `log` in place of a traceback."""

    def __init__(self, message: str, log: str) -> None:
        self.log = log
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Confinement:
    """All that a sandboxed process is held to."""

    policy: SandboxPolicy
    limits: Limits
    scratch: Scratch


def run_confined(work: Work, confinement: Confinement, guardian: int, connection: int, log: int) -> Never:
    """Do `work` in this process, a fresh fork, and end. `guardian` is a process number; the others are descriptors."""
    code = _FAILED
    try:
        _keep_only(connection, log)
        line = LineToGuardian(socket.socket(fileno=_LINE))
        try:
            _prepare(confinement, guardian)
            line.tell({"value": work(line)})
            code = 0
        except BaseException as problem:  # a scene may raise anything, SystemExit too
            sys.stderr.write(problem.log if isinstance(problem, WorkFailedError) else traceback.format_exc())
            line.tell({"failure": _one_line(problem), "limit": limit_of(problem)})
        _flush()
    finally:
        os._exit(code)


def limit_of(problem: BaseException | None) -> LimitName | None:
    """The limit that an exception, or what led to it, speaks of."""
    looked_at: set[int] = set()
    while problem is not None and id(problem) not in looked_at:
        if limit := _own_limit_of(problem):
            return limit
        looked_at.add(id(problem))
        problem = problem.__cause__ or problem.__context__
    return None


def _own_limit_of(problem: BaseException) -> LimitName | None:
    if isinstance(problem, MemoryError):
        return "memory"
    if isinstance(problem, OSError):
        return _LIMIT_OF_ERRNO.get(problem.errno)
    return "processes" if "can't start new thread" in _text(problem) else None


def _text(problem: BaseException) -> str:
    """What an exception says; nothing when it cannot even say that, as its class is the scene's own."""
    try:
        return str(problem)
    except Exception:
        return ""


def _keep_only(connection: int, log: int) -> None:
    """Standard input is empty, both outputs are the log, then the line; all else that was inherited is closed."""
    line, log = os.dup(connection), os.dup(log)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for descriptor, number in ((os.dup(line), 9), (os.dup(log), 8), (os.dup(nothing), 7)):
        os.dup2(descriptor, number)
    for descriptor, number in ((7, 0), (8, 1), (8, 2), (9, _LINE)):
        os.dup2(descriptor, number)
    os.closerange(_LINE + 1, os.sysconf("SC_OPEN_MAX"))


def _prepare(confinement: Confinement, guardian: int) -> None:
    os.setsid()
    name_process("vidgen-confined")
    prctl(PR_SET_DUMPABLE, 1)  # the guardian reads this process's counts from /proc
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != guardian:
        raise ProcessLookupError("the guardian ended before its sandbox began")
    scratch = confinement.scratch
    environment.replace(environment.for_sandbox(scratch.home, scratch.temporary))
    os.chdir(scratch.work)
    os.umask(0o077)
    lock_down(confinement.policy, confinement.limits)
    _let_touch_create_files()


def _let_touch_create_files() -> None:
    """`Path.touch` takes it that a file exists when its times can be set, which the filter makes believe of any."""
    set_times = os.utime

    def set_times_of_existing(path: Any, *arguments: Any, **options: Any) -> None:
        os.lstat(path)
        set_times(path, *arguments, **options)

    os.utime = set_times_of_existing


def _one_line(problem: BaseException) -> str:
    if isinstance(problem, WorkFailedError):
        return str(problem)[:_LONGEST_LINE]
    name, text = type(problem).__name__, _text(problem)
    return (f"{name}: {text}" if text else name)[:_LONGEST_LINE]


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
