"""Keeping a lease alive while work goes on. What is leased, and how it is written down, is the caller's."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable

from vidgen_assets.domain.errors import StorageError
from vidgen_assets.services.claims import LEASE_S

_log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def renewing(renew: Callable[[], None], every: float = LEASE_S / 4) -> AsyncIterator[None]:
    """Call `renew`, in a thread, every so many seconds, and never again once the context is left."""
    leaving = asyncio.Event()

    async def go_on() -> None:
        while not await _set_within(leaving, every):
            try:
                await asyncio.to_thread(renew)
            except StorageError as error:
                _log.warning("a lease could not be renewed: %s", error)

    task = asyncio.create_task(go_on())
    try:
        yield
    finally:
        leaving.set()
        # A renewal under way would bring back what the caller removes next: it is waited for, even when cancelled.
        await asyncio.shield(task)


async def _set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
