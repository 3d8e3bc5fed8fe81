"""A local HTTP server that speaks the Messages API, and has faults on demand. It records what it was asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.typedefs import Middleware

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
KEY = "sk-ant-a-secret-that-must-not-leak"


class MessagesApi:
    """Gives `answers` one after another, then goes on with what `otherwise` makes of each request's body."""

    def __init__(self, *answers: Answer, otherwise: Callable[[Mapping[str, Any]], Answer] | None = None) -> None:
        self._answers, self._otherwise = list(answers), otherwise
        self.asked: list[Mapping[str, Any]] = []
        self.headers: list[Mapping[str, str]] = []
        self.url = ""

    @asynccontextmanager
    async def serving(self, *middlewares: Middleware) -> AsyncIterator["MessagesApi"]:
        application = web.Application(client_max_size=1 << 26, middlewares=middlewares)
        application.router.add_post("/v1/messages", self._answer)
        application.router.add_get("/v1/models", self._models)
        server = TestServer(application)
        await server.start_server()
        self.url = str(server.make_url("")).rstrip("/")
        try:
            yield self
        finally:
            await server.close()

    def answer_with(self, *answers: Answer) -> None:
        """Give these from now on."""
        self._answers = list(answers)

    @property
    def requests(self) -> int:
        return len(self.asked)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.asked.append(body)
        self.headers.append(dict(request.headers))
        if self._answers:
            return await self._answers.pop(0)(request)
        if self._otherwise is None:
            return web.json_response({"error": "the test expected no request"}, status=418)
        return await self._otherwise(body)(request)

    async def _models(self, request: web.Request) -> web.StreamResponse:
        self.headers.append(dict(request.headers))
        if self._answers:
            return await self._answers.pop(0)(request)
        models = [{"id": name, "type": "model", "display_name": name, "created_at": _NOW} for name in ("a", "b")]
        return web.json_response({"data": models, "has_more": False, "first_id": "a", "last_id": "b"})


_NOW = "2026-01-01T00:00:00Z"


def says(text: str, stop_reason: str = "end_turn", **fields: Any) -> Answer:
    """A message with this text; `fields` are added to it."""
    return body(json.dumps(message(text, stop_reason) | fields), "application/json")


def message(text: str, stop_reason: str = "end_turn") -> dict[str, Any]:
    """The message itself."""
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-5-5",
        "content": [{"type": "text", "text": text}],
        "stop_reason": stop_reason,
        "stop_sequence": None,
        "usage": {"input_tokens": 1000, "output_tokens": 2000, "cache_read_input_tokens": 400},
    }


def streams(
    text: str,
    seconds: float = 0.0,
    pieces: int = 20,
    until: int | None = None,
    wait: Callable[[], Awaitable[object]] | None = None,
) -> Answer:
    """The same message as events, over so many seconds; only the first `until` pieces of it, and then a fault; or the
    last piece not before `wait` is over."""
    size = -(-len(text) // pieces)

    async def answer(_request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"content-type": "text/event-stream", **_ID})
        await response.prepare(_request)
        whole = message(text)
        await _send(response, type="message_start", message=whole | {"content": [], "stop_reason": None})
        await _send(response, type="content_block_start", index=0, content_block={"type": "text", "text": ""})
        for number, start in enumerate(range(0, len(text), size)):
            if number == until:
                await _send(response, type="error", error={"type": "overloaded_error", "message": "too many"})
                return response
            await asyncio.sleep(seconds / pieces)
            if wait and start + size >= len(text):
                await wait()
            delta = {"type": "text_delta", "text": text[start : start + size]}
            await _send(response, type="content_block_delta", index=0, delta=delta)
        await _send(response, type="content_block_stop", index=0)
        end = {"stop_reason": whole["stop_reason"], "stop_sequence": None}
        await _send(response, type="message_delta", delta=end, usage=whole["usage"])
        await _send(response, type="message_stop")
        return response

    return answer


async def _send(response: web.StreamResponse, **event: Any) -> None:
    await response.write(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())


def body(text: str, content_type: str, status: int = 200, **headers: str) -> Answer:
    """This body, whatever it is."""

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(text=text, content_type=content_type, status=status, headers={**_ID, **headers})

    return answer


_ID = {"request-id": "req_42"}


def fails(status: int, kind: str = "api_error", **headers: str) -> Answer:
    """An error as the service words it."""
    error = {"type": "error", "error": {"type": kind, "message": f"this is {kind}"}, "request_id": "req_42"}
    return body(
        json.dumps(error), "application/json", status, **{name.replace("_", "-"): h for name, h in headers.items()}
    )
