"""Measuring a sandboxed process from outside, against its limits."""

import time
from itertools import chain
from typing import Final

from vidgen_assets.rendering.sandbox.confined import Confinement
from vidgen_assets.rendering.sandbox.disk_usage import footprint
from vidgen_assets.rendering.sandbox.limits import LimitName, Limits
from vidgen_assets.rendering.sandbox.process_tree import Usage, deleted_bytes, descendants, usage_of_all, written_bytes

_DISK_INTERVAL_S: Final = 0.1
_SHARE_OF_TIME: Final = 0.1
_REWRITES: Final = 4


class Meter:
    """Looks at the process each time it is asked; at its folder less often, and seldom if that takes long."""

    def __init__(self, process: int, confinement: Confinement) -> None:
        self._process, self._confinement = process, confinement
        self._began = time.monotonic()
        self._next_look_at_disk = 0.0
        self.peak_memory = 0

    @property
    def limits(self) -> Limits:
        """What it is measured against."""
        return self._confinement.limits

    @property
    def wall(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._began

    def exceeded(self) -> LimitName | None:
        """The limit that is exceeded now, if one is."""
        limits, use = self.limits, self._usage()
        self.peak_memory = max(self.peak_memory, use.memory)
        if self.wall > limits.wall:
            return "wall"
        if use.memory > limits.memory:
            return "memory"
        if use.threads > limits.processes:
            return "processes"
        return self._disk_exceeded() if self.wall >= self._next_look_at_disk else None

    def _usage(self) -> Usage:
        others = descendants(self._process) if self._confinement.policy.may_start_programs else ()
        return usage_of_all(chain((self._process,), others))

    def _disk_exceeded(self) -> LimitName | None:
        before = self.wall
        exceeded = self.folder_exceeds()
        took = self.wall - before
        self._next_look_at_disk = self.wall + max(_DISK_INTERVAL_S, took / _SHARE_OF_TIME)
        return exceeded

    def folder_exceeds(self) -> LimitName | None:
        """The limit on the folder that is exceeded. What files hold that have neither name nor descriptor, but are
        mapped, shows only in what was written."""
        limits = self.limits
        try:
            size, files = footprint(self._confinement.scratch.folder, limits.files)
        except OSError:
            return "disk"
        if files > limits.files:
            return "files"
        size += deleted_bytes(self._process)
        written = written_bytes(self._process)
        return "disk" if size > limits.disk or written > _REWRITES * limits.disk else None
