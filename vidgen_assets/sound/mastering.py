"""From beats as they were said to beats as they are kept: one rate, one loudness. Timing belongs to `spoken_beat`."""

from collections.abc import Sequence

import numpy as np

from vidgen_assets.sound.limiting import limited
from vidgen_assets.sound.loudness import levelling_gain
from vidgen_assets.sound.resampling import resampled
from vidgen_assets.sound.samples import Samples, Signal, samples, signal
from vidgen_assets.sound.spoken_beat import SpokenBeat

SAMPLE_RATE = 48_000
"""Hz: what clips are encoded at, so that the voice is resampled once, and well."""


def mastered(beats: Sequence[SpokenBeat]) -> list[Samples]:
    """Each beat at `SAMPLE_RATE`; one gain for all of them, so that they stay in proportion."""
    gain = np.float32(levelling_gain(signal(np.concatenate([beat.samples for beat in beats])), beats[0].rate))
    return [samples(limited(_at_rate(beat, gain), SAMPLE_RATE)) for beat in beats]


def _at_rate(beat: SpokenBeat, gain: np.float32) -> Signal:
    return resampled(signal(beat.samples) * gain, beat.rate, SAMPLE_RATE)
