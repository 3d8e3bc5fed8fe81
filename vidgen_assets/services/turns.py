"""Taking turns at a service that takes only so many calls at once, over all processes of this machine.

Each running call holds the lock of a file, which any death frees. How many may run is `turn_limit`'s to say.
"""

import asyncio
import contextlib
import fcntl
import itertools
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from vidgen_assets.domain.errors import StorageError
from vidgen_assets.domain.service_errors import ServiceUnavailableError
from vidgen_assets.services.turn_limit import Pace, TurnLimit


class Turns:
    """Turns at one service. `folder` is shared by all processes that use the same account; it is made when needed.

    `told` is how many calls may run at once where that is settled; else two may, until more is known.
    """

    def __init__(self, folder: Path, pace: Pace | None = None, poll_s: float = 0.05, told: int | None = None) -> None:
        self._folder, self._pace, self._poll_s = folder, pace or Pace(), poll_s
        self._first = TurnLimit().when_told(told, 0.0) if told else TurnLimit()

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until fewer calls run than are allowed, and be one of them. Raises `StorageError`.

        A call that ends in a `ServiceUnavailableError` because too many run at once lowers what is allowed.
        """
        held = self._take()
        while held is None:
            await asyncio.sleep(self._poll_s)
            held = self._take()
        with held:
            try:
                yield
            except ServiceUnavailableError as error:
                if error.crowded:
                    # Noted and given back in one go: of calls refused together, each has to count one less.
                    self.refused()
                raise

    def full(self) -> bool:
        """Whether a call would have to wait now."""
        with self._locked() as limit:
            return self._running() >= limit.allowed

    @property
    def limit(self) -> TurnLimit:
        """What is known now."""
        with self._locked() as limit:
            return limit

    def told(self, most: int) -> None:
        """The service has said how many calls it takes at once."""
        self._change(lambda limit: limit.when_told(most, time.time()))

    def refused(self) -> None:
        """The service has said that too many run at once; to be called while the refused call still has its turn."""
        self._change(lambda limit: limit.when_refused(self._running(), time.time()))

    def _take(self) -> IO[bytes] | None:
        with self._locked() as limit:
            if self._running() >= limit.allowed:
                dared = limit.when_waiting(time.time(), self._pace)
                self._write(dared)
                if self._running() >= dared.allowed:
                    return None
            return self._free_slot()

    def _running(self) -> int:
        count = 0
        for path in self._folder.glob("slot-*"):
            with path.open("ab") as file:
                count += not _try_lock(file)
        return count

    def _free_slot(self) -> IO[bytes]:
        for number in itertools.count():
            file = (self._folder / f"slot-{number}").open("ab")
            if _try_lock(file):
                return file
            file.close()
        raise AssertionError("there are more numbers than slots")

    def _change(self, change: Callable[[TurnLimit], TurnLimit]) -> None:
        with self._locked() as limit:
            self._write(change(limit))

    @contextlib.contextmanager
    def _locked(self) -> Iterator[TurnLimit]:
        """What is known, while nobody else can change it or take a turn. Held for a moment only."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / "limit.lock").open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield self._read()
        except OSError as error:
            raise StorageError(f"{self._folder}: {error.strerror or error}. Make it a writable folder") from error

    def _read(self) -> TurnLimit:
        try:
            return TurnLimit.model_validate_json((self._folder / "limit.json").read_bytes())
        except (FileNotFoundError, ValidationError):
            first = self._first.model_copy(update={"changed": time.time()})
            self._write(first)
            return first

    def _write(self, limit: TurnLimit) -> None:
        # Nobody reads it without the lock, and a file that a crash left half written reads as none.
        (self._folder / "limit.json").write_text(limit.model_dump_json())


def _try_lock(file: IO[bytes]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
