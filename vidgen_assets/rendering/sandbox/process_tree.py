"""What a process and those it started use, read from /proc; and ending them all. No limits belong here."""

import contextlib
import os
import signal
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_PROC: Final = Path("/proc")
_RETRY_S: Final = 0.002


class Usage(NamedTuple):
    """Of one process, or of several added up: resident bytes, and threads."""

    memory: int
    threads: int


def runs(process: int) -> bool:
    """Whether `process` exists and its first thread has not ended."""
    fields = _stat(process)
    return fields is not None and fields[0] not in "ZX"


def usage(process: int) -> Usage | None:
    """What `process` uses now; None when it has ended."""
    fields = _stat(process)
    return None if fields is None else Usage(memory=int(fields[21]) * _PAGE, threads=int(fields[17]))


def usage_of_all(processes: Iterator[int]) -> Usage:
    """The sums for those that still run."""
    running = [use for use in map(usage, processes) if use]
    return Usage(sum(use.memory for use in running), sum(use.threads for use in running))


def written_bytes(process: int) -> int:
    """Bytes that `process` has written so far, by calls or into the page cache; 0 when it cannot be told."""
    try:
        lines = (_PROC / str(process) / "io").read_text().splitlines()
    except OSError:
        return 0
    counts = {name: int(value) for name, value in (line.split(": ") for line in lines)}
    return max(counts["wchar"], counts["write_bytes"] - counts["cancelled_write_bytes"])


def deleted_bytes(process: int) -> int:
    """Bytes on disk of files that have no name any more and that `process` holds open; 0 when it cannot be told."""
    size = 0
    with contextlib.suppress(OSError):
        for descriptor in (_PROC / str(process) / "fd").iterdir():
            with contextlib.suppress(OSError):
                status = descriptor.stat()
                if stat.S_ISREG(status.st_mode) and not status.st_nlink:
                    size += status.st_blocks * 512
    return size


def private_memory() -> int:
    """Bytes of private writable memory of this process: what RLIMIT_DATA counts."""
    return _memory_of_this_process(5)


def addresses_in_use() -> int:
    """Bytes of addresses that this process has mapped: what RLIMIT_AS counts."""
    return _memory_of_this_process(0)


def _memory_of_this_process(field: int) -> int:
    return int((_PROC / "self/statm").read_text().split()[field]) * _PAGE


def descendants(process: int) -> Iterator[int]:
    """Every process that `process` started and that still exists, and those that they started."""
    children = _children_by_parent()
    waiting = [process]
    while waiting:
        found = children.get(waiting.pop(), [])
        waiting += found
        yield from found


def children(process: int) -> list[int]:
    """The processes whose parent is `process`."""
    return _children_by_parent().get(process, [])


def end_descendants() -> None:
    """Kill all that this process started until none is left. It must be a subreaper, so that none can slip away.

    All are stopped before any is killed: a tree that keeps forking cannot outrun that.
    """
    while _reap():
        for sign in (signal.SIGSTOP, signal.SIGKILL):
            for process in descendants(os.getpid()):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, sign)
        time.sleep(_RETRY_S)


def _reap() -> bool:
    """Take the exit codes of children that ended. Says whether any child is left."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def _children_by_parent() -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    return children


def _stat(process: int) -> list[str] | None:
    """The fields of /proc/N/stat from the third (state) on: the second, the name, may hold spaces and brackets."""
    try:
        text = (_PROC / str(process) / "stat").read_text()
    except OSError:
        return None
    return text[text.rindex(")") + 2 :].split()
