"""What can go wrong with a paid service, and what to do. A provider translates its vendor's errors into these."""

from vidgen_assets.domain.errors import VidgenError
from vidgen_assets.domain.spend import Spend


class ServiceError(VidgenError):
    """A paid service gave no usable answer.

    Attributes:
        service: its name, such as ``anthropic``.
        status: the HTTP status, or None when none came.
        request_id: the service's own name for the request, for its support.
        spend: the calls that were made until then, failed attempts and what else was bought for the same thing.
    """

    spend = Spend()

    def __init__(self, message: str, *, service: str, status: int | None = None, request_id: str | None = None) -> None:
        self.service, self.status, self.request_id = service, status, request_id
        told = f" (HTTP {status})" if status else ""
        asked = f" [request {request_id}]" if request_id else ""
        super().__init__(f"{service}: {message}{told}{asked}")


class ServiceUnavailableError(ServiceError):
    """It may work if asked again: overload, rate limit, outage, timeout, a broken connection.

    Attributes:
        retry_after: seconds that the service asked to wait, or None.
        most_attempts: how often the call may be made in all, where repeating it could be billed twice; or None.
        crowded: True when the service said that too many requests run at once.
    """

    def __init__(
        self,
        message: str,
        *,
        service: str,
        status: int | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        most_attempts: int | None = None,
        crowded: bool = False,
    ) -> None:
        self.retry_after, self.most_attempts, self.crowded = retry_after, most_attempts, crowded
        super().__init__(message, service=service, status=status, request_id=request_id)

    @property
    def uncertain(self) -> bool:
        """Whether the service may have done the work, and billed it."""
        return self.most_attempts is not None


class ServiceRejectedError(ServiceError):
    """The service will not take this request, however often it is asked."""


class CredentialsError(ServiceError):
    """The key is missing or wrong; the message names its variable."""

    exit_code = 2


class QuotaError(ServiceError):
    """The account has no credit or quota left; the message names the variable of its key."""

    exit_code = 2


class AnswerError(ServiceError):
    """An answer came and is kept as evidence, but it cannot be used: HTML, broken JSON, damaged audio."""


class RefusalError(ServiceError):
    """The model declined; asking again would not help. The message gives its category."""


class BudgetExceededError(VidgenError):
    """The next call would pass the budget; nothing was sent, and all that was made is kept."""

    exit_code = 2

    def __init__(self, budget: float, spent: float, next_call: float | None) -> None:
        self.budget, self.spent, self.next_call = budget, spent, next_call
        known = "has no known price" if next_call is None else f"may cost ${next_call:.4f}"
        super().__init__(
            f"the budget of {_dollars(budget)} might be passed: ${spent:.4f} is spent, and the next call {known}. "
            "All that was made is kept; raise --budget to go on"
        )


def _dollars(budget: float) -> str:
    return f"${budget:.2f}" if budget == round(budget, 2) else f"${budget:g}"


class ReplayMissError(VidgenError):
    """Replay has no recorded answer to a request, and never asks a service."""

    exit_code = 2

    def __init__(self, service: str, key: str) -> None:
        self.service, self.key = service, key
        super().__init__(
            f"{service}: no recorded answer under {key}. Record it with VIDGEN_REPLAY=record, or unset VIDGEN_REPLAY"
        )
