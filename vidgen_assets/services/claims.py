"""Who is paying for an answer right now. Claims settle races between runs; answers belong to the ledger."""

import json
import os
import platform
import time
from pathlib import Path
from typing import NamedTuple, Self

from vidgen_assets.domain.errors import MissingArtifactError
from vidgen_assets.domain.ports import ArtifactStore


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

    @property
    def gone(self) -> bool:
        """Whether this owner will bring no answer: its process has ended, or, on another machine, its time is up."""
        if time.time() > self.until:
            return True
        return self.host == platform.node() and _started(self.pid) != self.started


class Turn:
    """Leave to pay for what is stored under a key. `killed` counts the owners before this one that never answered."""

    def __init__(self, store: ArtifactStore, key: str, killed: int) -> None:
        self._store, self._key, self.killed = store, key, killed

    def end(self, *, answered: bool) -> None:
        """Let others have their turn. The claims of killed owners stay as evidence until there is an answer."""
        for number in range(0 if answered else self.killed, self.killed + 1):
            self._store.delete(_claim(self._key, number))


def take_turn(store: ArtifactStore, key: str, lasting: float) -> Turn | None:
    """Our turn, for at most `lasting` seconds, or None while it is another's. Of many racers exactly one gets it."""
    killed = 0
    while (owner := _owner(store, _claim(key, killed))) is not None:
        if not owner.gone:
            return None
        killed += 1
    ours = store.claim(_claim(key, killed), Owner.here(lasting).to_bytes())
    return Turn(store, key, killed) if ours else None


def _claim(key: str, number: int) -> str:
    return f"{key}.claim-{number}"


def _owner(store: ArtifactStore, claim: str) -> Owner | None:
    try:
        return Owner.from_bytes(store.read(claim))
    except MissingArtifactError:
        return None


def _started(pid: int) -> str:
    """When a process began, in clock ticks since boot; nothing once it has ended, even if nobody has reaped it."""
    try:
        # The name, in parentheses, may hold spaces; what follows it are fields 3 and up of proc(5).
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "" if Path("/proc/self/stat").exists() else "unknown"
    return "" if state in "ZX" else fields[18]
