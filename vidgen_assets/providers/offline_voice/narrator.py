"""`OfflineNarrator`: a section's words become one WAV file with timings. Which synthesiser speaks is its engine's."""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.child import ChildError, RunChild
from vidgen_assets.domain.errors import InputError, NarrationError, StorageError
from vidgen_assets.domain.narration import BeatAudio, SectionAudio, Word
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.speech.prepare import SPEECH_VERSION, can_be_said, speech_text
from vidgen_assets.domain.speech.text import SpeechText
from vidgen_assets.domain.voice import VoiceName
from vidgen_assets.providers.offline_voice.engine import Engine, Utterance, Voice, utterances
from vidgen_assets.providers.offline_voice.mastering import SAMPLE_RATE, mastered
from vidgen_assets.providers.offline_voice.timing import LEAD_S, TAIL_S, SpokenBeat, spoken_beat
from vidgen_assets.sound.loudness import TARGET_LUFS
from vidgen_assets.sound.samples import write_wav

MAX_SECTION_CHARS = 30_000
"""More than half an hour of speech: such a text is not one section of an explanation."""
_VERSION = 1


class OfflineNarrator:
    """Speaks with a synthesiser on this machine, in one child process for each section.

    Each beat is said with a short silence around it; the section as a whole is brought to one loudness.
    """

    def __init__(self, engine: Engine, run_child: RunChild) -> None:
        self._engine, self._run_child = engine, run_child
        settings = f"{SAMPLE_RATE} Hz, {TARGET_LUFS} LUFS, pauses {LEAD_S}+{TAIL_S} s"
        self.identity = f"offline voice {_VERSION}.{SPEECH_VERSION}: {engine.identity}, {settings}"

    def check_voice(self, voice: str | None, language: str) -> None:
        """See `Narrator.check_voice`."""
        self._voice(voice, language)

    def voices(self) -> tuple[str, ...]:
        """The names of all voices there are, as a request may give them."""
        return tuple(f"{self._engine.name}:{name}" for name in self._engine.voices())

    async def narrate(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SectionAudio:
        """See `Narrator.narrate`. Cancelling it ends the child process."""
        voice = self._voice(plan.voice, plan.language)
        speech = await asyncio.to_thread(_speech, section, voice.language)
        try:
            answer = await self._run_child(self._engine.job([text.text for text in speech], voice))
        except ChildError as error:
            raise NarrationError(f"section {section.key} could not be spoken: {error}") from error
        said = utterances(self._engine.name, answer)
        beats = await asyncio.to_thread(_produced, section, speech, said, folder / SectionAudio.media["wav"])
        return SectionAudio(
            inputs=inputs,
            wav=MediaFile.of(folder / SectionAudio.media["wav"]),
            sample_rate=SAMPLE_RATE,
            duration=beats[-1].end,
            narrator=self._engine.name,
            voice=voice.name,
            beats=beats,
        )

    def _voice(self, voice: str | None, language: str) -> Voice:
        asked = VoiceName.parse(voice)
        if asked.narrator not in (None, self._engine.name):
            raise InputError(
                f"{voice!r} is not a voice of {self._engine.name}",
                field="voice",
                fix=f"Write {self._engine.name}: and then one of its voices",
            )
        return self._engine.voice(asked.name, language)


def _speech(section: Section, language: str) -> list[SpeechText]:
    """What is to be said in each beat. Raises `InputError` for a beat without a word in it, or too long a section."""
    if len(section.spoken) > MAX_SECTION_CHARS:
        raise InputError(
            f"its narration has {len(section.spoken):,} characters, at most {MAX_SECTION_CHARS:,} are spoken",
            field=f"section {section.key}",
            fix="Divide it into several sections",
        )
    speech = [speech_text(beat.spoken, language) for beat in section.beats]
    for number, text in enumerate(speech, start=1):
        if not can_be_said(text):
            raise InputError(
                f"there is no word to say in {section.beats[number - 1].spoken[:40]!r}",
                field=f"section {section.key}, paragraph {number}",
                fix="Write what the voice shall say there",
            )
    return speech


def _produced(
    section: Section, speech: Sequence[SpeechText], said: Sequence[Utterance], wav: Path
) -> tuple[BeatAudio, ...]:
    """Write the section's sound; answer with its beats in time."""
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
