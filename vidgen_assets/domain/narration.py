"""The spoken side of a section: one audio file, cut into beats and words by time. Who speaks belongs to a narrator."""

from collections.abc import Mapping
from typing import ClassVar

from vidgen_assets.domain.artifact import Artifact, MediaFile
from vidgen_assets.domain.record import Record
from vidgen_assets.domain.spend import Spend


class Word(Record):
    """A spoken word. Times are seconds from the start of the section's audio; `offset` is where the word starts in its
    beat's `spoken` text, in characters."""

    text: str
    offset: int
    start: float
    end: float


class BeatAudio(Record):
    """The slice of the section's audio that speaks one beat, seconds from its start. `text` is the beat's `spoken`."""

    text: str
    start: float
    end: float
    words: tuple[Word, ...]

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.end - self.start


class SectionAudio(Artifact):
    """A section's narration: a mono 16-bit PCM WAV file, with the timings of its beats and words.

    The beats cover the audio without gap or overlap: the first starts at 0, the last ends at `duration`.
    `estimated` is True when the provider gave no word timings and they were derived from pauses and text lengths.
    `fallback` says why another voice than the wanted one speaks; it is empty where the wanted one does.
    """

    record_name: ClassVar[str] = "audio.json"
    media: ClassVar[Mapping[str, str]] = {"wav": "audio.wav"}

    wav: MediaFile
    sample_rate: int
    duration: float
    narrator: str
    voice: str
    beats: tuple[BeatAudio, ...]
    estimated: bool = False
    fallback: str = ""
    spend: Spend = Spend()
