"""The guardian: starts one sandboxed process, watches it from outside, ends it and all that it started.

It takes over the process that it is called in: every child of that process is ended. What is run belongs to its caller.
"""

import os
import select
import signal
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from vidgen_assets.rendering.sandbox.confined import Confinement, Work, run_confined
from vidgen_assets.rendering.sandbox.ended import Ended, Observed, conclude
from vidgen_assets.rendering.sandbox.helpers import Helper, start_helper
from vidgen_assets.rendering.sandbox.kernel import PR_SET_CHILD_SUBREAPER, PR_SET_DUMPABLE, prctl
from vidgen_assets.rendering.sandbox.limits import LimitName
from vidgen_assets.rendering.sandbox.line import LineToSandbox
from vidgen_assets.rendering.sandbox.log_tail import LogTail
from vidgen_assets.rendering.sandbox.meter import Meter
from vidgen_assets.rendering.sandbox.process_tree import end_descendants, runs

_TICK_S: Final = 0.025


class AbandonedError(Exception):
    """Whoever wanted the work is gone; nothing of it is left running."""


def supervise(
    work: Work, confinement: Confinement, *, lifelines: Sequence[int] = (), helpers: Mapping[str, Helper] | None = None
) -> Ended:
    """Do `work` in a sandboxed process. When this returns or raises, nothing of it is left running, whatever it did.

    Args:
        work: what to run; it returns JSON.
        confinement: what it is held to.
        lifelines: descriptors that can be read at their end when whoever wanted the work is gone.
        helpers: who answers the sandbox's questions, by name.

    Raises:
        AbandonedError: a lifeline ended.
    """
    prctl(PR_SET_CHILD_SUBREAPER, 1)  # whatever the process leaves behind comes back here
    prctl(PR_SET_DUMPABLE, 0)
    try:
        cell = _start(work, confinement)
        stopped_for = _Watch(cell, lifelines, helpers or {}).until_it_ends()
        return _conclude(cell, confinement, stopped_for)
    finally:
        end_descendants()


@dataclass
class _Cell:
    """The sandboxed process, and the guardian's ends of what connects them."""

    process: int
    ending: int
    line: LineToSandbox
    log: LogTail
    meter: Meter
    told: dict[str, Any] = field(default_factory=dict)


def _start(work: Work, confinement: Confinement) -> _Cell:
    ours, theirs = socket.socketpair()
    log, log_end = os.pipe()
    guardian = os.getpid()
    process = os.fork()
    if process == 0:
        run_confined(work, confinement, guardian, theirs.fileno(), log_end)
    theirs.close()
    os.close(log_end)
    return _Cell(process, os.pidfd_open(process), LineToSandbox(ours), LogTail(log), Meter(process, confinement))


class _Watch:
    """Watching one sandboxed process."""

    def __init__(self, cell: _Cell, lifelines: Sequence[int], helpers: Mapping[str, Helper]) -> None:
        self._cell, self._lifelines, self._helpers = cell, lifelines, helpers
        self._helping: int | None = None
        self._next_look = 0.0

    def until_it_ends(self) -> LimitName | None:
        """Returns when the process has ended, or must be ended for the limit that is returned."""
        cell = self._cell
        while True:
            ready = self._wait()
            if cell.ending in ready:
                return None
            if not ready.isdisjoint(self._lifelines):
                raise AbandonedError
            if limit := self._attend(ready):
                return limit

    def _wait(self) -> set[int]:
        cell = self._cell
        watched = [cell.ending, *self._lifelines]
        watched += [cell.log.pipe] if cell.log.open else []
        watched += [cell.line.descriptor] if cell.line.open and self._helping is None else []
        watched += [] if self._helping is None else [self._helping]
        return set(select.select(watched, [], [], _TICK_S)[0])

    def _attend(self, ready: set[int]) -> LimitName | None:
        cell = self._cell
        if cell.log.pipe in ready:
            cell.log.read()
        if self._helping is not None and self._helping in ready:
            os.close(self._helping)
            self._helping = None
        elif cell.line.descriptor in ready:
            self._hear()
        if cell.line.flooded or cell.log.total > cell.meter.limits.output:
            return "output"
        return self._look()

    def _hear(self) -> None:
        for message in self._cell.line.messages():
            if "ask" in message:
                self._helping = start_helper(self._helpers, message, self._cell.line)
                return
            self._cell.told = message

    def _look(self) -> LimitName | None:
        if (now := time.monotonic()) < self._next_look:
            return None
        self._next_look = now + _TICK_S
        if not runs(self._cell.process):
            # Its first thread has ended. If others go on, /proc tells nothing of them any more, so that they must not.
            os.kill(self._cell.process, signal.SIGKILL)
        return self._cell.meter.exceeded()


def _conclude(cell: _Cell, confinement: Confinement, stopped_for: LimitName | None) -> Ended:
    if stopped_for:
        os.kill(cell.process, signal.SIGKILL)
    _, status, usage = os.wait4(cell.process, 0)
    wall = cell.meter.wall
    end_descendants()
    cell.log.drain()
    for message in cell.line.messages():
        cell.told = message
    seen = Observed(
        exit_code=os.waitstatus_to_exitcode(status),
        usage=usage,
        wall=wall,
        peak_memory=cell.meter.peak_memory,
        stopped_for=stopped_for or cell.meter.folder_exceeds(),
        told=cell.told,
        log=cell.log.text,
    )
    return conclude(seen, confinement.limits)
