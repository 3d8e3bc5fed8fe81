"""The speech service that every scene gets: it answers with the section's audio, cut into beats, and speaks nothing.

How the beats were spoken belongs to a narrator, and where their sound goes to `media.soundtrack`.
"""

import wave
from collections.abc import Callable
from pathlib import Path

from manim_voiceover._typing import VoiceoverData, WordBoundary
from manim_voiceover.services.base import PathLike, SpeechService
from manim_voiceover.tracker import AUDIO_OFFSET_RESOLUTION

from vidgen_assets.rendering.job import RenderJob
from vidgen_assets.rendering.scene_runner.bookmarks import Mark, boundaries, canonical
from vidgen_assets.rendering.scene_runner.calls import BOOKMARK, Calls

_CHARACTERS_A_SECOND = 15.0  # how fast English is spoken, for a call that no audio was made for


class BeatSpeech(SpeechService):
    """Gives the beats of a job to the scene's voiceover calls. `frame` tells how many frames have been drawn."""

    def __init__(self, job: RenderJob, frame: Callable[[], int]) -> None:
        super().__init__(cache_dir=job.slices)
        self.calls = Calls(job.beats)
        self._job, self._frame = job, frame

    def generate_from_text(
        self, text: str, cache_dir: PathLike | None = None, path: PathLike | None = None, **kwargs: object
    ) -> VoiceoverData:
        """The WAV file and word boundaries of the beat that `text` stands for; silence when there is none."""
        text = canonical(text)
        number = self.calls.next_beat(text, self._frame())
        if number is None:
            return self._silence(text)
        audio = self._job.slice_path(number)
        return _data(text, audio, boundaries(text, self._job.beats[number], _seconds(audio)))

    def _silence(self, text: str) -> VoiceoverData:
        plain = BOOKMARK.sub("", text)
        seconds = max(0.5, len(plain) / _CHARACTERS_A_SECOND)
        audio = self._job.slices / f"silence-{len(self.calls.warnings):03d}.wav"
        with wave.open(str(audio), "wb") as file:
            file.setparams((1, 2, 8_000, 0, "NONE", ""))
            file.writeframes(bytes(2 * int(8_000 * seconds)))
        return _data(text, audio, [Mark(0, 0.0), Mark(len(plain), seconds)])


def _data(text: str, audio: Path, marks: list[Mark]) -> VoiceoverData:
    words: list[WordBoundary] = [
        {"text_offset": mark.offset, "audio_offset": round(mark.time * AUDIO_OFFSET_RESOLUTION)} for mark in marks
    ]
    return {
        "input_text": text,
        "input_data": {"input_text": text, "service": "vidgen"},
        "original_audio": audio.name,
        "word_boundaries": words,
    }


def _seconds(audio: Path) -> float:
    with wave.open(str(audio), "rb") as file:
        return file.getnframes() / file.getframerate()
