"""The machine: how loaded it is, and the processor time of a benchmark with all that it has started."""

import ctypes
import os
import resource
from collections.abc import Iterator
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_TICKS = os.sysconf("SC_CLK_TCK")


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
    ticks = sum(sum(map(int, fields[11:15])) for fields in _descendants(os.getpid()))
    return usage.ru_utime + usage.ru_stime + ticks / _TICKS


def _descendants(pid: int) -> Iterator[list[str]]:
    """Of each: its `/proc/<pid>/stat` after its name."""
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
            yield fields
