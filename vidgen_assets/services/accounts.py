"""Accounts: what each video has cost, call by call, and the budget that stops before the call which would pass it.

They last in the store, as several processes work on one video. What a call costs is up to its provider.
"""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Callable
from typing import NamedTuple

from vidgen_assets.domain.ports import ArtifactStore
from vidgen_assets.domain.service_errors import BudgetExceededError
from vidgen_assets.domain.spend import Call, Spend
from vidgen_assets.services.account_book import AccountBook
from vidgen_assets.services.claims import Owner
from vidgen_assets.services.leases import renewing

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
    """What a video has cost: US dollars, and the calls that were or may have been billed, in the order of their start.

    The dollars are more than the calls' where a call was cut off by the death of its process: at most so much it cost.
    """

    usd: float
    spend: Spend


class Accounts:
    """The calls that were paid for each video, in its account book.

    `limit` gives a video's budget in US dollars, or None. A call under way is held at its highest price, and each is
    made only if those before it leave enough, so that calls made at once, by any number of processes, cannot pass the
    limit together. Of a call whose process was killed nobody knows what it cost; it counts at its highest price.
    """

    def __init__(self, store: ArtifactStore, limit: Callable[[str], float | None]) -> None:
        self._store, self._limit = store, limit

    def spent(self, video: str) -> float:
        """US dollars, so far."""
        return AccountBook(self._store, video).sums().spent

    def bill(self, video: str) -> Bill:
        """Everything that was ever bought for a video. Attempts that cost nothing are told of by artifacts."""
        book = AccountBook(self._store, video)
        end = book.last() + 1
        return Bill(book.sums(end).spent, Spend(calls=book.calls(end)))

    @contextlib.asynccontextmanager
    async def paying(self, video: str, highest: float | None) -> AsyncIterator[Payment]:
        """Make a call that costs at most `highest` US dollars (None: nobody knows).

        Waits while calls under way might use up what it needs. Raises `BudgetExceededError` when that is used up.
        """
        limit = self._limit(video)
        if limit is not None and highest is None:
            raise BudgetExceededError(limit, self.spent(video), None)
        book, payment = AccountBook(self._store, video), Payment()
        number = book.open(highest or 0.0, Owner.here())
        try:
            async with renewing(lambda: book.renew(number)):
                if limit is not None:
                    await _afford(book, number, highest or 0.0, limit)
                yield payment
        finally:
            book.settle(number, payment.call)


async def _afford(book: AccountBook, number: int, price: float, limit: float) -> None:
    while True:
        sums = await asyncio.to_thread(book.sums, number)
        if sums.spent + sums.held + price <= limit:
            return
        if sums.spent + price > limit:
            raise BudgetExceededError(limit, sums.spent, price)
        await asyncio.sleep(random.uniform(_LOOK_S / 2, _LOOK_S))  # noqa: S311 - jitter, not a secret
