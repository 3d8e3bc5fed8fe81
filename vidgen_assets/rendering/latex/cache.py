"""Formulas that have been compiled, kept for other sections and videos, and no more of them than is sensible."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class FormulaCache:
    """SVG files in `folder`, each under a key. Those that have not been used for longest go first.

    Processes share it without locks: files come by renaming, and one that has just been used is never among the oldest.
    """

    folder: Path
    most_bytes: int = 256 * _MIB
    most_files: int = 20_000

    def path(self, key: str) -> Path:
        """Where the formula of that key is kept."""
        return self.folder / f"{key}.svg"

    def has(self, key: str) -> bool:
        """Whether it is there; asking is using."""
        try:
            os.utime(self.path(key))
        except FileNotFoundError:
            return False
        return True

    def read(self, key: str) -> str:
        """The formula of that key. Raises `FileNotFoundError`."""
        return self.path(key).read_text(encoding="utf-8", errors="replace")

    def keep(self, unfinished: Path, key: str) -> None:
        """Take in a file, which lies in the same folder under another name, and let go of the oldest if need be."""
        unfinished.replace(self.path(key))
        room, places = self.most_bytes, self.most_files
        for file, size in self._newest_first():
            room, places = room - size, places - 1
            if room < 0 or places < 0:
                file.unlink(missing_ok=True)

    def _newest_first(self) -> Iterator[tuple[Path, int]]:
        """What lies there, with its size; what others take away meanwhile is left out."""
        found = []
        for file in self.folder.iterdir():
            with suppress(FileNotFoundError):
                status = file.stat()
                found.append((status.st_mtime_ns, file, status.st_size))
        return ((file, size) for _, file, size in sorted(found, reverse=True))
