"""The SDK's exceptions, translated once into the project's. What is asked, and when again, is decided elsewhere."""

import re
from typing import Any

import anthropic
import httpx2

from vidgen_assets.domain.service_errors import (
    CredentialsError,
    QuotaError,
    ServiceError,
    ServiceRejectedError,
    ServiceUnavailableError,
)
from vidgen_assets.services.redaction import redacted

SERVICE = "anthropic"
KEY = "ANTHROPIC_API_KEY"


def translated(error: Exception, key: str | None) -> ServiceError:
    """The project's error for whatever `anthropic` or its HTTP library raised while waiting for an answer.

    `key` is taken out of what the service says.
    """
    if isinstance(error, anthropic.APIStatusError):
        return _by_status(error, redacted(str(error.message), key)[:500])
    said = redacted(str(error), key)
    if isinstance(error, (anthropic.APIConnectionError, httpx2.HTTPError)):
        # The server may have done the work, and billed it, before the line broke: once more, and no oftener.
        broken = "timed out" if "imeout" in type(error).__name__ else "the connection broke"
        return ServiceUnavailableError(f"{broken}: {said}", service=SERVICE, most_attempts=2)
    return ServiceRejectedError(f"{type(error).__name__}: {said}", service=SERVICE)


def _by_status(error: anthropic.APIStatusError, message: str) -> ServiceError:
    status = error.status_code
    told: dict[str, Any] = {"service": SERVICE, "status": status, "request_id": error.request_id}
    if status in (401, 403):
        return CredentialsError(f"the key is not accepted; check {KEY}: {message}", **told)
    if status == 402:
        return QuotaError(f"the account behind {KEY} has no credit left: {message}", **told)
    if status in (408, 409, 429) or status >= 500:
        return ServiceUnavailableError(message, retry_after=_retry_after(error), **told)
    if status == 200:
        return ServiceUnavailableError(f"the stream broke off: {message}", most_attempts=2, **told)
    return ServiceRejectedError(message, **told)


def _retry_after(error: anthropic.APIStatusError) -> float | None:
    header = error.response.headers.get("retry-after", "")
    return float(header) if re.fullmatch(r"\d+(\.\d+)?", header) else None
