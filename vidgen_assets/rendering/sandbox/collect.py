"""Taking an output that something hostile left behind: a plain file, of the right kind and size, and nothing else."""

import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from vidgen_assets.rendering.sandbox.limits import MIB
from vidgen_assets.rendering.sandbox.scratch import inside

_STEP: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_HEAD_BYTES: Final = 12

Kind = Literal["mp4", "png", "wav", "svg", "json", "text"]

_SIGNATURES: Final[dict[Kind, tuple[int, bytes]]] = {
    "mp4": (4, b"ftyp"),
    "png": (0, b"\x89PNG"),
    "wav": (8, b"WAVE"),
    "svg": (0, b"<?xml"),
}


class OutputRefusedError(Exception):
    """What the scene left under that name is missing, or is not what it must be."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that is wanted.

    Attributes:
        name: where it is left, as a relative path in the working folder.
        target: where it is to go.
        kind: what it must be, by its first bytes; JSON and text have no sign, so whoever reads them checks.
        largest: bytes.
        required: whether it must be there.
    """

    name: str
    target: Path
    kind: Kind
    largest: int = 512 * MIB
    required: bool = True


def collect(output: Output, folder: Path) -> None:
    """Copy the output from `folder` to its target. No process that could change it may be running.

    Raises:
        OutputRefusedError: a symbolic link anywhere on the way, not a regular file, another name for a file elsewhere,
            empty, too large, or of another kind.
    """
    try:
        source = _open_without_links(folder, output.name)
    except FileNotFoundError as problem:
        if not output.required:
            return
        raise OutputRefusedError(f"{output.name} was not made") from problem
    except OSError as problem:
        raise OutputRefusedError(f"{output.name}: {problem.strerror}") from problem
    try:
        _check(output, source)
        with open(source, "rb", closefd=False) as content, output.target.open("wb") as target:
            shutil.copyfileobj(content, target, MIB)
    finally:
        os.close(source)


def _open_without_links(folder: Path, name: str) -> int:
    *steps, last = inside(name).parts
    here = os.open(folder, _STEP)
    try:
        for step in steps:
            there = os.open(step, _STEP, dir_fd=here)
            os.close(here)
            here = there
        return os.open(last, _FILE, dir_fd=here)
    finally:
        os.close(here)


def _check(output: Output, source: int) -> None:
    status = os.fstat(source)
    regular = stat.S_ISREG(status.st_mode)
    head = os.pread(source, _HEAD_BYTES, 0) if regular else b""
    offset, signature = _SIGNATURES.get(output.kind, (0, b""))
    refusals = {
        "it is not a regular file": not regular,
        "it has other names elsewhere": status.st_nlink != 1,
        "it is empty": status.st_size == 0,
        f"it is larger than {output.largest} bytes": status.st_size > output.largest,
        f"it is no {output.kind}": not head[offset:].startswith(signature),
    }
    for reason, applies in refusals.items():
        if applies:
            raise OutputRefusedError(f"{output.name}: {reason}")
