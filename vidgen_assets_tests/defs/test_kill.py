"""A live run that is killed, all of it, again and again, wherever it is: no answer that had arrived is bought again."""

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from vidgen_assets_tests import threads
from vidgen_assets_tests.conftest import environment
from vidgen_assets_tests.end_to_end.live_claude import LiveClaude
from vidgen_assets_tests.processes import kill_all
from vidgen_assets_tests.providers.elevenlabs.server import KEY, Server

DRIVE = (sys.executable, "-m", "vidgen_assets_tests.defs.live_definitions")
ANSWERS = 7  # a plan, and code and speech of three sections
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Services:
    """Claude and ElevenLabs, which hold still after some events: that a request came, or that it was answered."""

    def __init__(self) -> None:
        self.claude, self.voice = LiveClaude(), Server(tells=True)
        self.received: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self.budget, self.life = 10**6, 0
        self.at_rest = threading.Event()

    def events_until_rest(self, number: int) -> None:
        self.budget, self.life = number, self.life + 1
        self.at_rest.clear()

    @web.middleware
    async def watch(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method != "POST":
            return await handler(request)
        question = _identity(request.path, await request.json())
        self.received[question] += 1
        await self._happened()
        response = await handler(request)
        assert isinstance(response, web.Response)
        await response.prepare(request)
        await response.write_eof()
        self.answered[question] += 1
        await self._happened()
        return response

    async def _happened(self) -> None:
        self.budget -= 1
        life = self.life
        if self.budget <= 0:
            await asyncio.sleep(0.3)  # for what was answered to be stored
            if life == self.life:
                self.at_rest.set()
            await asyncio.sleep(600)


def _identity(path: str, body: Mapping[str, Any]) -> str:
    return f"{path} {json.dumps(body, sort_keys=True)}"


@contextmanager
def serving() -> Iterator[Services]:
    services = Services()
    with threads.serving(_watched(services)):
        yield services


@asynccontextmanager
async def _watched(services: Services) -> AsyncIterator[None]:
    services.voice.middlewares = (services.watch,)
    async with services.claude.api.serving(services.watch), services.voice:
        yield


def _environment(home: Path, services: Services) -> dict[str, str]:
    servers = {"ANTHROPIC_BASE_URL": services.claude.url, "ELEVENLABS_BASE_URL": services.voice.url}
    keys = {"ANTHROPIC_API_KEY": "sk-ant-test-1234", "ELEVENLABS_API_KEY": KEY, "VIDGEN_FALLBACK_VOICE": "none"}
    return {**environment(home), **servers, **keys}


def _live_until_rest(home: Path, services: Services, events: int) -> bool:
    """Work until so many events have happened, and be killed then; whether it was finished before."""
    services.events_until_rest(events)
    driving = subprocess.Popen(DRIVE, env=_environment(home, services), cwd=home, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 150
    while not services.at_rest.wait(0.05) and driving.poll() is None:
        assert time.monotonic() < deadline
    kill_all(home)
    _, errors = driving.communicate()
    assert services.at_rest.is_set() or driving.returncode == 0, errors
    return not services.at_rest.is_set()


def _in_ledger(home: Path) -> list[Mapping[str, Any]]:
    return [json.loads(path.read_bytes()) for path in home.glob("ledger/*/*.json")]


def _assert_bought_once(home: Path, services: Services) -> None:
    """Each question was answered once; whatever was asked oftener had been in flight, and the ledger counts that, along
    with calls that were about to reach the service."""
    assert len(services.received) == ANSWERS
    assert set(services.answered.values()) == {1}
    assert len(_in_ledger(home)) == ANSWERS
    repeats = services.received.total() - ANSWERS
    assert sum(entry["repeated"] for entry in _in_ledger(home)) >= repeats


@pytest.mark.parametrize("events", [(6,), pytest.param((1, 4), marks=pytest.mark.slow)])
def test_killed_again_and_again_a_video_is_finished_and_nothing_bought_twice(
    events: tuple[int, ...], tmp_path: Path
) -> None:
    with serving() as services:
        lives = 0
        while not _live_until_rest(tmp_path, services, events[lives % len(events)]):
            lives += 1
            assert lives < 2 * ANSWERS
        assert lives >= 2
        _assert_bought_once(tmp_path, services)


@pytest.mark.slow
@pytest.mark.parametrize("events", range(1, 2 * ANSWERS + 1))
def test_killed_at_any_event_a_video_is_finished_by_the_next_run(events: int, tmp_path: Path) -> None:
    with serving() as services:
        assert _live_until_rest(tmp_path, services, events) or _live_until_rest(tmp_path, services, 10**6)
        _assert_bought_once(tmp_path, services)
