"""Finding a sound in another: how far from its place something is heard. What the sounds mean does not belong here."""

import math

import numpy as np

from vidgen_assets.rendering.encoding import SAMPLE_RATE
from vidgen_assets.rendering.media.sound import Samples

_REACH = SAMPLE_RATE // 2  # samples: how far off a sound is looked for, either way
_SILENCE = 1e-3  # RMS below which there is nothing to look for
_FAINTEST_MATCH = 0.5  # normalised correlation below which it is another sound that was found


def distance(heard: Samples, sound: Samples, place: float) -> float:
    """Seconds between `place` and where `sound` really starts in `heard`; infinite when it is nowhere near."""
    if not len(sound) or float(np.sqrt(np.mean(np.square(sound)))) < _SILENCE:
        return 0.0
    window = _window(heard, round(place * SAMPLE_RATE) - _REACH, len(sound) + 2 * _REACH)
    correlation = _correlation(window, sound)
    lag = int(correlation.argmax())
    energy = float(np.linalg.norm(window[lag : lag + len(sound)]) * np.linalg.norm(sound))
    likeness = float(correlation[lag]) / max(energy, 1e-9)
    return abs(lag - _REACH) / SAMPLE_RATE if likeness >= _FAINTEST_MATCH else math.inf


def _window(heard: Samples, first: int, length: int) -> Samples:
    window = np.zeros(length, np.float32)
    found = heard[max(0, first) : max(0, first + length)]
    at = max(0, -first)
    window[at : at + len(found)] = found
    return window


def _correlation(window: Samples, sound: Samples) -> Samples:
    """The dot product of `sound` with each stretch of `window` of its length."""
    size = 1 << (len(window) + len(sound) - 1).bit_length()
    product = np.fft.rfft(window, size) * np.conj(np.fft.rfft(sound, size))
    return np.fft.irfft(product, size)[: len(window) - len(sound) + 1].astype(np.float32)
