"""`OpenAISpeechNarrator`: sections spoken by a server with OpenAI's speech API. How sound is cut belongs to `sound`."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.estimate import PriceRange, Typical
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.ports import ListedVoice
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.service_errors import CredentialsError, QuotaError, ServiceError
from vidgen_assets.domain.speech.prepare import SPEECH_VERSION, can_be_said, speech_text
from vidgen_assets.domain.speech.section import section_speech
from vidgen_assets.domain.speech.sentences import Sentence, packed, sentences
from vidgen_assets.domain.spend import Spend
from vidgen_assets.domain.voice import VoiceName
from vidgen_assets.providers.openai_speech.answer import utterance
from vidgen_assets.providers.openai_speech.client import Said, SpeechServer
from vidgen_assets.providers.openai_speech.delivery import Delivery
from vidgen_assets.providers.openai_speech.errors import SERVICE
from vidgen_assets.services.accounts import WARMING
from vidgen_assets.services.blocking import result_of
from vidgen_assets.services.gathering import all_of
from vidgen_assets.sound.loudness import TARGET_LUFS
from vidgen_assets.sound.mastering import SAMPLE_RATE
from vidgen_assets.sound.section import write_section
from vidgen_assets.sound.sentence_cut import Piece, joined
from vidgen_assets.sound.spoken_beat import LEAD_S, TAIL_S
from vidgen_assets.sound.utterance import Utterance

_VERSION = 1
_NAMED_FEW = 12
_log = logging.getLogger(__name__)

T = TypeVar("T")


class _Run(NamedTuple):
    """Sentences of beat number `beat`, said in one go."""

    beat: int
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


class OpenAISpeechNarrator:
    """Speaks each beat in one go, so that beats are exact whatever the server tells, and an edit costs one beat.

    A `Narrator`, and a `PaidService`.
    """

    name = "Speech server"

    def __init__(self, server: SpeechServer, delivery: Delivery | None = None) -> None:
        self._server, self._delivery = server, delivery or Delivery()
        settings = f"{SAMPLE_RATE} Hz, {TARGET_LUFS} LUFS, pauses {LEAD_S}+{TAIL_S} s"
        self.identity = (
            f"{SERVICE} {_VERSION}.{SPEECH_VERSION}: {server.base_url} {self._delivery.model_dump_json()}, {settings}"
        )

    def check_voice(self, voice: str | None, language: str) -> None:
        """See `Narrator.check_voice`. Raises `CredentialsError` or `QuotaError` too."""
        result_of(self._connected(self._check(voice)))

    async def check(self) -> str:
        """See `PaidService`. Asks for the server's voices."""
        named = await self._connected(self._server.voices())
        return "it answers, and does not list its voices" if named is None else f"{len(named)} voices"

    def voices(self) -> tuple[ListedVoice, ...]:
        """The voices that the server says it has. Raises a `ServiceError`."""
        named = result_of(self._connected(self._server.voices())) or (self._delivery.voice,)
        return tuple(ListedVoice(f"{SERVICE}:{name}") for name in named)

    async def narrate(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SectionAudio:
        """See `Narrator.narrate`. Raises a `ServiceError`, `BudgetExceededError` or `ReplayMissError` too."""
        voice = self._voice(plan.voice)
        speech = await asyncio.to_thread(section_speech, section, plan.language)
        runs = [_Run(number, run) for number, text in enumerate(speech) for run in self._runs(text.text)]
        said = await self._said(plan.video or plan.inputs, voice, [run.text for run in runs], section.take)
        wav = folder / SectionAudio.media["wav"]
        utterances = await asyncio.to_thread(_utterances, runs, said)
        beats = await asyncio.to_thread(write_section, section, speech, utterances, wav)
        return SectionAudio(
            inputs=inputs,
            wav=MediaFile.of(wav),
            sample_rate=SAMPLE_RATE,
            duration=beats[-1].end,
            narrator=SERVICE,
            voice=voice,
            beats=beats,
            estimated=not all(one.speech.said for one in said),
            spend=Spend.total(one.spend for one in said),
        )

    def price(self, request: VideoRequest, plan: Plan | None, section: Section | None) -> PriceRange:
        """See `Priced`."""
        model = self._delivery.model
        if plan is None or section is None:
            typical = Typical.of(request)
            return self._server.price(model, typical.short, typical.long)
        voice, speech = self._voice(plan.voice), section_speech(section, plan.language)
        texts = [_Run(0, run).text for text in speech for run in self._runs(text.text)]
        wanted = [text for text in texts if not self._server.has(self._delivery, voice, text, section.take)]
        characters = sum(map(len, wanted))
        return self._server.price(model, characters, characters)

    async def warm_cache(
        self, phrases: Sequence[str], voice: str | None, language: str, account: str = WARMING
    ) -> Spend:
        """Have phrases said ahead, for beats that are just the same; what is there already is not asked for."""
        texts = [text.text for phrase in phrases if can_be_said(text := speech_text(phrase, language))]
        runs = [_Run(0, run).text for text in texts for run in self._runs(text)]
        said = await self._said(account, self._voice(voice), list(dict.fromkeys(runs)))
        return Spend.total(one.spend for one in said)

    def _runs(self, text: str) -> list[tuple[Sentence, ...]]:
        found = sentences(text, self._delivery.longest)
        counts = packed([sentence.text for sentence in found], self._delivery.longest)
        return [found[first:end] for first, end in pairwise(accumulate(counts, initial=0))]

    async def _said(self, video: str, voice: str, texts: Sequence[str], take: int = 0) -> list[Said]:
        async with self._server.connected():
            return await all_of(self._server.say(video, self._delivery, voice, text, take) for text in texts)

    async def _check(self, voice: str | None) -> None:
        name = self._voice(voice)
        try:
            known = await self._server.voices()
        except (CredentialsError, QuotaError):
            raise
        except ServiceError as error:
            _log.warning("The voice could not be checked: %s", error)
            return
        # Kokoro mixes voices by a sum of their names, and OpenAI's names stand for others: only a list can tell.
        if known and voice and not set(name.replace("+", " ").split()) & set(known) and name != self._delivery.voice:
            few = ", ".join(known[:_NAMED_FEW])
            raise InputError(f"the server has no voice {name!r}", field="voice", fix=f"Use one of these: {few}, …")

    def _voice(self, voice: str | None) -> str:
        asked = VoiceName.parse(voice)
        if asked.narrator not in (None, SERVICE):
            raise InputError(
                f"{voice!r} is not a voice of the speech server",
                field="voice",
                fix=f"Write {SERVICE}: and then its name",
            )
        return asked.name or self._delivery.voice

    async def _connected(self, work: Coroutine[Any, Any, T]) -> T:
        async with self._server.connected():
            return await work


def _utterances(runs: Sequence[_Run], said: Sequence[Said]) -> list[Utterance]:
    """One for each beat, in order."""
    pieces: dict[int, list[Piece]] = {}
    for number, (run, one) in enumerate(zip(runs, said, strict=True)):
        spoken = utterance(one.speech, [sentence.text for sentence in run.sentences], run.text)
        pieces.setdefault(run.beat, []).append(Piece(spoken, run.sentences[0].start, number))
    return [joined(piece) for piece in pieces.values()]
