"""A server that speaks ElevenLabs' API as far as this project uses it, hums, and can be told to fail."""

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, Self

from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.typedefs import Middleware

from vidgen_assets.domain.alignment import Timed
from vidgen_assets_tests.providers.voicing import hummed

Fault = Callable[[web.Request], Awaitable[web.StreamResponse]]
KEY = "key-of-the-tests-6f1d"


class Server:
    """Takes `limit` calls at once, each of which lasts `seconds`. It tells the limit in headers, if it `tells`, and by
    the account's `tier`. Each of `faults` is what becomes of one call, in order; after them all is well, as long as the
    account has characters left, if it `counts` them."""

    def __init__(
        self,
        *faults: Fault,
        limit: int = 100,
        seconds: float = 0.0,
        tells: bool = False,
        tier: str | None = None,
        counts: bool = False,
        key: str = KEY,
        alter: Callable[[dict[str, Any]], dict[str, Any]] = lambda answer: answer,
    ) -> None:
        self.faults, self.limit, self.seconds, self.tells, self.tier = list(faults), limit, seconds, tells, tier
        self.key, self.alter, self.counts = key, alter, counts
        self.asked: list[dict[str, Any]] = []
        self.gets: list[str] = []
        self.refused: list[float] = []
        self.was_asked = asyncio.Event()
        self.running = self.peak = 0
        self.used, self.most = 10, 1000
        self.voices = [{"voice_id": "JBFqnCBsd6RMkjVDRZzb", "name": "George - Warm"}, {"voice_id": "v2", "name": "Amy"}]
        self.stop_s = 0.3
        self.middlewares: Sequence[Middleware] = ()
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=self.middlewares)
        app.router.add_post("/v1/text-to-speech/{voice}/with-timestamps", self._speak)
        app.router.add_get("/v1/voices", self._voices)
        app.router.add_get("/v1/models", self._models)
        app.router.add_get("/v1/user/subscription", self._subscription)
        self._server = TestServer(app)
        await self._server.start_server()
        self.url = str(self._server.make_url("/"))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()

    @property
    def texts(self) -> list[str]:
        """What it was asked to say."""
        return [body["text"] for body in self.asked]

    async def _speak(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.was_asked.set()
        self.asked.append(body | {"voice": request.match_info["voice"], **request.query})
        if self.faults:
            return await self.faults.pop(0)(request)
        if request.headers.get("xi-api-key") != self.key:
            return await error(401, "invalid_api_key")(request)
        if self.running >= self.limit:
            self.refused.append(asyncio.get_running_loop().time())
            return await error(429, "too_many_concurrent_requests")(request)
        if self.counts and self.used + len(body["text"]) > self.most:
            return await error(401, "quota_exceeded")(request)
        self.used += len(body["text"])
        async with self._working():
            await asyncio.sleep(self.seconds)
        return web.json_response(self.alter(spoken(body["text"], self.stop_s)), headers=self._headers())

    @contextlib.asynccontextmanager
    async def _working(self) -> AsyncIterator[None]:
        self.running += 1
        self.peak = max(self.peak, self.running)
        try:
            yield
        finally:
            self.running -= 1

    def _headers(self) -> dict[str, str]:
        headers = {"request-id": f"r{len(self.asked)}"}
        return headers | ({"maximum-concurrent-requests": str(self.limit)} if self.tells else {})

    async def _voices(self, request: web.Request) -> web.Response:
        return self._got(request, {"voices": self.voices})

    async def _models(self, request: web.Request) -> web.Response:
        model = {"model_id": "eleven_multilingual_v2", "maximum_text_length_per_request": 3_000}
        return self._got(request, [model])

    async def _subscription(self, request: web.Request) -> web.Response:
        if self.tier is None:
            self.gets.append(request.path)
            return web.json_response({"detail": "Not Found"}, status=404)
        answer = {"tier": self.tier, "character_count": self.used, "character_limit": self.most}
        return self._got(request, answer)

    def _got(self, request: web.Request, answer: Any) -> web.Response:
        self.gets.append(request.path)
        if request.headers.get("xi-api-key") != self.key:
            detail = {"status": "invalid_api_key", "message": "Invalid API key"}
            return web.json_response({"detail": detail}, status=401)
        return web.json_response(answer)


def spoken(text: str, stop_s: float) -> dict[str, Any]:
    """A good answer."""
    samples, said = hummed(text, stop_s=stop_s)
    audio = base64.b64encode(samples.astype("<i2").tobytes()).decode()
    return {"audio_base64": audio, "alignment": alignment(said), "normalized_alignment": alignment(said)}


def alignment(said: tuple[Timed, ...]) -> dict[str, Any]:
    """Times as the service gives them."""
    return {
        "characters": [one.text for one in said],
        "character_start_times_seconds": [one.start for one in said],
        "character_end_times_seconds": [one.end for one in said],
    }


def error(status: int, name: str, **headers: str) -> Fault:
    """A refusal by name."""

    async def fault(_: web.Request) -> web.Response:
        detail = {"status": name, "message": f"It is {name}."}
        return web.json_response({"detail": detail}, status=status, headers={"request-id": "r-bad", **headers})

    return fault


def answering(status: int, text: str, kind: str = "application/json") -> Fault:
    """Any answer."""

    async def fault(_: web.Request) -> web.Response:
        return web.Response(status=status, text=text, content_type=kind)

    return fault


async def answering_well(request: web.Request) -> web.Response:
    """No fault, for one call between others."""
    return web.json_response(spoken((await request.json())["text"], 0.3))


async def hang(_: web.Request) -> web.StreamResponse:
    """No answer."""
    await asyncio.sleep(30)
    raise AssertionError("nobody waits so long")


async def reset(request: web.Request) -> web.StreamResponse:
    """Half an answer, and then the line breaks."""
    response = web.StreamResponse(headers={"content-length": "100000", "content-type": "application/json"})
    await response.prepare(request)
    await response.write(b'{"audio_base64": "AAAA')
    assert request.transport is not None
    request.transport.abort()
    return response
