"""A live run whose services repeat the keys wherever they can, in good answers and in errors, leaves none behind: in no
file, whatever form it is in, no process, and nothing that was printed."""

import base64
import itertools
import json
import shutil
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from vidgen_assets_tests import threads
from vidgen_assets_tests.conftest import environment
from vidgen_assets_tests.processes import environments, watched
from vidgen_assets_tests.providers.claude.messages_api import message
from vidgen_assets_tests.providers.elevenlabs.server import spoken
from vidgen_assets_tests.providers.openai_speech.server import wav
from vidgen_assets_tests.providers.voicing import hummed

CLAUDE, VOICE, SERVER = (f"sk-{name}+{uuid.uuid4()}/=" for name in ("claude", "voice", "server"))
"""Of this process alone, and with characters that are escaped."""

DRIVE = (sys.executable, "-m", "vidgen_assets_tests.defs.live_definitions")
PLAN = json.dumps(
    {
        "title": "Shapes",
        "notation": [],
        "sections": [
            {"title": "A", "summary": "A.", "beats": [{"narration": "Here it is.", "visual": "- A", "brief": "A."}]}
        ],
    }
)


def forms(key: str) -> set[bytes]:
    """How a key may be found: as it is, escaped, and in base64, wherever it stands."""
    coded = (base64.b64encode(bytes(offset) + key.encode()).decode()[4:-4] for offset in range(3))
    plain = (key, quote(key, safe=""), quote(key), json.dumps(key)[1:-1])
    return {form.encode() for form in (*plain, *coded)}


class Echo:
    """All three services on one server. Each answer repeats the request's headers: in its own headers, as they are, in
    base64 and escaped. `thinks` and `speaks` are the statuses of the next requests that cost something, to Claude and
    to who speaks; after them all is well."""

    def __init__(self, thinks: list[int], speaks: list[int]) -> None:
        self.thinks, self.speaks, self.url = thinks, speaks, ""

    def application(self) -> web.Application:
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._answer)
        return application

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        said = await request.read()
        name = "authorization" if "authorization" in request.headers else "xi-api-key"
        key = request.headers[name].removeprefix("Bearer ")
        basic = base64.b64encode(f"user:{key}".encode()).decode()
        told = f"{key} {quote(key, safe='')} Basic {basic}"
        headers = {"request-id": f"req-{key}", "x-request-id": f"req-{key}", "retry-after": "0"}
        statuses = self.thinks if request.path == "/v1/messages" else self.speaks
        if request.method == "POST" and statuses:
            status = statuses.pop(0)
            if status == 200:
                return web.Response(text=f"<html>You sent {told}", content_type="text/html", headers=headers)
            problem = {"message": f"bad: {told}", "type": "x", "status": "x"}
            return web.json_response({"error": problem, "detail": problem}, status=status, headers=headers)
        return web.json_response(self._good(request.path, said, told), headers=headers)

    def _good(self, path: str, said: bytes, told: str) -> object:
        if path.endswith("/with-timestamps"):
            return spoken(json.loads(said)["text"], 0.3) | {"echo": told}
        if path == "/dev/captioned_speech":
            samples, _ = hummed(json.loads(said)["input"])
            audio = base64.b64encode(wav(samples)).decode()
            return {"audio": audio, "audio_format": "audio/wav", "timestamps": None, "echo": told}
        if path != "/v1/messages":
            return {"data": [], "voices": [], "echo": told}
        wants_scene = "Write the scene" in json.loads(said)["messages"][0]["content"]
        return message(_SCENE if wants_scene else PLAN) | {"echo": told}


_SCENE = "```python\nclass A(VoiceoverScene):\n    def construct(self): ...\n```"


@contextmanager
def serving(thinks: list[int], speaks: list[int]) -> Iterator[Echo]:
    echo = Echo(thinks, speaks)
    with threads.serving(_reached(echo)):
        yield echo


@asynccontextmanager
async def _reached(echo: Echo) -> AsyncIterator[None]:
    async with TestServer(echo.application()) as server:
        echo.url = str(server.make_url("")).rstrip("/")
        yield


def _driven(home: Path, echo: Echo, voice: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    services = {"ANTHROPIC_API_KEY": CLAUDE, "ANTHROPIC_BASE_URL": echo.url, "VIDGEN_FALLBACK_VOICE": "none"}
    services |= {name: value.format(url=echo.url) for name, value in voice.items()}
    variables = {**environment(home), **services, "VIDGEN_LOG_LEVEL": "DEBUG"}
    return subprocess.run(DRIVE, env=variables, cwd=home, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("thinks", "speaks", "ends", "voice"),
    [
        ([500, 529, 200], [500, 422], [1, 1, 0], {"ELEVENLABS_API_KEY": VOICE, "ELEVENLABS_BASE_URL": "{url}"}),
        ([503], [503], [0], {"VIDGEN_SPEECH_API_KEY": SERVER, "VIDGEN_SPEECH_BASE_URL": "{url}"}),
    ],
)
def test_no_key_is_left_anywhere(
    thinks: list[int], speaks: list[int], ends: list[int], voice: dict[str, str], tmp_path: Path
) -> None:
    with serving(thinks, speaks) as echo, watched(tmp_path, but=DRIVE[-1]) as others:
        runs = [_driven(tmp_path, echo, voice) for _ in ends]
    assert [done.returncode for done in runs] == ends, runs[-1].stderr.decode()
    found = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    found |= {Path(f"output {number}"): one.stdout + one.stderr for number, one in enumerate(runs)}
    found |= {Path(f"environment of {pid}"): content for pid, content in environments()}
    found |= {Path(f"process {number}"): f"{line} ".encode() + env for number, (line, env) in enumerate(others.items())}
    found |= {path: path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()}
    assert others
    assert any(path.suffix == ".db" for path in found)
    assert any("dagster" in path.parts and path.suffix in (".err", ".out") for path in found)
    assert any(b"[secret]" in content for content in found.values())
    leaks = {
        (str(path), key[:8])
        for (path, content), key in itertools.product(found.items(), (CLAUDE, VOICE, SERVER))
        if any(form in content for form in forms(key))
    }
    assert leaks == set()
    shutil.rmtree(tmp_path / "dagster/warm", ignore_errors=True)
