"""The ledger: every answer of a paid service, stored raw before anything reads it, so that none is bought twice.

An entry is addressed by its whole request. It knows no service: a provider says what to send and how to judge a reply.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from vidgen_assets.domain.errors import MissingArtifactError
from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.domain.ports import ArtifactStore
from vidgen_assets.domain.service_errors import AnswerError, ReplayMissError
from vidgen_assets.services.claims import Owner
from vidgen_assets.services.reply import Reply, entry, read_entry

Judge = Callable[[Reply], None]


class Replay(StrEnum):
    """`off` and `record` ask the service for what the ledger lacks; `replay` never does."""

    OFF = "off"
    RECORD = "record"
    REPLAY = "replay"


class Answer(NamedTuple):
    """A judged reply. `reused` says that nobody was asked; `repeated` counts calls that a killed run had begun."""

    reply: Reply
    reused: bool
    repeated: int = 0


class Ledger:
    """Answers of paid services in an artifact store, under ``ledger/<service>/<fingerprint>.json``."""

    def __init__(self, store: ArtifactStore, replay: Replay = Replay.OFF, poll_s: float = 0.1) -> None:
        self._store, self._replay, self._poll_s = store, replay, poll_s

    async def answer(
        self,
        service: str,
        request: dict[str, Any],
        call: Callable[[], Awaitable[Reply]],
        judge: Judge,
        *,
        lasting: float = 300.0,
        fresh: bool = False,
    ) -> Answer:
        """The answer to `request`, from the ledger or, when it has none, by `call`.

        Of any number of runs that want the same answer at once, one calls and the others wait for it. A claim whose
        owner was killed, or ran past `lasting` seconds, is taken over and counted in `repeated`.

        Args:
            request: everything that decides the answer, and no secret.
            judge: raises `AnswerError` for a reply that must never be served again; it is kept as evidence only.
            fresh: ask again although there is an answer, and keep the new one.
        """
        key = f"ledger/{service}/{fingerprint(request)}"
        killed = 0
        while True:
            claim = f"{key}.claim-{killed}"
            known = None if fresh else await asyncio.to_thread(self._find, key, judge)
            if known:
                return Answer(known, True)
            if self._replay is Replay.REPLAY:
                raise ReplayMissError(service, f"{key}.json")
            if await asyncio.to_thread(self._store.claim, claim, Owner.here(lasting).to_bytes()):
                return await self._call_once(key, killed, request, call, judge, fresh)
            if await asyncio.to_thread(self._abandoned, claim):
                killed += 1
            else:
                await asyncio.sleep(self._poll_s)

    async def _call_once(
        self,
        key: str,
        killed: int,
        request: dict[str, Any],
        call: Callable[[], Awaitable[Reply]],
        judge: Judge,
        fresh: bool,
    ) -> Answer:
        try:
            # Another run may have answered between the look and the claim.
            known = None if fresh else await asyncio.to_thread(self._find, key, judge)
            if known:
                return Answer(known, True)
            reply = await call()
            stored_at = datetime.now(UTC).isoformat(timespec="seconds")
            # Before judging: a run that is killed in between still leaves what was paid for.
            await asyncio.to_thread(self._store.write, f"{key}.json", entry(request, reply, stored_at))
            self._judge_or_set_aside(key, request, reply, judge, stored_at)
            return Answer(reply, False, killed)
        finally:
            for number in range(killed + 1):
                self._store.delete(f"{key}.claim-{number}")

    def _judge_or_set_aside(
        self, key: str, request: dict[str, Any], reply: Reply, judge: Judge, stored_at: str
    ) -> None:
        try:
            judge(reply)
        except AnswerError:
            self._store.write(f"{key}.bad-{time.time_ns()}.json", entry(request, reply, stored_at))
            self._store.delete(f"{key}.json")
            raise

    def _find(self, key: str, judge: Judge) -> Reply | None:
        try:
            reply = read_entry(self._store.read(f"{key}.json"))
            judge(reply)
        except (MissingArtifactError, AnswerError, ValueError, KeyError):
            return None
        return reply

    def _abandoned(self, claim: str) -> bool:
        try:
            return Owner.from_bytes(self._store.read(claim)).gone()
        except MissingArtifactError:
            return False
