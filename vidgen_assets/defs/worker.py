"""The process of a run, as any process of the same user finds, watches and ends it. What it does is in `execution`."""

import contextlib
import os
import signal
import time
from pathlib import Path
from typing import NamedTuple, Self

import dagster as dg

from vidgen_assets.defs.tags import WORKER

_GRACE_S = 10.0
_POLL_S = 0.05


class Worker(NamedTuple):
    """A process that leads its group, told from a later one with the same number by when it `started`."""

    pid: int
    started: int

    @classmethod
    def at(cls, pid: int) -> Self:
        """The process with this number now."""
        return cls(pid, _started(pid))

    @classmethod
    def of(cls, run: dg.DagsterRun) -> Self | None:
        """The process that said to execute this run."""
        pid, _, started = run.tags.get(WORKER, "").partition("@")
        return cls(int(pid), int(started)) if started else None

    def __str__(self) -> str:
        return f"{self.pid}@{self.started}"

    @property
    def alive(self) -> bool:
        """Whether it still runs; one that has ended and waits to be reaped does not."""
        return self.started != 0 and _started(self.pid) == self.started

    def end(self) -> None:
        """Interrupt it, so that it stops its children and says so; kill its group after `_GRACE_S`."""
        for number, patience in ((signal.SIGTERM, _GRACE_S), (signal.SIGKILL, 1.0)):
            deadline = time.monotonic() + patience
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number) if number == signal.SIGTERM else os.killpg(self.pid, number)
            while self.alive and time.monotonic() < deadline:
                time.sleep(_POLL_S)
            if not self.alive:
                break


def _started(pid: int) -> int:
    """When a process started, in clock ticks since boot; 0 if it has ended, 1 where the system does not tell."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0 if Path("/proc/self/stat").exists() else _answers(pid)
    return 0 if state in "ZX" else int(fields[18])


def _answers(pid: int) -> int:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return 0
    return 1
