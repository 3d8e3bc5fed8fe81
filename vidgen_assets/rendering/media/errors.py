"""One translation of what goes wrong with files of media into the errors that a person may see."""

import errno
import wave
from collections.abc import Iterator
from contextlib import contextmanager

import av

from vidgen_assets.domain.errors import RenderError, StorageError


@contextmanager
def media_errors(doing: str) -> Iterator[None]:
    """`doing` says what was tried: ``joining the clips``. A full disk is a `StorageError`, the rest `RenderError`."""
    try:
        yield
    except (OSError, av.FFmpegError, wave.Error) as error:
        if getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT}:
            raise StorageError(f"{doing} failed: the disk is full; free some space and try again") from error
        raise RenderError(f"{doing} failed: {error}") from error
