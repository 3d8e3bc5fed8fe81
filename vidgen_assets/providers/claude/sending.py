"""Sending a request to the Messages API by Anthropic's SDK, and its exceptions, translated once into the project's.

To import the SDK takes most of a second, so this is imported when a call is made, or before a process forks for one.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import anthropic
import httpx2

from vidgen_assets.domain.service_errors import ServiceError, ServiceRejectedError
from vidgen_assets.providers.claude.errors import by_line, by_status, said_in
from vidgen_assets.providers.claude.service import SERVICE
from vidgen_assets.services.redaction import Redaction
from vidgen_assets.services.reply import Reply

_KEPT_HEADERS = ("content-type", "request-id")
_EVENTS = "text/event-stream"


class Line(NamedTuple):
    """The way to a server: the key, if it wants one, and its address, if it is not Anthropic's."""

    key: str | None
    base_url: str | None

    async def send(self, request: Mapping[str, Any], timeout_s: float) -> Reply:
        """The answer, whole. Raises a `ServiceError`."""
        async with self._client() as client:
            try:
                raw = await client.messages.with_raw_response.create(**request, timeout=timeout_s)
                return self._reply(raw.http_response, await raw.http_response.aread())
            except (anthropic.AnthropicError, httpx2.HTTPError) as error:
                # Not `from error`: what a server answers may hold the key, and would be stored with the traceback.
                raise _translated(error, self._redaction) from None

    async def send_aloud(self, request: Mapping[str, Any], timeout_s: float, hear: Callable[[str], None]) -> Reply:
        """The same answer, while `hear` is given each piece of its text as it comes; the whole at once by a server that
        does not stream."""
        async with self._client() as client:
            try:
                async with client.messages.stream(**request, timeout=timeout_s) as stream:
                    response = stream.response
                    if not response.headers.get("content-type", "").startswith(_EVENTS):
                        return self._reply(response, await response.aread())
                    async for text in stream.text_stream:
                        hear(text)
                    message = await stream.get_final_message()
            except (anthropic.AnthropicError, httpx2.HTTPError) as error:
                raise _translated(error, self._redaction) from None
        reply = self._reply(response, message.to_json(indent=None, exclude_unset=True).encode())
        return reply._replace(headers=reply.headers | {"content-type": "application/json"})

    @property
    def _redaction(self) -> Redaction:
        return Redaction(self.key)

    def _client(self) -> anthropic.AsyncAnthropic:
        # A server of one's own may want no key, but the SDK refuses to start without one.
        return anthropic.AsyncAnthropic(api_key=self.key or "none", base_url=self.base_url, max_retries=0)

    def _reply(self, response: httpx2.Response, body: bytes) -> Reply:
        return Reply(self._redaction.of_answer(body), self._kept(response))

    def _kept(self, response: httpx2.Response) -> dict[str, str]:
        # A proxy's page may repeat what it was sent, key and all.
        kept = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        return {name: self._redaction.of(text) for name, text in kept.items()}


def _translated(error: Exception, redaction: Redaction) -> ServiceError:
    """The project's error for whatever the SDK or its HTTP library raised while waiting for an answer.

    The key is taken out of what the service says.
    """
    if isinstance(error, anthropic.APIStatusError):
        name = redaction.of(error.request_id) if error.request_id else None
        message = redaction.of(said_in(error.body, str(error.message)))
        return by_status(error.status_code, message, error.response.headers, name)
    said = redaction.of(str(error))
    if isinstance(error, (anthropic.APIConnectionError, httpx2.HTTPError)):
        return by_line(error, said)
    return ServiceRejectedError(f"{type(error).__name__}: {said}", service=SERVICE)
