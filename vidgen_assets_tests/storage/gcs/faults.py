"""Faults that the fake server has ready, each for requests of one kind and for some of them only."""

import threading
from enum import Enum
from typing import Any, NamedTuple


class Trouble(Enum):
    """What befalls a request."""

    STATUS = "it is answered with an error"
    RESET = "the connection breaks before it is done"
    LOST = "it is done, and the connection breaks before the answer"
    HALF = "half of the answer's body comes"
    FLIPPED = "a byte of the answer's body is another"
    WRONG_CHECKSUM = "the answer names another checksum than was sent"
    PARTIAL = "half of what was sent is kept"
    SPOILED = "a byte of what was sent arrives as another"


class Fault(NamedTuple):
    """Befalls requests with `method` whose path and query, or the beginning of whose body, contain `part`."""

    method: str
    part: str
    trouble: Trouble
    code: int = 503
    message: str = "backend error"
    reason: str = "backendError"


class Faults:
    """What is still to happen, and what was asked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[list[Any]] = []
        self.asked: list[str] = []

    def add(self, fault: Fault, times: int = 1) -> None:
        self._waiting.append([fault, times])

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, method: str, path: str, head: bytes) -> Fault | None:
        with self._lock:
            self.asked.append(f"{method} {path}")
            for entry in self._waiting:
                fault, times = entry
                if times and fault.method == method and (fault.part in path or fault.part.encode() in head):
                    entry[1] = times - 1
                    return fault
        return None
