"""Who is paying for an answer right now. Claims settle races between runs; answers belong to the ledger.

A process of this machine is known to live or not. Of one elsewhere only its lease tells, which it renews while it
works: so a container that was killed holds up the next one for a minute, and not for as long as a call may take.
"""

import json
import os
import platform
import time
from pathlib import Path
from typing import NamedTuple, Self

from vidgen_assets.domain.errors import MissingArtifactError
from vidgen_assets.domain.ports import ArtifactStore

LEASE_S = 60.0
"""Far longer than the clocks of machines differ, and than a store hesitates."""


class Owner(NamedTuple):
    """The process that took a claim, and until when (seconds since the epoch) it is believed to be at work elsewhere.

    `host` is what shares our process numbers. `started` tells a process from a later one with the same number, where
    the kernel says when a process began. `sent` counts the calls that it made and whose outcome it does not know.
    """

    host: str
    pid: int
    started: str
    until: float
    sent: int = 0

    @classmethod
    def here(cls, sent: int = 0) -> Self:
        """This process, with a lease that begins now."""
        return cls(_host(), os.getpid(), _started(os.getpid()), time.time() + LEASE_S, sent)

    def to_bytes(self) -> bytes:
        """For the store."""
        return json.dumps(self._asdict()).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Owner":
        """The inverse of `to_bytes`; a damaged claim reads as one that has run out."""
        try:
            return cls(**json.loads(data))
        except (ValueError, TypeError):
            return NOBODY

    @property
    def gone(self) -> bool:
        """Whether this owner will bring no answer: its process has ended, or, elsewhere, its lease has run out."""
        if self.host == _host():
            return _started(self.pid) != self.started
        return time.time() > self.until


NOBODY = Owner("", 0, "", 0.0)


class Turn:
    """Leave to pay for what is stored under a key. `number` is how many owners before this one never answered, and
    `lost` how many calls they had made."""

    def __init__(self, store: ArtifactStore, key: str, number: int, lost: int) -> None:
        self._store, self._key, self._number, self.lost = store, key, number, lost
        self._sent = 0

    def renew(self) -> None:
        """Tell other machines that we are still at it."""
        self._store.write(_claim(self._key, self._number), Owner.here(self._sent).to_bytes())

    def send(self) -> None:
        """Note, before a call is made, that it is."""
        self._sent += 1
        self.renew()

    def settle(self) -> None:
        """Note that of the last call the outcome is known."""
        self._sent = max(0, self._sent - 1)
        self.renew()

    def end(self, *, answered: bool) -> None:
        """Let others have their turn. What tells of lost calls stays as evidence until there is an answer."""
        if self._sent and not answered:
            self._store.write(_claim(self._key, self._number), NOBODY._replace(sent=self._sent).to_bytes())
            return
        for number in range(0 if answered else self._number, self._number + 1):
            self._store.delete(_claim(self._key, number))


def take_turn(store: ArtifactStore, key: str) -> Turn | None:
    """Our turn, or None while it is another's. Of many racers exactly one gets it."""
    number = lost = 0
    while (owner := _owner(store, _claim(key, number))) is not None:
        if not owner.gone:
            return None
        number, lost = number + 1, lost + owner.sent
    ours = store.claim(_claim(key, number), Owner.here().to_bytes())
    return Turn(store, key, number, lost) if ours else None


def _claim(key: str, number: int) -> str:
    return f"{key}.claim-{number}"


def _owner(store: ArtifactStore, claim: str) -> Owner | None:
    try:
        return Owner.from_bytes(store.read(claim))
    except MissingArtifactError:
        return None


def _host() -> str:
    """The machine since it started, and the container: two of them may have one name, and each its own numbers."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{platform.node()} {boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return platform.node()


def _started(pid: int) -> str:
    """When a process began, in clock ticks since boot; nothing once it has ended, even if nobody has reaped it."""
    try:
        # The name, in parentheses, may hold spaces; what follows it are fields 3 and up of proc(5).
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "" if Path("/proc/self/stat").exists() else "unknown"
    return "" if state in "ZX" else fields[18]
