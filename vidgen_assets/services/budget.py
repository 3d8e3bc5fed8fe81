"""The budget: a guard that is asked before each paid call. What has been spent is what the store's records say."""

from collections.abc import Callable

from vidgen_assets.domain.service_errors import BudgetExceededError


class Budget:
    """Stops before the call that could pass `limit` dollars for one video; without a limit it lets all pass.

    `spent` tells what the video has cost so far. Calls in flight are held at their highest price until they are
    settled, so that calls made at once cannot pass the limit together.
    """

    def __init__(self, limit: float | None, spent: Callable[[], float]) -> None:
        self._limit, self._spent = limit, spent
        self._held = 0.0

    def hold(self, highest: float | None) -> float:
        """Set aside the highest price of a call; returns what to `settle`. A call of unknown price may not be made."""
        if self._limit is None:
            return 0.0
        spent = self._spent() + self._held
        price = float("inf") if highest is None else highest
        if spent + price > self._limit:
            raise BudgetExceededError(self._limit, spent, price)
        self._held += price
        return price

    def settle(self, held: float) -> None:
        """The call has ended; what it really cost is in `spent` from now on."""
        self._held -= held
