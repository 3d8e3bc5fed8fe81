"""Answers of such servers that are errors, translated once into the project's. Asking again is decided elsewhere."""

import json
from typing import Any

from vidgen_assets.domain.service_errors import (
    CredentialsError,
    QuotaError,
    ServiceError,
    ServiceRejectedError,
    ServiceUnavailableError,
)
from vidgen_assets.services.web import Response, retry_after

SERVICE = "speech"
KEY = "VIDGEN_SPEECH_API_KEY"


def failure(response: Response) -> ServiceError | None:
    """The error that a response is, or None when it is none."""
    status = response.status
    if status < 300:
        return None
    code, message = _told(response.body)
    told: dict[str, Any] = {"service": SERVICE, "status": status, "request_id": response.headers.get("x-request-id")}
    if status == 402 or code == "insufficient_quota":
        return QuotaError(f"the account behind {KEY} has no credit left: {message}", **told)
    if status in (401, 403):
        return CredentialsError(f"the key is not accepted; check {KEY}: {message}", **told)
    if status in (408, 409, 425, 429) or status >= 500:
        wait = retry_after(response.headers)
        # A rate limit says when it ends; a server that is asked too much at once cannot.
        return ServiceUnavailableError(message, retry_after=wait, crowded=status == 429 and wait is None, **told)
    return ServiceRejectedError(message, **told)


def _told(body: bytes) -> tuple[str, str]:
    """The code and message of an error, in OpenAI's shape or in FastAPI's, or the start of anything else."""
    try:
        answer = json.loads(body)
        found = answer.get("error") or answer["detail"]
        if isinstance(found, dict):
            return str(found.get("code") or found.get("error") or ""), str(found["message"])
        if isinstance(found, list):
            return "", "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in found)
        return "", str(found)
    except (ValueError, KeyError, TypeError, AttributeError):
        start = body[:80].decode(errors="replace").strip()
        return "", f"it answered {start!r}" if start else "it answered nothing"
