"""Pauses in speech: where it is quiet long enough for a listener to notice. What falls into them is the caller's."""

from typing import NamedTuple

import numpy as np

from vidgen_assets.sound.samples import Samples
from vidgen_assets.sound.silence import hearing_floor

_STEP_S = 0.005


class Pause(NamedTuple):
    """A quiet stretch, in samples."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Samples."""
        return self.end - self.start

    @property
    def middle(self) -> int:
        """The sample in its middle."""
        return (self.start + self.end) // 2


def pauses(samples: Samples, rate: int, shortest: float) -> list[Pause]:
    """All pauses of at least `shortest` seconds, in order, silence at both ends included. Exact to 5 ms."""
    step = max(1, round(rate * _STEP_S))
    count = -(-len(samples) // step)
    blocks = np.pad(samples, (0, count * step - len(samples))).reshape(count, step)
    quiet = np.abs(blocks.astype(np.int32)).max(axis=1, initial=0) <= hearing_floor(samples)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    found = (Pause(int(start) * step, min(len(samples), int(end) * step)) for start, end in edges.reshape(-1, 2))
    return [pause for pause in found if pause.length >= shortest * rate]
