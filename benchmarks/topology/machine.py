"""The machine: how loaded it is, and what a benchmark takes of it with all that it has started."""

import contextlib
import ctypes
import os
import re
import resource
from collections.abc import Iterator
from pathlib import Path

from vidgen_assets_tests.threads import repeating

_PR_SET_CHILD_SUBREAPER = 36
_TICKS = os.sysconf("SC_CLK_TCK")
_LOOK_S = 1.0


def load() -> float:
    """How many processes wanted to run, on average over the last minute."""
    return round(os.getloadavg()[0], 2)


def cores() -> int:
    """How many of them can run at once."""
    return len(os.sched_getaffinity(0))


def adopt_orphans() -> None:
    """Become the parent of processes whose parent ends, so that `cpu_seconds` counts what has been started to stay."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def cpu_seconds() -> float:
    """Of all processes that descend from this one, those that have ended included; not of this one."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    ticks = sum(sum(map(int, fields[11:15])) for _, fields in _descendants(os.getpid()))
    return usage.ru_utime + usage.ru_stime + ticks / _TICKS


class Peak:
    """The most that was taken at once, as far as was seen: `memory` in bytes, and `processes`.

    Memory is the proportional set size: what several processes share is counted once.
    """

    def __init__(self) -> None:
        self.memory, self.processes = 0, 0

    def look(self) -> None:
        """See what is taken now by all processes that descend from this one."""
        found = [_proportional(pid) for pid, _ in _descendants(os.getpid())]
        self.memory, self.processes = max(self.memory, sum(found)), max(self.processes, len(found))


@contextlib.contextmanager
def watching() -> Iterator[Peak]:
    """Look every second for as long as this lasts."""
    peak = Peak()
    with repeating(peak.look, _LOOK_S):
        yield peak


def _proportional(pid: str) -> int:
    try:
        found = re.search(r"^Pss: +(\d+) kB", Path("/proc", pid, "smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return 1024 * int(found[1]) if found else 0


def _descendants(pid: int) -> Iterator[tuple[str, list[str]]]:
    """Of each: its number, and its `/proc/<pid>/stat` after its name."""
    children: dict[int, list[tuple[int, list[str]]]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append((int(stat.parent.name), fields))
    left = [pid]
    while left:
        for child, fields in children.get(left.pop(), []):
            left.append(child)
            yield str(child), fields
