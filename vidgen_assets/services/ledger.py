"""The ledger: every answer of a paid service, stored raw before anything reads it, so that none is bought twice.

An entry is addressed by its whole request. It knows no service: a provider says what to send and how to judge a reply.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from vidgen_assets.domain.errors import MissingArtifactError
from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.domain.ports import ArtifactStore
from vidgen_assets.domain.service_errors import AnswerError, ReplayMissError
from vidgen_assets.services.claims import Turn, take_turn
from vidgen_assets.services.leases import renewing
from vidgen_assets.services.reply import Reply, entry, read_entry

PREFIX = "ledger/"
_FIRST_LOOK_S, _LONGEST_LOOK_S = 0.05, 1.0

Judge = Callable[[Reply], None]
"""Raises `AnswerError` for a reply that must never be served again."""


class Replay(StrEnum):
    """`off` and `record` ask the service for what the ledger lacks; `replay` never does."""

    OFF = "off"
    RECORD = "record"
    REPLAY = "replay"


class Question(NamedTuple):
    """What a service is asked: its name, and everything that decides the answer, without secrets."""

    service: str
    request: Mapping[str, Any]

    @property
    def key(self) -> str:
        """Where its answer is in the store, without the ending."""
        return f"{PREFIX}{self.service}/{fingerprint(dict(self.request))}"

    @property
    def answer(self) -> str:
        """Where its answer is in the store."""
        return f"{self.key}.json"


class Inquiry:
    """Leave to ask a service a question. The ledger is told of each call before it is made, and given the reply before
    anything else is done with it."""

    def __init__(self, turn: Turn, keep: Callable[[Reply], None]) -> None:
        self._turn, self._keep = turn, keep

    async def sends(self) -> None:
        """A call is made now. Until it is known to have failed, or there is a reply, it may have been paid for."""
        await asyncio.to_thread(self._turn.send)

    async def failed(self) -> None:
        """The call failed, and cost nothing."""
        await asyncio.to_thread(self._turn.settle)

    def keep(self, reply: Reply) -> None:
        """Store a reply. Raises `AnswerError` for a bad one, kept as evidence only."""
        self._keep(reply)


Ask = Callable[[Inquiry], Awaitable[Reply]]
"""Asks the service."""


class Answer(NamedTuple):
    """A judged reply. `reused` says that nobody was asked; `repeated` counts calls that were made before, for a reply
    that never came here: the run was killed, or the line broke."""

    reply: Reply
    reused: bool
    repeated: int = 0


class Ledger:
    """Answers of paid services in an artifact store, under ``ledger/<service>/<fingerprint>.json``."""

    def __init__(self, store: ArtifactStore, replay: Replay = Replay.OFF) -> None:
        self._store, self._replay = store, replay

    @property
    def replaying(self) -> bool:
        """Whether only what is recorded may be answered, so that no service may be asked for anything."""
        return self._replay is Replay.REPLAY

    def has(self, question: Question) -> bool:
        """Whether there is an answer, good or bad; one look-up."""
        return self._store.stat(question.answer) is not None

    async def known(self, question: Question, judge: Judge) -> Reply | None:
        """The answer to `question` if there is one already; nobody is asked."""
        return await asyncio.to_thread(self._find, question, judge)

    async def answer(self, question: Question, ask: Ask, judge: Judge) -> Answer:
        """The answer to `question`: from the ledger or, when it has none, by `ask`.

        Of any number of runs that want the same answer at once, one asks and the others wait for it. When that one is
        killed another takes over.

        Raises `ReplayMissError`, `AnswerError` for a bad reply, and whatever `ask` raises.
        """
        wait = _FIRST_LOOK_S
        while True:
            known = await asyncio.to_thread(self._find, question, judge)
            if known:
                return Answer(known, reused=True)
            if self._replay is Replay.REPLAY:
                raise ReplayMissError(question.service, question.answer)
            turn = await asyncio.to_thread(take_turn, self._store, question.key)
            if turn:
                return await self._take(turn, question, ask, judge)
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_LOOK_S)

    async def renew(self, question: Question, reply: Reply, judge: Judge) -> None:
        """Put a new answer in the place of the old one. Raises `AnswerError` for a bad one, and keeps the old one.

        Only for what may be asked as often as one likes.
        """
        judge(reply)
        await asyncio.to_thread(self._keep, question, reply, judge, 0)

    def set_aside(self, question: Question) -> None:
        """Keep the answer, if there is one, as evidence only: whatever was made of it came to nothing.

        A recording stays as it is, so that it can be replayed again.
        """
        if self.replaying:
            return
        try:
            content = self._store.read(question.answer)
        except MissingArtifactError:
            return
        self._store.write(f"{question.key}.bad-{time.time_ns()}.json", content)
        self._store.delete(question.answer)

    async def _take(self, turn: Turn, question: Question, ask: Ask, judge: Judge) -> Answer:
        answered = False
        try:
            # Another run may have answered between the look and the claim.
            known = await asyncio.to_thread(self._find, question, judge)
            if known is None:
                # A bad one, of a run that was killed before it was judged, must not be overwritten.
                await asyncio.to_thread(self.set_aside, question)
            inquiry = Inquiry(turn, lambda reply: self._keep(question, reply, judge, turn.repeated))
            async with renewing(turn.renew):
                reply = known or await ask(inquiry)
            answered = True
            return Answer(reply, reused=known is not None, repeated=0 if known else turn.repeated)
        except AnswerError:
            await asyncio.to_thread(turn.settle)
            raise
        finally:
            turn.end(answered=answered)

    def _keep(self, question: Question, reply: Reply, judge: Judge, repeated: int) -> None:
        """Stored before it is judged, as a run that is killed in between leaves what was paid for; and in this thread,
        so that not even the cancelling of a task comes between a reply and the store.
        """
        content = entry(question.request, reply, datetime.now(UTC).isoformat(timespec="seconds"), repeated)
        self._store.write(question.answer, content)
        try:
            judge(reply)
        except AnswerError:
            self.set_aside(question)
            raise

    def _find(self, question: Question, judge: Judge) -> Reply | None:
        try:
            reply = read_entry(self._store.read(question.answer))
            judge(reply)
        except (MissingArtifactError, AnswerError, ValueError, KeyError):
            return None
        return reply
