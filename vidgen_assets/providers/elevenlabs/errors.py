"""Answers of ElevenLabs that are errors, translated once into the project's. Asking again is decided elsewhere."""

import json
from typing import Any, NamedTuple

from vidgen_assets.domain.errors import InputError, VidgenError
from vidgen_assets.domain.service_errors import (
    CredentialsError,
    QuotaError,
    ServiceRejectedError,
    ServiceUnavailableError,
)
from vidgen_assets.services.web import Response, retry_after

SERVICE = "elevenlabs"
KEY = "ELEVENLABS_API_KEY"
_CROWDED = ("too_many_concurrent_requests", "concurrent_limit_exceeded")


class Detail(NamedTuple):
    """What an error says of itself: the service's own name for it, and a message for people."""

    name: str
    message: str


def failure(response: Response) -> VidgenError | None:
    """The error that a response is, or None when it is none."""
    status = response.status
    if status < 300:
        return None
    name, message = detail(response.body)
    told: dict[str, Any] = {"service": SERVICE, "status": status, "request_id": response.headers.get("request-id")}
    if name == "quota_exceeded" or status == 402:
        return QuotaError(f"the account behind {KEY} has no credit left: {message}", **told)
    if status in (401, 403):
        return CredentialsError(f"the key is not accepted; check {KEY}: {message}", **told)
    if name == "voice_not_found" or (status == 404 and "voice" in message.lower()):
        return InputError(f"ElevenLabs says {message}", field="voice", fix="Name a voice that the account has")
    if status in (408, 409, 425, 429) or status >= 500:
        wait = retry_after(response.headers)
        return ServiceUnavailableError(message, retry_after=wait, crowded=name in _CROWDED, **told)
    return ServiceRejectedError(message, **told)


def detail(body: bytes) -> Detail:
    """The detail of an error, in either of the two shapes that the service gives it, or the start of anything else."""
    try:
        found = json.loads(body)["detail"]
        if isinstance(found, list):
            return Detail("invalid", "; ".join(f"{_place(fault['loc'])}: {fault['msg']}" for fault in found))
        if isinstance(found, str):
            return Detail("", found)
        name = str(found.get("status") or found.get("code") or "")
        return Detail(name, ": ".join(part for part in (name, str(found.get("message", ""))) if part))
    except (ValueError, KeyError, TypeError, AttributeError):
        start = body[:80].decode(errors="replace").strip()
        return Detail("", f"it answered {start!r}" if start else "it answered nothing")


def _place(location: list[str | int]) -> str:
    return ".".join(str(part) for part in location)
