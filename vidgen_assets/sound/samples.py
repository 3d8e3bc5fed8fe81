"""Mono 16-bit samples: their type, their scale and their file. What they sound like belongs to the modules beside."""

import wave
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
Signal = NDArray[np.float32]
FULL_SCALE = 32_768


def signal(samples: Samples) -> Signal:
    """The samples as numbers from -1 to 1."""
    return samples.astype(np.float32) / np.float32(FULL_SCALE)


def samples(sound: Signal) -> Samples:
    """A signal as 16-bit samples; what is beyond full scale is clipped."""
    scaled = sound * np.float32(FULL_SCALE)
    np.rint(scaled, out=scaled)
    return np.clip(scaled, -FULL_SCALE, FULL_SCALE - 1, out=scaled).astype(np.int16)


def write_wav(path: Path, rate: int, pieces: Iterable[Samples]) -> None:
    """Write the pieces one after another as a PCM WAV file; `rate` in Hz."""
    with path.open("wb") as target, wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        for piece in pieces:
            file.writeframes(piece.astype("<i2").tobytes())
