"""Doing several paid things at once. What they are is the caller's."""

import asyncio
from collections.abc import Awaitable, Iterable
from typing import Protocol, TypeVar

from vidgen_assets.domain.service_errors import ServiceError
from vidgen_assets.domain.spend import Spend


class Bought(Protocol):
    """Something that was paid for."""

    @property
    def spend(self) -> Spend:
        """The calls that it took."""


B = TypeVar("B", bound=Bought)


async def all_of(calls: Iterable[Awaitable[B]]) -> list[B]:
    """The results in order. If one fails the others still come to their end, as what is under way is paid for; then
    the first error, in order, is raised. The `spend` of a `ServiceError` tells what all of them have cost."""
    done = await asyncio.gather(*calls, return_exceptions=True)
    errors = [one for one in done if isinstance(one, BaseException)]
    if errors and isinstance(errors[0], ServiceError):
        errors[0].spend = Spend.total(
            one.spend for one in done if isinstance(one, ServiceError) or not isinstance(one, BaseException)
        )
    if errors:
        raise errors[0]
    return [one for one in done if not isinstance(one, BaseException)]
