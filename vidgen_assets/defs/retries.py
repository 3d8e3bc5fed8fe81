"""What of a run is tried again, and when: what an outage kept from being made, and no more.

A service's own calls are repeated for a minute or so by whoever makes them. What is left after that is a longer
outage: the step waits, which the UI shows, and holds no place in a pool meanwhile. Bad input, a used-up budget or a
wrong key fail at once.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from vidgen_assets.domain.service_errors import ServiceUnavailableError

_SHARES = (0.1, 0.3, 0.6)


class OutagePolicy:
    """Tries again three times, each after a longer wait; `patience_s` is all waits together, and 0 for never."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s

    @contextmanager
    def retrying(self, context: dg.AssetExecutionContext) -> Iterator[None]:
        """Do what is inside once more, later, when it fails by an outage."""
        try:
            yield
        except ServiceUnavailableError as error:
            number = context.retry_number
            if number >= len(_SHARES) or not self._patience_s:
                raise
            wait = max(error.retry_after or 0.0, self._patience_s * _SHARES[number])
            if wait > self._patience_s:  # it said that it will be away for longer than anybody wants to wait
                raise
            jitter = random.uniform(1.0, 1.2)  # noqa: S311 - so that many steps do not come back at once
            raise dg.RetryRequested(max_retries=len(_SHARES), seconds_to_wait=wait * jitter) from error
