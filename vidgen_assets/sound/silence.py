"""Where in a sound something can be heard. What is done about silence is the caller's."""

import numpy as np

from vidgen_assets.sound.samples import Samples

_BELOW_PEAK = 10 ** (-45 / 20)
"""The faintest consonants peak within 40 dB of a voice's loudest vowels; a synthesiser's silence is far below."""


def hearing_floor(samples: Samples) -> float:
    """The amplitude above which a sample of this sound counts as heard; never 0, so that silence is silent."""
    return max(1.0, float(np.abs(samples.astype(np.int32)).max(initial=0)) * _BELOW_PEAK)


def heard(samples: Samples, start: int, end: int, floor: float) -> tuple[int, int] | None:
    """The part of ``samples[start:end]`` from the first to the last sample above `floor`; None when there is none."""
    loud = np.flatnonzero(np.abs(samples[start:end].astype(np.int32)) > floor)
    return (start + int(loud[0]), start + int(loud[-1]) + 1) if len(loud) else None
