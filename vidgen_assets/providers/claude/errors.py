"""What a status of the Messages API or a broken line means, as the project's errors. The SDK is not needed for that.

What is asked, and when again, is decided elsewhere.
"""

from collections.abc import Mapping
from typing import Any

import httpx2

from vidgen_assets.domain.service_errors import (
    CredentialsError,
    QuotaError,
    ServiceError,
    ServiceRejectedError,
    ServiceUnavailableError,
)
from vidgen_assets.providers.claude.service import KEY, SERVICE
from vidgen_assets.services.web import retry_after

_NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
_MOST_TOLD = 500


def by_status(status: int, message: str, headers: Mapping[str, str], request_id: str | None) -> ServiceError:
    """The error for an answer that is none. The key is to be taken out of all that is told."""
    said = message[:_MOST_TOLD]
    told: dict[str, Any] = {"service": SERVICE, "status": status, "request_id": request_id}
    if status in (401, 403):
        return CredentialsError(f"the key is not accepted; check {KEY}: {said}", **told)
    if status == 402:
        return QuotaError(f"the account behind {KEY} has no credit left: {said}", **told)
    if status in (408, 409, 429) or status >= 500:
        return ServiceUnavailableError(said, retry_after=retry_after(headers), **told)
    if status == 200:
        return ServiceUnavailableError(f"the stream broke off: {said}", most_attempts=2, **told)
    return ServiceRejectedError(said, **told)


def by_line(error: Exception, said: str) -> ServiceError:
    """The error for a line that broke, or could not be had at all."""
    if isinstance(error, _NEVER_SENT) or isinstance(error.__cause__, _NEVER_SENT):
        return ServiceUnavailableError(f"no connection: {said}", service=SERVICE)
    # The server may have done the work, and billed it, before the line broke: once more, and no oftener.
    broken = "timed out" if "imeout" in type(error).__name__ else "the connection broke"
    return ServiceUnavailableError(f"{broken}: {said}", service=SERVICE, most_attempts=2)


def said_in(body: object, otherwise: str) -> str:
    """What the service says itself in an answer, if it does as documented."""
    told = body.get("error") if isinstance(body, dict) else None
    said = told.get("message") if isinstance(told, dict) else None
    return str(said or otherwise)
