"""`OfflineNarrator`: a section's words become one WAV file with timings. Which synthesiser speaks is its engine's."""

import asyncio
from pathlib import Path

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.child import ChildError, RunChild
from vidgen_assets.domain.errors import InputError, NarrationError
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.speech.prepare import SPEECH_VERSION
from vidgen_assets.domain.speech.section import section_speech
from vidgen_assets.domain.voice import VoiceName
from vidgen_assets.providers.offline_voice.engine import Engine, Voice, utterances
from vidgen_assets.sound.loudness import TARGET_LUFS
from vidgen_assets.sound.mastering import SAMPLE_RATE
from vidgen_assets.sound.section import write_section
from vidgen_assets.sound.spoken_beat import LEAD_S, TAIL_S

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
        speech = await asyncio.to_thread(section_speech, section, voice.language)
        try:
            answer = await self._run_child(self._engine.job([text.text for text in speech], voice))
        except ChildError as error:
            raise NarrationError(f"section {section.key} could not be spoken: {error}") from error
        said = utterances(self._engine.name, answer)
        beats = await asyncio.to_thread(write_section, section, speech, said, folder / SectionAudio.media["wav"])
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
