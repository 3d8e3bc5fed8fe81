import time

import pytest

from vidgen_assets.domain.service_errors import ServiceError, ServiceRejectedError, ServiceUnavailableError
from vidgen_assets.services.retry import RetryPolicy, retrying

QUICK = RetryPolicy(attempts=4, first_wait=0.01, longest_wait=0.3)


class Flaky:
    """Raises each of `errors`, then answers; `at` has the time of each call, `failed` what was told."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.at: list[float] = []
        self.failed: list[str] = []

    async def call(self) -> str:
        self.at.append(time.monotonic())
        if self._errors:
            raise self._errors.pop(0)
        return "answer"

    def note(self, error: ServiceError, seconds: float) -> None:
        self.failed.append(str(error))


def busy(**told: float | int | bool) -> ServiceUnavailableError:
    return ServiceUnavailableError("busy", service="echo", **told)  # type: ignore[arg-type]


async def test_what_may_work_later_is_asked_again_and_each_failure_told() -> None:
    flaky = Flaky(busy(status=500), busy(status=529))
    assert await retrying(flaky.call, QUICK, flaky.note) == "answer"
    assert flaky.failed == ["echo: busy (HTTP 500)", "echo: busy (HTTP 529)"]


async def test_the_last_error_comes_out_when_all_attempts_failed() -> None:
    flaky = Flaky(*[busy(status=500)] * 9)
    with pytest.raises(ServiceUnavailableError):
        await retrying(flaky.call, QUICK, flaky.note)
    assert len(flaky.at) == 4


async def test_what_will_never_work_is_asked_once() -> None:
    flaky = Flaky(ServiceRejectedError("no", service="echo", status=400))
    with pytest.raises(ServiceRejectedError):
        await retrying(flaky.call, QUICK, flaky.note)
    assert len(flaky.at) == 1


async def test_a_wait_that_the_service_asks_for_is_kept() -> None:
    flaky = Flaky(busy(retry_after=0.2))
    await retrying(flaky.call, QUICK, flaky.note)
    assert flaky.at[1] - flaky.at[0] >= 0.2


async def test_a_service_that_asks_for_too_long_a_wait_has_failed() -> None:
    flaky = Flaky(busy(retry_after=3600))
    with pytest.raises(ServiceUnavailableError):
        await retrying(flaky.call, QUICK, flaky.note)
    assert len(flaky.at) == 1


async def test_a_call_that_may_be_billed_twice_is_repeated_only_as_often_as_it_says() -> None:
    flaky = Flaky(*[busy(most_attempts=2)] * 9)
    with pytest.raises(ServiceUnavailableError):
        await retrying(flaky.call, QUICK, flaky.note)
    assert len(flaky.at) == 2


async def test_other_exceptions_pass() -> None:
    flaky = Flaky(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        await retrying(flaky.call, QUICK, flaky.note)
    assert len(flaky.at) == 1


async def test_a_call_that_was_refused_because_too_many_run_at_once_may_be_made_oftener() -> None:
    policy = QUICK.model_copy(update={"crowded_attempts": 8})
    flaky = Flaky(*[busy(status=429, crowded=True)] * 7)
    assert await retrying(flaky.call, policy, flaky.note) == "answer"
    assert len(flaky.at) == 8
