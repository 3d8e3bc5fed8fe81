"""The beats of a section's audio as WAV files of their own, for the process that draws: it reads their lengths."""

import math
import wave
from pathlib import Path

from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.rendering.job import RenderJob
from vidgen_assets.rendering.timeline import whole_frames

# Manim rounds a wait down to whole frames. A beat is given out as whole frames and a bit, so that the next beat never
# starts before it has ended; the bit also absorbs what floating point loses.
_BIT = 0.25  # frames


def write_slices(wav: Path, job: RenderJob) -> None:
    """Cut `wav` into the job's beats. Raises `wave.Error` when it is no PCM WAV file, or `OSError`."""
    job.slices.mkdir()
    with wave.open(str(wav), "rb") as source:
        for number, beat in enumerate(job.beats):
            with wave.open(str(job.slice_path(number)), "wb") as slice_:
                slice_.setparams(source.getparams())
                slice_.writeframes(_padded(source, beat, job.frame_rate))


def _padded(source: wave.Wave_read, beat: BeatAudio, frame_rate: int) -> bytes:
    rate, width = source.getframerate(), source.getnchannels() * source.getsampwidth()
    first, last = round(beat.start * rate), min(round(beat.end * rate), source.getnframes())
    source.setpos(min(first, last))
    sound = source.readframes(max(0, last - first))
    length = math.ceil((whole_frames(beat.duration, frame_rate) + _BIT) / frame_rate * rate)
    return sound + bytes(max(0, length * width - len(sound)))
