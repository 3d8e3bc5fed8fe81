"""The end of what a process prints, however much that is."""

import os
from typing import Final

_KEPT_BYTES: Final = 64 << 10
_PIECE: Final = 1 << 16


class LogTail:
    """Reads a pipe without waiting, counts all and keeps the end of it."""

    def __init__(self, pipe: int) -> None:
        os.set_blocking(pipe, False)
        self.pipe = pipe
        self.open = True
        self.total = 0
        self._tail = bytearray()

    def read(self) -> None:
        """Take what is there now, at most one piece, so that a process that prints on and on is still watched."""
        try:
            piece = os.read(self.pipe, _PIECE)
        except BlockingIOError:
            return
        self.open = bool(piece)
        self.total += len(piece)
        self._tail += piece
        del self._tail[:-_KEPT_BYTES]

    def drain(self) -> None:
        """Take what is left of a process that has ended: no more than a pipe holds."""
        before = -1
        while self.open and self.total != before:
            before = self.total
            self.read()

    @property
    def text(self) -> str:
        """The end of the log; bytes that are no UTF-8 are marked."""
        return self._tail.decode(errors="replace")
