"""What a production reports while it goes on, and when it is over. How that is shown is not known here."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from vidgen_assets.domain.production import Slot


class Phase(StrEnum):
    """How far a thing is."""

    RUNNING = "running"
    WAITING = "waiting"
    MADE = "made"
    REUSED = "reused"
    FAILED = "failed"


class Progress(NamedTuple):
    """A thing has got this far.

    `seconds` is how long it took, once it has ended, or until it is tried again; `message` why it failed or waits.
    """

    slot: Slot
    phase: Phase
    seconds: float = 0.0
    message: str = ""


Listener = Callable[[Progress], None]


class Failure(NamedTuple):
    """What went wrong, in words for people, and the exit code that its kind of error calls for."""

    slot: Slot
    message: str
    exit_code: int = 1


class Outcome(NamedTuple):
    """How a production ended.

    Attributes:
        video: its id.
        uri: where the final video is, or None when there is none of the plan as it is now.
        failures: what went wrong; empty when all is well.
        seconds: how long each thing took that was made.
        reused: what was found in the store instead.
    """

    video: str
    uri: str | None
    failures: tuple[Failure, ...]
    seconds: Mapping[Slot, float]
    reused: frozenset[Slot]
