"""Sound as samples: float32 arrays of one channel at 48 kHz, from -1 to 1. Where a sound goes is `soundtrack`'s."""

import wave
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from vidgen_assets.rendering.encoding import SAMPLE_RATE

Samples = npt.NDArray[np.float32]


def read_sound(path: Path) -> Samples:
    """Any file that FFmpeg's libraries decode, as the mean of its channels. Raises `av.FFmpegError`."""
    resampler = av.AudioResampler(format="fltp", rate=SAMPLE_RATE)  # its own down-mix to mono would be 3 dB louder
    with av.open(str(path)) as container:
        pieces = [piece for frame in container.decode(audio=0) for piece in resampler.resample(frame)]
        pieces += resampler.resample(None)
    means = [piece.to_ndarray().mean(axis=0, dtype=np.float32) for piece in pieces]
    return np.concatenate(means) if means else np.zeros(0, np.float32)


def write_sound(path: Path, samples: Samples) -> None:
    """A 16-bit WAV file; what is louder than 1 is clipped."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())


def read_written(path: Path, longest: float) -> Samples:
    """The opposite of `write_sound`, for a file that may not be its: `wave.Error` if so, or if over `longest` (s)."""
    with wave.open(str(path), "rb") as file:
        if file.getparams()[:3] != (1, 2, SAMPLE_RATE) or file.getnframes() > longest * SAMPLE_RATE:
            raise wave.Error("it is not a sound of the kind and length that was to be written")
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / np.float32(32_767)


def mix_in(track: Samples, sound: Samples, at: int) -> None:
    """Add `sound` to `track` from sample `at`; what lies outside is left out."""
    first, last = max(at, 0), min(at + len(sound), len(track))
    if first < last:
        track[first:last] += sound[first - at : last - at]
