"""Whether a key may ask, found out without Anthropic's SDK: to import that takes most of a second, and a command that
checks before it leaves the work to runs needs it for nothing else.
"""

import httpx2

from vidgen_assets.domain.service_errors import ServiceRejectedError
from vidgen_assets.providers.claude.errors import by_line, by_status, said_in
from vidgen_assets.providers.claude.service import SERVICE
from vidgen_assets.services.redaction import Redaction

API_VERSION = "2026-10-21"
"""That of the SDK."""

_ANTHROPIC = "https://api.anthropic.com"
_TIMEOUT_S = 20.0


async def models(key: str | None, base_url: str | None) -> int:
    """How many models the key may use. It costs nothing. Raises a `ServiceError`."""
    redaction = Redaction(key)
    headers = {"anthropic-version": API_VERSION, "authorization": f"Bearer {key or 'none'}"}
    async with httpx2.AsyncClient(headers=headers, timeout=_TIMEOUT_S, follow_redirects=True) as client:
        try:
            answer = await client.get(f"{base_url or _ANTHROPIC}/v1/models")
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            # Not `from error`: what a server answers may hold the key, and would be stored with the traceback.
            raise by_line(error, redaction.of(str(error))) from None
    if answer.status_code != httpx2.codes.OK:
        said = redaction.of(said_in(_fields(answer), f"Error code: {answer.status_code} - {answer.text.strip()}"))
        name = redaction.of(answer.headers.get("request-id", "")) or None
        raise by_status(answer.status_code, said, answer.headers, name)
    try:
        return len(answer.json()["data"])
    except (ValueError, KeyError, TypeError):
        problem = "what it answers is no list of models; is a proxy in the way of ANTHROPIC_BASE_URL?"
        raise ServiceRejectedError(problem, service=SERVICE) from None


def _fields(answer: httpx2.Response) -> object:
    try:
        return answer.json()
    except ValueError:
        return None
