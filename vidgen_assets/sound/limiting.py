"""Keeping peaks under a ceiling without clipping them. How loud the whole shall be belongs to `loudness`."""

import numpy as np

from vidgen_assets.sound.samples import Signal

CEILING = 10 ** (-1.5 / 20)
"""Half a decibel below the -1 dB that lossy encoders need, for what resampling adds between samples."""
_BLOCK_S = 0.003


def limited(sound: Signal, rate: int, ceiling: float = CEILING) -> Signal:
    """The sound turned down, for a few milliseconds, where it would peak above `ceiling`; unchanged elsewhere.

    The gain runs in straight lines between blocks of 3 ms, at each joint as low as the louder of the two blocks needs.
    """
    size = max(1, round(rate * _BLOCK_S))
    count = -(-len(sound) // size)
    blocks = np.pad(sound, (0, count * size - len(sound))).reshape(count, size)
    needed = ceiling / np.maximum(np.abs(blocks).max(axis=1, initial=0), ceiling)
    joints = np.minimum(np.append(needed, 1), np.insert(needed, 0, 1)).astype(np.float32)
    loud = np.flatnonzero(np.minimum(joints[:-1], joints[1:]) < 1)
    way = np.linspace(0, 1, size, dtype=np.float32)
    blocks[loud] *= joints[loud, np.newaxis] * (1 - way) + joints[loud + 1, np.newaxis] * way
    return blocks.reshape(-1)[: len(sound)]
