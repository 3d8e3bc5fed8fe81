"""The process of a run: executes it, and can be found, watched and ended by any process of the same user.

Run as ``python -m vidgen_assets.defs.worker RUN_ID INSTANCE`` where there is no warm process to fork it from.
"""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path
from typing import NamedTuple, Self

import dagster as dg
from dagster._cli.api import _execute_run_command_body
from dagster._core.instance.ref import InstanceRef
from dagster._serdes import deserialize_value
from dagster._utils.interrupts import capture_interrupts

from vidgen_assets.defs.tags import WORKER
from vidgen_assets.services.redaction import redact_logs
from vidgen_assets.settings import Settings, receive_secrets

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


def execute(run_id: str, instance_ref: str) -> int:
    """Execute a run in this process, a fork, which then leads a group of its own. The exit code is 0 for success."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    redact_logs(Settings.from_env().secrets().values())
    with capture_interrupts(), dg.DagsterInstance.from_ref(deserialize_value(instance_ref, InstanceRef)) as instance:
        instance.add_run_tags(run_id, {WORKER: str(Worker.at(os.getpid()))})
        return _execute_run_command_body(run_id, instance, lambda _: None, set_exit_code_on_failure=True)


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


if __name__ == "__main__":
    receive_secrets(sys.stdin)
    if os.fork() == 0:
        os._exit(execute(*sys.argv[1:]))
