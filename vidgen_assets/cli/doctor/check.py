"""What a check answers. How it is looked at belongs to the checks, how it is shown to the command."""

from enum import Enum
from typing import NamedTuple


class State(Enum):
    """`MISSING` is something that a video can do without; `BROKEN` is not."""

    OK = "ok"
    MISSING = "missing"
    BROKEN = "broken"


class Check(NamedTuple):
    """One thing that was looked at: what was found, and what it gives or how to get it."""

    name: str
    state: State
    found: str
    gives: str


def required(name: str, found: str | None, gives: str) -> Check:
    """A check that is broken when nothing was found."""
    return Check(name, State.BROKEN if found is None else State.OK, found or "not found", gives)


def optional(name: str, found: str | None, gives: str) -> Check:
    """A check that is merely missing when nothing was found."""
    return Check(name, State.MISSING if found is None else State.OK, found or "not installed", gives)
