"""Keeping peaks under a ceiling without clipping them. How loud the whole shall be belongs to `loudness`."""

import numpy as np

from vidgen_assets.sound.samples import Signal

CEILING = 10 ** (-1.5 / 20)
"""Half a decibel below the -1 dB that lossy encoders need, for what resampling adds between samples."""
_BLOCK_S = 0.003


def limited(sound: Signal, rate: int, ceiling: float = CEILING) -> Signal:
    """The sound turned down, for a few milliseconds, where it would peak above `ceiling`; unchanged elsewhere.

    The gain runs in straight lines between blocks of 3 ms, each as low as the loudest of it and its neighbours needs.
    """
    size = max(1, round(rate * _BLOCK_S))
    count = -(-len(sound) // size)
    peaks = np.abs(np.pad(sound, (0, count * size - len(sound)))).reshape(count, size).max(axis=1)
    if not count or peaks.max() <= ceiling:
        return sound
    around = np.pad(peaks, 1)
    loudest = np.maximum(np.maximum(around[:-2], around[1:-1]), around[2:])
    gains = ceiling / np.maximum(loudest, ceiling)
    centres = (np.arange(count) + 0.5) * size
    gain = np.interp(np.arange(len(sound)), centres, gains).astype(np.float32)
    quieter: Signal = sound * gain
    return quieter
