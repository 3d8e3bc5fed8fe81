"""Changing the sample rate. One function; what the rates are for is the caller's."""

import itertools

import av
import numpy as np

from vidgen_assets.sound.samples import Signal

_BLOCK = 1 << 18


def resampled(sound: Signal, rate: int, new_rate: int) -> Signal:
    """The same sound at `new_rate` Hz, its length exact to the sample, nothing delayed.

    libswresample's defaults, from 22,050 to 48,000 Hz, pass tones up to 9 kHz unchanged with all else 98 dB below.
    """
    length = round(len(sound) * new_rate / rate)
    if not length or rate == new_rate:
        return sound
    resampler = av.AudioResampler(format="flt", layout="mono", rate=new_rate)
    blocks = (_frame(sound[start : start + _BLOCK], rate) for start in range(0, len(sound), _BLOCK))
    pieces = [piece.to_ndarray()[0] for block in itertools.chain(blocks, [None]) for piece in resampler.resample(block)]
    padding = np.zeros(max(0, length - sum(map(len, pieces))), np.float32)
    return np.concatenate([*pieces, padding])[:length]


def _frame(block: Signal, rate: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(block[np.newaxis], format="flt", layout="mono")
    frame.sample_rate = rate
    return frame
