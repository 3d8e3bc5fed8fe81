"""The processes of this machine that work on a test's home: to be looked into, and to be killed as a crash would."""

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path


def environments() -> Iterator[tuple[int, bytes]]:
    """The number and the environment of each process."""
    for environ in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            yield int(environ.parent.name), environ.read_bytes()


def kill_all(home: Path) -> None:
    """SIGKILL for every process whose home this is, until there is none left."""
    while found := [pid for pid, content in environments() if f"VIDGEN_HOME={home}\0".encode() in content]:
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
