"""HTTP as services speak it: one session for all calls made at once, and what a broken line means. No service's own."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import aiohttp

from vidgen_assets.domain.service_errors import ServiceRejectedError, ServiceUnavailableError
from vidgen_assets.services.redaction import Redaction


class Response(NamedTuple):
    """What a server answered, whole. Header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class _Shared:
    session: aiohttp.ClientSession
    users: int = 0


class Web:
    """Calls of one service. All that run at once in an event loop share a session, which lasts as long as they do.

    Where a server repeats the `secret`, its key, it is struck out before anybody reads or keeps it.
    """

    def __init__(self, service: str, secret: str | None = None) -> None:
        self._service, self._redaction = service, Redaction(secret)
        self._open: WeakKeyDictionary[asyncio.AbstractEventLoop, _Shared] = WeakKeyDictionary()

    @contextlib.asynccontextmanager
    async def session(self) -> AsyncIterator[aiohttp.ClientSession]:
        """The running loop's session; hold it around calls that belong together."""
        loop = asyncio.get_running_loop()
        if loop not in self._open:
            self._open[loop] = _Shared(aiohttp.ClientSession())
        shared = self._open[loop]
        shared.users += 1
        try:
            yield shared.session
        finally:
            shared.users -= 1
            if not shared.users:
                del self._open[loop]
                await shared.session.close()

    async def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        timeout_s: float,
        params: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> Response:
        """The whole answer, whatever its status.

        Raises `ServiceUnavailableError` when none comes within `timeout_s` seconds or the line breaks: the server may
        have done the work, and billed it, so that is tried once more and no oftener. Where no connection was made,
        nothing was billed, and there is no such bound. Raises `ServiceRejectedError` for an unusable URL.
        """
        timeout = aiohttp.ClientTimeout(total=timeout_s)
        try:
            async with (
                self.session() as session,
                session.request(method, url, headers=headers, params=params, json=body, timeout=timeout) as answer,
            ):
                return self._discreet(answer.status, answer.headers, await answer.read())
        except aiohttp.InvalidURL as error:
            raise ServiceRejectedError(f"{error} is no usable address", service=self._service) from error
        except aiohttp.ClientConnectorError as error:
            raise ServiceUnavailableError(f"no connection: {error}", service=self._service) from error
        except TimeoutError as error:
            problem = f"no answer within {timeout_s:g} s"
            raise ServiceUnavailableError(problem, service=self._service, most_attempts=2) from error
        except (aiohttp.ClientError, OSError) as error:
            problem = f"the connection broke: {self._redaction.of(str(error)) or type(error).__name__}"
            # Not `from error`: it may quote what the server sent, and would be stored with the traceback.
            raise ServiceUnavailableError(problem, service=self._service, most_attempts=2) from None

    def _discreet(self, status: int, headers: Mapping[str, str], body: bytes) -> Response:
        discreet = self._redaction.of_answer if status < 300 else self._redaction.of_error
        return Response(
            status, {name.lower(): self._redaction.of(text) for name, text in headers.items()}, discreet(body)
        )


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that a service asks to wait (RFC 9110, 10.2.3), or None when it does not say."""
    told = headers.get("retry-after", "").strip()
    try:
        return max(0.0, float(told))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
