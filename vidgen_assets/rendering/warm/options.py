"""What a worker is started with, and the key under which those who want the same worker find it."""

import json
import sys
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, Self

import vidgen_assets

PROCESS_NAME: Final = "vidgen-render"  # the worker's, for the kernel and for people; 15 characters at most

_PACKAGE: Final = Path(vidgen_assets.__file__).parent


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """A worker's options.

    Attributes:
        entry_point: ``module:function``; the function takes the job, works in the current folder, and returns JSON.
        preload: modules to import, and ``module:function``s to call, once, before any section is forked.
        sections_at_once: how many sections run at once; more wait.
        unsafe_no_sandbox: leave sections unconfined. Only for a user who said so.
        idle_s: seconds without work after which the worker ends.
        growth: bytes by which it may grow before it is renewed.
    """

    entry_point: str
    preload: tuple[str, ...]
    sections_at_once: int
    unsafe_no_sandbox: bool
    idle_s: float
    growth: int

    def as_text(self) -> str:
        """As one argument of a command."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The opposite of `as_text`."""
        said = json.loads(text)
        return cls(**{**said, "preload": tuple(said["preload"])})

    def key(self) -> str:
        """Equal for equal options, interpreter and code: a worker never runs code older than its client's."""
        parts = (self.as_text(), sys.executable, sys.prefix, *_state_of_code())
        return sha256("\0".join(parts).encode()).hexdigest()[:16]


def import_from() -> Path:
    """The folder from which this very package is imported."""
    return _PACKAGE.parent


def _state_of_code() -> list[str]:
    files = sorted(_PACKAGE.rglob("*.py"))
    return [f"{file} {status.st_mtime_ns} {status.st_size}" for file in files for status in (file.stat(),)]
