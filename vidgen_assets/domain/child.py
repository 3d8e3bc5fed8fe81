"""Child processes as a port: what to run and what came of it. Starting one belongs to `rendering.process`.

Providers that need a program of their own (a speech synthesiser, say) are given a `RunChild`; they never start it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from vidgen_assets.domain.errors import VidgenError

_NO_ENVIRONMENT: Mapping[str, str] = {}


class ChildJob(NamedTuple):
    """A program to run to its end.

    Attributes:
        command: program and arguments; no shell ever reads them.
        folder: the working directory.
        wall_limit: seconds after which it is stopped.
        stdin: all that it can read.
        environment: added to a minimal one of fixed paths and locale; nothing is inherited, so no secret leaks.
    """

    command: tuple[str, ...]
    folder: Path
    wall_limit: float
    stdin: bytes = b""
    environment: Mapping[str, str] = _NO_ENVIRONMENT


class ChildAnswer(NamedTuple):
    """How a child ended: its exit code (negative: the signal that ended it), its output, the tail of its errors."""

    code: int
    output: bytes
    errors: str


class ChildError(VidgenError):
    """A child process could not be started, or was stopped at its limit.

    Attributes:
        timed_out: whether it was stopped because it ran past its wall limit.
        log: the tail of what it printed, output before errors.
    """

    def __init__(self, message: str, *, timed_out: bool = False, log: str = "") -> None:
        self.timed_out, self.log = timed_out, log
        super().__init__(message)


class RunChild(Protocol):
    """Runs a child without blocking the event loop; a cancelled call kills the child and all that it started."""

    async def __call__(self, job: ChildJob) -> ChildAnswer:
        """The answer whatever the exit code is. Raises `ChildError` when there is no answer to give."""
