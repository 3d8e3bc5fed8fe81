"""A section's utterances become its one WAV file and its beats in time. Who said them is a narrator's affair."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

from vidgen_assets.domain.errors import NarrationError, StorageError
from vidgen_assets.domain.narration import BeatAudio, Word
from vidgen_assets.domain.plan import Section
from vidgen_assets.domain.speech.text import SpeechText
from vidgen_assets.sound.mastering import SAMPLE_RATE, mastered
from vidgen_assets.sound.samples import write_wav
from vidgen_assets.sound.spoken_beat import SpokenBeat, spoken_beat
from vidgen_assets.sound.utterance import Utterance


def write_section(
    section: Section, speech: Sequence[SpeechText], said: Sequence[Utterance], wav: Path
) -> tuple[BeatAudio, ...]:
    """Write the section's sound at `SAMPLE_RATE`, levelled; answer with its beats in time.

    Each beat gets a short silence around it. Raises `NarrationError` for one that is silent.
    """
    beats = list(_spoken(section, speech, said))
    sounds = mastered(beats)
    try:
        write_wav(wav, SAMPLE_RATE, sounds)
    except OSError as error:
        raise StorageError(f"the sound of section {section.key} cannot be written: {error}") from error
    bounds = pairwise(accumulate(map(len, sounds), initial=0))
    return tuple(
        _beat_audio(beat.spoken, spoken, first, last)
        for beat, spoken, (first, last) in zip(section.beats, beats, bounds, strict=True)
    )


def _spoken(section: Section, speech: Sequence[SpeechText], said: Sequence[Utterance]) -> Iterator[SpokenBeat]:
    for beat, text, utterance in zip(section.beats, speech, said, strict=True):
        spoken = spoken_beat(beat.spoken, text, utterance)
        if spoken is None:
            raise NarrationError(f"section {section.key}: the voice has no sound for {beat.spoken[:40]!r}")
        yield spoken


def _beat_audio(text: str, spoken: SpokenBeat, first: int, last: int) -> BeatAudio:
    start, end = first / SAMPLE_RATE, last / SAMPLE_RATE
    words = tuple(
        Word(
            text=timed.word.text,
            offset=timed.word.offset,
            start=min(end, start + timed.start / spoken.rate),
            end=min(end, start + timed.end / spoken.rate),
        )
        for timed in spoken.words
    )
    return BeatAudio(text=text, start=start, end=end, words=words)
