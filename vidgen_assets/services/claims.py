"""Who is paying for an answer right now. Claims settle races between runs; answers belong to the ledger."""

import json
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Self


class Owner(NamedTuple):
    """The process that took a claim, and until when (seconds since the epoch) it may be believed to be at work.

    `started` tells a process from a later one with the same number, where the kernel says when a process began.
    """

    host: str
    pid: int
    started: str
    until: float

    @classmethod
    def here(cls, lasting: float) -> Self:
        """This process, for `lasting` seconds from now."""
        return cls(platform.node(), os.getpid(), _started(os.getpid()), time.time() + lasting)

    def to_bytes(self) -> bytes:
        """For the store."""
        return json.dumps(self._asdict()).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The inverse of `to_bytes`; a damaged claim reads as one that has run out."""
        try:
            return cls(**json.loads(data))
        except (ValueError, TypeError):
            return cls("", 0, "", 0.0)

    def gone(self, now: Callable[[], float] = time.time) -> bool:
        """Whether this owner will bring no answer: its process has ended, or, on another machine, its time is up."""
        if now() > self.until:
            return True
        return self.host == platform.node() and _started(self.pid) != self.started


def _started(pid: int) -> str:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return "" if Path("/proc/self/stat").exists() else "unknown"
    # The name, in parentheses, may hold spaces; field 22 of proc(5) is the 20th after it.
    return stat.rpartition(")")[2].split()[19]
