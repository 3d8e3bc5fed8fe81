"""Sound files in memory as samples, whatever their kind. Raw samples need no decoding."""

import io

import av
import numpy as np
from av.audio.stream import AudioStream

from vidgen_assets.sound.samples import Samples


def decoded(content: bytes) -> tuple[Samples, int]:
    """The first sound in a WAV, MP3, FLAC, Opus or like file, mono, and its rate in Hz.

    Headers that give no length, as of files that were streamed, are no hindrance. Raises `ValueError` when there is no
    sound to be had.
    """
    try:
        with av.open(io.BytesIO(content), mode="r") as file:
            stream = next((stream for stream in file.streams if isinstance(stream, AudioStream)), None)
            if stream is None:
                raise ValueError("there is no sound in it")
            resampler = av.AudioResampler(format="s16", layout="mono", rate=stream.rate)
            frames = [*file.decode(stream), None]
            pieces = [piece.to_ndarray()[0] for frame in frames for piece in resampler.resample(frame)]
    except (av.FFmpegError, EOFError) as error:
        raise ValueError(f"it is no sound file: {error}") from error
    return np.concatenate([np.zeros(0, np.int16), *pieces]).astype(np.int16), int(stream.rate)
