"""The SDK's exceptions, translated once into the project's. What is asked, and when again, is decided elsewhere."""

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
from vidgen_assets.providers.claude.service import KEY, SERVICE
from vidgen_assets.services.redaction import Redaction
from vidgen_assets.services.web import retry_after

_NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)


def translated(error: Exception, redaction: Redaction) -> ServiceError:
    """The project's error for whatever `anthropic` or its HTTP library raised while waiting for an answer.

    The key is taken out of what the service says.
    """
    said = redaction.of(str(error))
    if isinstance(error, anthropic.APIStatusError):
        return _by_status(error, redaction.of(_message(error))[:500], redaction)
    if isinstance(error, _NEVER_SENT) or isinstance(error.__cause__, _NEVER_SENT):
        return ServiceUnavailableError(f"no connection: {said}", service=SERVICE)
    if isinstance(error, (anthropic.APIConnectionError, httpx2.HTTPError)):
        # The server may have done the work, and billed it, before the line broke: once more, and no oftener.
        broken = "timed out" if "imeout" in type(error).__name__ else "the connection broke"
        return ServiceUnavailableError(f"{broken}: {said}", service=SERVICE, most_attempts=2)
    return ServiceRejectedError(f"{type(error).__name__}: {said}", service=SERVICE)


def _message(error: anthropic.APIStatusError) -> str:
    """What the service says itself, if it does as documented; else all that the SDK makes of it."""
    body = error.body if isinstance(error.body, dict) else {}
    told = body.get("error")
    said = told.get("message") if isinstance(told, dict) else None
    return str(said or error.message)


def _by_status(error: anthropic.APIStatusError, message: str, redaction: Redaction) -> ServiceError:
    status, name = error.status_code, error.request_id
    told: dict[str, Any] = {"service": SERVICE, "status": status, "request_id": redaction.of(name) if name else None}
    if status in (401, 403):
        return CredentialsError(f"the key is not accepted; check {KEY}: {message}", **told)
    if status == 402:
        return QuotaError(f"the account behind {KEY} has no credit left: {message}", **told)
    if status in (408, 409, 429) or status >= 500:
        return ServiceUnavailableError(message, retry_after=retry_after(error.response.headers), **told)
    if status == 200:
        return ServiceUnavailableError(f"the stream broke off: {message}", most_attempts=2, **told)
    return ServiceRejectedError(message, **told)
