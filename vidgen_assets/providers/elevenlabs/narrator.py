"""`ElevenLabsNarrator`: sections spoken by ElevenLabs. Having sentences said belongs to `studio`, sound to `sound`."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.estimate import PriceRange, Typical
from vidgen_assets.domain.narration import BeatAudio, SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.ports import ListedVoice
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.service_errors import QuotaError, ReplayMissError, ServiceError
from vidgen_assets.domain.speech.prepare import SPEECH_VERSION, can_be_said, speech_text
from vidgen_assets.domain.speech.section import section_speech
from vidgen_assets.domain.speech.sentences import Sentence, sentences
from vidgen_assets.domain.speech.text import SpeechText
from vidgen_assets.domain.spend import Spend
from vidgen_assets.providers.elevenlabs.arrangement import Surroundings
from vidgen_assets.providers.elevenlabs.catalogue import SHORT, NamedVoice, longest
from vidgen_assets.providers.elevenlabs.client import ElevenLabs
from vidgen_assets.providers.elevenlabs.errors import KEY
from vidgen_assets.providers.elevenlabs.performance import utterances
from vidgen_assets.providers.elevenlabs.speaking import DEFAULT_VOICE, Speaking, Style
from vidgen_assets.providers.elevenlabs.studio import Job, Recording, Reuse, Studio
from vidgen_assets.providers.elevenlabs.takes import Takes
from vidgen_assets.providers.elevenlabs.voices import NARRATOR, Voices
from vidgen_assets.services.accounts import WARMING
from vidgen_assets.services.blocking import result_of
from vidgen_assets.services.gathering import all_of
from vidgen_assets.services.reply import Reply
from vidgen_assets.sound.loudness import TARGET_LUFS
from vidgen_assets.sound.mastering import SAMPLE_RATE
from vidgen_assets.sound.section import write_section
from vidgen_assets.sound.spoken_beat import LEAD_S, TAIL_S

_VERSION = 1
_CONTEXT_CHARS = 400

_log = logging.getLogger(__name__)

T = TypeVar("T")


class Manner(NamedTuple):
    """How to speak, which voice when none is asked for, and what may be used again."""

    style: Style = Style()
    voice: str = DEFAULT_VOICE
    reuse: Reuse = "sentences"


class _Script(NamedTuple):
    """A section to be spoken: what is said in each beat, its sentences, and the job of having them said."""

    speech: list[SpeechText]
    beats: list[tuple[Sentence, ...]]
    job: Job


class ElevenLabsNarrator:
    """Speaks a section in one go, or what of it has not been said before; cut into beats by the service's timings.

    A `Narrator`, and a `PaidService`.
    """

    name = "ElevenLabs"

    def __init__(self, client: ElevenLabs, takes: Takes, manner: Manner | None = None) -> None:
        manner = manner or Manner()
        self._client, self._style = client, manner.style
        self._studio, self._voices = Studio(client, takes, manner.reuse), Voices(client, manner.voice)
        settings = f"{manner.voice}, {SAMPLE_RATE} Hz, {TARGET_LUFS} LUFS, pauses {LEAD_S}+{TAIL_S} s"
        self.identity = f"{NARRATOR} {_VERSION}.{SPEECH_VERSION}: {manner.style.model_dump_json()}, {settings}"

    def check_voice(self, voice: str | None, language: str) -> None:
        """See `Narrator.check_voice`. Raises `CredentialsError` or `QuotaError` too; asks only what costs nothing."""
        result_of(self._connected(self._voices.check(voice)))

    async def check(self) -> str:
        """See `PaidService`."""
        return await self._connected(self._voices.account())

    def voices(self) -> tuple[ListedVoice, ...]:
        """All voices there are. Raises a `ServiceError`."""
        return result_of(self._connected(self._voices.list()))

    async def narrate(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SectionAudio:
        """See `Narrator.narrate`. Raises a `ServiceError`, `BudgetExceededError` or `ReplayMissError` too."""
        async with self._client.connected():
            voice = await self._voices.resolve(plan.voice)
            script = await self._script(plan, section, voice)
            recording = await self._studio.record(script.job)
        wav = folder / SectionAudio.media["wav"]

        def produced() -> tuple[BeatAudio, ...]:
            said = utterances(script.beats, recording.arrangement, recording.cuts)
            return write_section(section, script.speech, said, wav)

        return _audio(await asyncio.to_thread(produced), recording, inputs, voice.name, wav)

    async def characters_to_buy(self, plan: Plan, section: Section) -> int:
        """How many characters would be bought if the section were narrated now. Nothing that costs is asked for."""
        async with self._client.connected():
            script = await self._script(plan, section, await self._voices.resolve(plan.voice))
            return sum(len(run.text) for run in await self._studio.to_buy(script.job))

    def price(self, request: VideoRequest, plan: Plan | None, section: Section | None) -> PriceRange:
        """See `Priced`. Of a planned section it is exact, but for what the service counts otherwise."""
        if plan is None or section is None:
            typical = Typical.of(request)
            return self._client.price(self._style.model, typical.short, typical.long)
        characters = result_of(self._to_buy(plan, section))
        return self._client.price(self._style.model, characters, characters)

    def check_left(self, plan: Plan, sections: Sequence[Section]) -> None:
        """See `Metered`."""
        if not self._client.replaying:
            result_of(self._connected(self._check_left(plan, sections)))

    async def _check_left(self, plan: Plan, sections: Sequence[Section]) -> None:
        try:
            left = (await self._client.subscription()).left
        except ServiceError as error:
            # Whether the service can be used at all was asked before; a key may be allowed to speak and nothing else.
            _log.warning("How many characters are left could not be asked: %s", error)
            return
        if left is None:
            return
        characters = sum([await self._to_buy(plan, section) for section in sections])
        if (needed := self._client.credits_for(self._style.model, characters)) > left:
            raise QuotaError(
                f"the account behind {KEY} has {left:,} characters left, and {needed:,} are needed", service=NARRATOR
            )

    async def _to_buy(self, plan: Plan, section: Section) -> int:
        """The characters to be bought; all of them where the service cannot be asked which voice is meant."""
        try:
            return await self.characters_to_buy(plan, section)
        except (ServiceError, ReplayMissError):
            return sum(len(text.text) + 1 for text in section_speech(section, plan.language))

    async def warm_cache(
        self, phrases: Sequence[str], voice: str | None, language: str, account: str = WARMING
    ) -> Spend:
        """Buy phrases ahead, so that whatever contains them has to buy less; what is there already costs nothing."""
        async with self._client.connected():
            speaking = Speaking(voice=(await self._voices.resolve(voice)).id, language=language, style=self._style)
            texts = [text for phrase in phrases if can_be_said(text := speech_text(phrase, language))]
            found = [tuple(sentence.text for sentence in sentences(text.text, SHORT)) for text in texts]
            jobs = [Job(account, speaking, said, Surroundings(), SHORT) for said in dict.fromkeys(found)]
            recordings = await all_of(map(self._studio.record, jobs))
        return Spend.total(recording.spend for recording in recordings)

    async def _script(self, plan: Plan, section: Section, voice: NamedVoice) -> _Script:
        speech = await asyncio.to_thread(section_speech, section, plan.language)
        most = await self._longest(sum(len(text.text) + 1 for text in speech))
        beats = [sentences(text.text, most) for text in speech]
        said = tuple(sentence.text for beat in beats for sentence in beat)
        speaking = Speaking(voice=voice.id, language=plan.language, style=self._style, take=section.take)
        return _Script(speech, beats, Job(plan.video or plan.inputs, speaking, said, _around(plan, section), most))

    async def _connected(self, work: Coroutine[Any, Any, T]) -> T:
        async with self._client.connected():
            return await work

    async def _longest(self, characters: int) -> int:
        """The characters that the model takes; the service is asked only where that matters."""
        model = self._style.model
        if characters <= SHORT:
            return longest(model)

        def judge(reply: Reply) -> None:
            longest(model, reply)

        try:
            return longest(model, await self._client.look_up("/v1/models", judge))
        except (ServiceError, ReplayMissError):
            return longest(model)


def _audio(beats: tuple[BeatAudio, ...], recording: Recording, inputs: str, voice: str, wav: Path) -> SectionAudio:
    return SectionAudio(
        inputs=inputs,
        wav=MediaFile.of(wav),
        sample_rate=SAMPLE_RATE,
        duration=beats[-1].end,
        narrator=NARRATOR,
        voice=voice,
        beats=beats,
        estimated=recording.estimated,
        spend=recording.spend,
    )


def _around(plan: Plan, section: Section) -> Surroundings:
    """The sentences of the neighbouring sections that are nearest to this one, and no more of them."""
    before, after = plan.neighbours(section)
    last = _sentences(before.beats[-1].spoken, plan.language)[-1:] if before else ()
    first = _sentences(after.beats[0].spoken, plan.language)[:1] if after else ()
    return Surroundings("".join(sentence.text for sentence in last), "".join(sentence.text for sentence in first))


def _sentences(spoken: str, language: str) -> tuple[Sentence, ...]:
    return sentences(speech_text(spoken, language).text, _CONTEXT_CHARS)
