"""Accounts: what each video has cost, call by call, and the budget that stops before the call which would pass it.

They last in the store, as several processes work on one video. What a call costs is up to its provider.
"""

import asyncio
import contextlib
import json
import random
import secrets
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, NamedTuple

from vidgen_assets.domain.errors import MissingArtifactError
from vidgen_assets.domain.ports import ArtifactStore
from vidgen_assets.domain.service_errors import BudgetExceededError
from vidgen_assets.domain.spend import Call, Spend
from vidgen_assets.services.claims import Owner

PREFIX = "spend/"
WARMING = "warm-cache"
"""What is bought for no video is kept under this name, or under one that begins so."""

_LOOK_S = 0.2


class Payment:
    """A call being paid for. Tell `paid` what it cost; a call that is not is taken to have cost nothing."""

    def __init__(self) -> None:
        self.call: Call | None = None

    def paid(self, call: Call) -> None:
        """The call came to its end, and this is its bill."""
        self.call = call


class Bill(NamedTuple):
    """What a video has cost: US dollars, and the calls that were paid for, in the order in which they began.

    The dollars are more than the calls' where a call was cut off by the death of its process: at most so much it cost.
    """

    usd: float
    spend: Spend


class _Sums(NamedTuple):
    spent: float
    held: float


class Accounts:
    """The calls that were paid for each video, under ``spend/<video>/``.

    `limit` gives a video's budget in US dollars, or None. A call under way is held at its highest price, so that calls
    made at once, by any number of processes, cannot pass the limit together. Of a call whose process was killed nobody
    knows what it cost; it counts at its highest price.
    """

    def __init__(self, store: ArtifactStore, limit: Callable[[str], float | None]) -> None:
        self._store, self._limit = store, limit

    def spent(self, video: str) -> float:
        """US dollars, so far."""
        return self._sums(video).spent

    def bill(self, video: str) -> Bill:
        """Everything that was ever bought for a video. Failed attempts cost nothing, and are told of by artifacts."""
        calls = [record["call"] for record in self._records(video) if record["call"]]
        return Bill(self.spent(video), Spend(calls=tuple(Call.model_validate(call) for call in calls)))

    @contextlib.asynccontextmanager
    async def paying(self, video: str, highest: float | None, lasting: float) -> AsyncIterator[Payment]:
        """Make a call that costs at most `highest` US dollars (None: nobody knows) and lasts at most `lasting` seconds.

        Waits while calls under way might use up what it needs. Raises `BudgetExceededError` when that is used up.
        """
        key = await self._hold(video, highest, lasting)
        payment = Payment()
        try:
            yield payment
        finally:
            if payment.call is None:
                self._store.delete(key)
            else:
                self._store.write(key, _record(spent=payment.call.usd or 0.0, call=payment.call.model_dump()))

    async def _hold(self, video: str, highest: float | None, lasting: float) -> str:
        limit = self._limit(video)
        if limit is not None and highest is None:
            raise BudgetExceededError(limit, self.spent(video), None)
        price = highest or 0.0
        while True:
            key = f"{PREFIX}{video}/{time.time_ns()}-{secrets.token_hex(4)}.json"
            self._store.write(key, _record(held=price, owner=Owner.here(lasting)._asdict()))
            sums = await asyncio.to_thread(self._sums, video)
            if limit is None or sums.spent + sums.held <= limit:
                return key
            self._store.delete(key)
            if sums.spent + price > limit:
                raise BudgetExceededError(limit, sums.spent, price)
            await asyncio.sleep(random.uniform(_LOOK_S / 2, _LOOK_S))  # noqa: S311 - jitter, not a secret

    def _sums(self, video: str) -> _Sums:
        spent = held = 0.0
        for record in self._records(video):
            if record["owner"] is None or Owner(**record["owner"]).gone:
                spent += record["spent"] + record["held"]
            else:
                held += record["held"]
        return _Sums(spent, held)

    def _records(self, video: str) -> Iterator[dict[str, Any]]:
        for key in self._store.list(f"{PREFIX}{video}/"):
            with contextlib.suppress(MissingArtifactError):
                yield json.loads(self._store.read(key))


def _record(
    *, spent: float = 0.0, held: float = 0.0, owner: dict[str, Any] | None = None, call: dict[str, Any] | None = None
) -> bytes:
    return json.dumps({"spent": spent, "held": held, "owner": owner, "call": call}).encode()
