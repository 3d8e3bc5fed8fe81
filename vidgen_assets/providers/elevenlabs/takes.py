"""What has been said before, sentence by sentence, in the store: where in the ledger's answers each can be heard.

An index only: what is lost of it is bought again, and what it says of answers that are gone is forgotten. The
arrangement of a text is settled before anything is bought, so that whoever makes it again asks for just the same.
"""

import asyncio
from collections.abc import Sequence
from typing import TypeVar

from pydantic import ValidationError

from vidgen_assets.domain.errors import MissingArtifactError
from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.domain.ports import ArtifactStore
from vidgen_assets.domain.record import Record
from vidgen_assets.providers.elevenlabs.arrangement import Arrangement, Take
from vidgen_assets.providers.elevenlabs.errors import SERVICE
from vidgen_assets.providers.elevenlabs.speaking import Run, Speaking
from vidgen_assets.services.inventory import SPEECH
from vidgen_assets.services.ledger import Question
from vidgen_assets.sound.sentence_cut import CutSentence

R = TypeVar("R", bound=Record)


class Takes:
    """Takes under ``speech/takes/`` and arrangements under ``speech/texts/``."""

    def __init__(self, store: ArtifactStore) -> None:
        self._store = store

    async def find(self, speaking: Speaking, sentences: Sequence[str]) -> dict[int, Take]:
        """The take of each sentence that has one, by its number."""
        found = await asyncio.gather(
            *(asyncio.to_thread(self._read, _take_key(speaking, sentence), Take) for sentence in sentences)
        )
        return {number: take for number, take in enumerate(found) if take}

    async def arrangement(self, speaking: Speaking, sentences: Sequence[str]) -> Arrangement | None:
        """How this text was arranged before."""
        return await asyncio.to_thread(self._read, _text_key(speaking, sentences), Arrangement)

    async def settle(self, speaking: Speaking, sentences: Sequence[str], arrangement: Arrangement) -> Arrangement:
        """Keep the arrangement of a text, and answer with it, or with that of another process which was first."""
        key = _text_key(speaking, sentences)
        answers = tuple(_answer(speaking, run) for run in arrangement.runs)
        content = arrangement.model_copy(update={"answers": answers}).model_dump_json().encode()
        if await asyncio.to_thread(self._store.claim, key, content):
            return arrangement
        return await asyncio.to_thread(self._read, key, Arrangement) or arrangement

    async def forget(self, speaking: Speaking, sentences: Sequence[str]) -> None:
        """Let the text be arranged anew."""
        await asyncio.to_thread(self._store.delete, _text_key(speaking, sentences))

    async def forget_takes(self, speaking: Speaking, sentences: Sequence[str]) -> None:
        """Let these sentences be bought anew."""
        keys = [_take_key(speaking, sentence) for sentence in sentences]
        await asyncio.gather(*(asyncio.to_thread(self._store.delete, key) for key in keys))

    async def remember(self, speaking: Speaking, run: Run, cut: Sequence[CutSentence]) -> None:
        """Index what was said in a run; a sentence that has a take already keeps it."""
        answer = _answer(speaking, run)
        takes = {
            sentence: Take(run=run, index=index, clean_start=said.clean_start, clean_end=said.clean_end, answer=answer)
            for index, (sentence, said) in enumerate(zip(run.sentences, cut, strict=True))
        }
        await asyncio.gather(
            *(
                asyncio.to_thread(self._store.claim, _take_key(speaking, sentence), take.model_dump_json().encode())
                for sentence, take in takes.items()
            )
        )

    def _read(self, key: str, kind: type[R]) -> R | None:
        try:
            return kind.model_validate_json(self._store.read(key))
        except (MissingArtifactError, ValidationError):
            return None


def _answer(speaking: Speaking, run: Run) -> str:
    return Question(SERVICE, speaking.request(run)).answer


def _take_key(speaking: Speaking, sentence: str) -> str:
    return f"{SPEECH}takes/{fingerprint(speaking, sentence)}.json"


def _text_key(speaking: Speaking, sentences: Sequence[str]) -> str:
    return f"{SPEECH}texts/{fingerprint(speaking, list(sentences))}.json"
