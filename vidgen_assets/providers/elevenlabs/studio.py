"""Getting sentences said: what has been said before is used again, the rest is bought, all of it at once.

It ends with sound, sentence by sentence. What sentences a section has and what becomes of the sound is the narrator's.
"""

import asyncio
from collections.abc import Sequence
from typing import Literal, NamedTuple

from vidgen_assets.domain.service_errors import ServiceRejectedError
from vidgen_assets.domain.spend import Spend
from vidgen_assets.providers.elevenlabs.arrangement import Arrangement, Surroundings, Take, arranged
from vidgen_assets.providers.elevenlabs.client import ElevenLabs, Said
from vidgen_assets.providers.elevenlabs.performance import cut, levelled
from vidgen_assets.providers.elevenlabs.speaking import Run, Speaking
from vidgen_assets.providers.elevenlabs.takes import Takes
from vidgen_assets.services.gathering import all_of
from vidgen_assets.sound.sentence_cut import CutSentence

Reuse = Literal["sentences", "texts"]
"""What is used again: any sentence that was said before, or only a text that is the same from beginning to end."""


class Job(NamedTuple):
    """Sentences to be said in a row for a video, and what stands around them; no run gets over `longest` characters."""

    video: str
    speaking: Speaking
    sentences: tuple[str, ...]
    around: Surroundings
    longest: int


class Recording(NamedTuple):
    """What was said. `estimated` tells that the service timed not all of it."""

    arrangement: Arrangement
    cuts: dict[Run, tuple[CutSentence, ...]]
    spend: Spend
    estimated: bool


class Studio:
    """Has jobs done by the service, as cheaply as `reuse` lets it."""

    def __init__(self, client: ElevenLabs, takes: Takes, reuse: Reuse = "sentences") -> None:
        self._client, self._takes, self._reuse = client, takes, reuse

    async def record(self, job: Job) -> Recording:
        """The job, done. Raises what `ElevenLabs.say` raises; what was bought by then is not bought again."""
        arrangement = await self._settled(job, await self._planned(job))
        try:
            said = await self._said(job, arrangement.runs)
        except ServiceRejectedError:
            # Such as a run that is too long after all: it must not be asked for in the same way for ever.
            await self._takes.forget(job.speaking, job.sentences)
            raise
        cuts = await asyncio.to_thread(_cuts, job, said)
        for part in arrangement.parts:
            if part.whole:
                await self._takes.remember(job.speaking, part.run, cuts[part.run])
        spend = Spend.total(one.spend for one in said.values())
        return Recording(arrangement, cuts, spend, not all(one.speech.said for one in said.values()))

    async def to_buy(self, job: Job) -> tuple[Run, ...]:
        """What would be bought for the job now. Nothing is asked for."""
        runs = (await self._planned(job)).runs
        return tuple([run for run in runs if not await self._client.has(job.speaking, run)])

    async def _planned(self, job: Job) -> Arrangement:
        settled = await self._takes.arrangement(job.speaking, job.sentences)
        if settled and await self._can_be_said(job, settled):
            return settled
        takes = await self._usable_takes(job) if self._reuse == "sentences" else {}
        return arranged(job.sentences, takes, job.around, job.longest)

    async def _settled(self, job: Job, planned: Arrangement) -> Arrangement:
        """The plan, written down before anything is bought; or that of another process, which was first."""
        settled = await self._takes.settle(job.speaking, job.sentences, planned)
        if await self._can_be_said(job, settled):
            return settled
        await self._takes.forget(job.speaking, job.sentences)
        return await self._takes.settle(job.speaking, job.sentences, planned)

    async def _usable_takes(self, job: Job) -> dict[int, Take]:
        """The takes of the job's sentences, by number; those whose answer is gone from the ledger are forgotten."""
        takes = await self._takes.find(job.speaking, job.sentences)
        runs = {take.run for take in takes.values()}
        gone = {run for run in runs if not await self._client.has(job.speaking, run)}
        lost = [job.sentences[number] for number, take in takes.items() if take.run in gone]
        await self._takes.forget_takes(job.speaking, lost)
        return {number: take for number, take in takes.items() if take.run not in gone}

    async def _can_be_said(self, job: Job, arrangement: Arrangement) -> bool:
        """Whether nothing would be bought of which only a part is used."""
        parts = [part for part in arrangement.parts if not part.whole]
        return all([await self._client.has(job.speaking, part.run) for part in parts])

    async def _said(self, job: Job, runs: Sequence[Run]) -> dict[Run, Said]:
        said = await all_of(self._client.say(job.video, job.speaking, run) for run in runs)
        return dict(zip(runs, said, strict=True))


def _cuts(job: Job, said: dict[Run, Said]) -> dict[Run, tuple[CutSentence, ...]]:
    rate = job.speaking.style.rate
    return {
        run: cut(run, levelled(one.speech, rate) if len(said) > 1 else one.speech, rate) for run, one in said.items()
    }
