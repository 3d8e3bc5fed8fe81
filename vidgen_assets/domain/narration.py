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

    @property
    def speaker(self) -> str:
        """Who speaks, as a person reads it: the narrator and its voice."""
        return f"{self.narrator} {self.voice}".strip()

    @property
    def stands_in(self) -> bool:
        """See `Artifact.stands_in`."""
        return bool(self.fallback)


def speakers(audios: Mapping[str, SectionAudio]) -> str:
    """Who speaks in the sections with these keys: ``espeak en``; ``speech ash (01, 02), espeak en (03) instead``."""
    apart: dict[tuple[str, bool], list[str]] = {}
    for key, audio in audios.items():
        apart.setdefault((audio.speaker, audio.stands_in), []).append(key)
    if len(apart) == 1 and not any(audio.stands_in for audio in audios.values()):
        return next(iter(apart))[0]
    return ", ".join(f"{who} ({', '.join(keys)}){' instead' * stand_in}" for (who, stand_in), keys in apart.items())
