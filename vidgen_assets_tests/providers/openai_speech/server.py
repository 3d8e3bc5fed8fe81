"""A server with OpenAI's speech API, and Kokoro-FastAPI's if it `captions`, that hums and can be told to fail."""

import asyncio
import base64
import io
import wave
from collections.abc import Awaitable, Callable
from typing import Any, Self

from aiohttp import web
from aiohttp.test_utils import TestServer

from vidgen_assets.domain.speech.words import source_words
from vidgen_assets.sound.samples import Samples
from vidgen_assets_tests.providers.voicing import RATE, hummed

Fault = Callable[[web.Request], Awaitable[web.StreamResponse]]


class SpeechHost:
    """Each of `faults` is what becomes of one call, in order; after them all is well."""

    def __init__(
        self,
        *faults: Fault,
        captions: bool = False,
        seconds: float = 0.0,
        alter: Callable[[bytes], bytes] = lambda sound: sound,
    ) -> None:
        self.faults, self.captions, self.seconds, self.alter = list(faults), captions, seconds, alter
        self.asked: list[dict[str, Any]] = []
        self.captioned: list[dict[str, Any]] = []
        self.keys: set[str | None] = set()
        self.voices: list[str] | None = None
        self.running = self.peak = 0
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/v1/audio/speech", self._speak)
        app.router.add_get("/v1/audio/voices", self._list)
        app.router.add_post("/dev/captioned_speech", self._caption)
        self._server = TestServer(app)
        await self._server.start_server()
        self.url = str(self._server.make_url("/v1"))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()

    async def _speak(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.asked.append(body)
        self.keys.add(request.headers.get("authorization"))
        if self.faults:
            return await self.faults.pop(0)(request)
        self.running += 1
        self.peak = max(self.peak, self.running)
        await asyncio.sleep(self.seconds)
        self.running -= 1
        samples, _ = hummed(body["input"])
        return web.Response(body=self.alter(wav(samples)), content_type="audio/wav")

    async def _caption(self, request: web.Request) -> web.StreamResponse:
        if not self.captions:
            return web.json_response({"detail": "Not Found"}, status=404)
        body = await request.json()
        self.captioned.append(body)
        if self.faults:
            return await self.faults.pop(0)(request)
        samples, said = hummed(body["input"])
        words = [
            {"word": word.text, "start_time": said[word.offset].start, "end_time": said[word.offset].end}
            for word in source_words(body["input"])
        ]
        audio = base64.b64encode(wav(samples)).decode()
        return web.json_response({"audio": audio, "audio_format": "audio/wav", "timestamps": words})

    async def _list(self, _: web.Request) -> web.StreamResponse:
        if self.voices is None:
            return web.json_response({"detail": "Not Found"}, status=404)
        return web.json_response({"voices": self.voices})


def wav(samples: Samples) -> bytes:
    """As a file."""
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.astype("<i2").tobytes())
    return content.getvalue()


def streamed(sound: bytes) -> bytes:
    """As servers that stream write it: a header that does not know the length."""
    return sound[:4] + b"\xff\xff\xff\xff" + sound[8:40] + b"\xff\xff\xff\xff" + sound[44:]
