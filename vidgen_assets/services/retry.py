"""The one retry loop. Which errors are worth another try is told by the errors themselves."""

import logging
import random
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from tenacity import AsyncRetrying, RetryCallState

from vidgen_assets.domain.record import Record
from vidgen_assets.domain.service_errors import ServiceError, ServiceUnavailableError

Result = TypeVar("Result")
Failed = Callable[[ServiceError, float], None]
"""Is told of each attempt that failed, and how many seconds it took."""

_log = logging.getLogger(__name__)


class RetryPolicy(Record):
    """How patient to be. Waits are in seconds; they double from `first_wait`, with full jitter, up to `longest_wait`.

    A service that says how long to wait is obeyed, and not asked sooner than by our own measure either; one that says
    longer than `longest_wait` has failed.
    A call refused because too many run at once was never begun: it may be made up to `crowded_attempts` times.
    """

    attempts: int = 5
    crowded_attempts: int = 30
    first_wait: float = 1.0
    longest_wait: float = 60.0


async def retrying(call: Callable[[], Awaitable[Result]], policy: RetryPolicy, failed: Failed) -> Result:
    """The result of the first attempt that succeeds, else the last error. Each failure is logged, and told."""
    attempts = AsyncRetrying(
        reraise=True,
        stop=lambda state: state.attempt_number >= _most(state, policy),
        retry=lambda state: _worth_it(state, policy),
        wait=lambda state: _wait(state, policy),
        before_sleep=_tell,
    )
    async for attempt in attempts:
        with attempt:
            return await _timed(call, failed)
    raise AssertionError("tenacity re-raises the last error")


async def _timed(call: Callable[[], Awaitable[Result]], failed: Failed) -> Result:
    began = time.monotonic()
    try:
        return await call()
    except ServiceError as error:
        failed(error, time.monotonic() - began)
        raise


def _tell(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    _log.warning("Trying again in %.1f s: %s", state.upcoming_sleep, error)


def _worth_it(state: RetryCallState, policy: RetryPolicy) -> bool:
    error = state.outcome.exception() if state.outcome else None
    if not isinstance(error, ServiceUnavailableError):
        return False
    if error.retry_after is not None and error.retry_after > policy.longest_wait:
        return False
    return error.most_attempts is None or state.attempt_number < error.most_attempts


def _most(state: RetryCallState, policy: RetryPolicy) -> int:
    error = state.outcome.exception() if state.outcome else None
    crowded = isinstance(error, ServiceUnavailableError) and error.crowded
    return max(policy.attempts, policy.crowded_attempts) if crowded else policy.attempts


def _wait(state: RetryCallState, policy: RetryPolicy) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, ServiceUnavailableError) else None
    ceiling = min(policy.longest_wait, policy.first_wait * 2.0 ** (state.attempt_number - 1))
    return max(asked or 0.0, random.uniform(0.0, ceiling))  # noqa: S311 - jitter, not a secret
