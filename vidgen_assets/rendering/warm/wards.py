"""The guardians that a worker has forked, and what becomes of what one leaves behind when it is killed."""

import contextlib
import os
import select
import signal
from pathlib import Path

from vidgen_assets.rendering.sandbox.disk_usage import remove_tree
from vidgen_assets.rendering.sandbox.process_tree import children


class Wards:
    """Who runs now, by process number, with the descriptor that tells of its end."""

    def __init__(self, scratch_root: Path) -> None:
        self._scratch_root = scratch_root
        self._endings: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._endings)

    def add(self, guardian: int) -> None:
        """Take note of a guardian that was just forked."""
        self._endings[guardian] = os.pidfd_open(guardian)

    @property
    def endings(self) -> list[int]:
        """Descriptors that can be read when a guardian has ended."""
        return list(self._endings.values())

    def bury(self) -> None:
        """Take leave of guardians that have ended; what a killed one left running or on disk goes too."""
        ended = set(select.select(self.endings, [], [], 0)[0])
        for guardian, ending in tuple(self._endings.items()):
            if ending in ended:
                os.waitpid(guardian, 0)
                os.close(ending)
                del self._endings[guardian]
                self._end_strays()
                remove_tree(self._scratch_root / str(guardian))

    def _end_strays(self) -> None:
        for stray in set(children(os.getpid())) - self._endings.keys():
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(stray, signal.SIGKILL)
                os.waitpid(stray, 0)
