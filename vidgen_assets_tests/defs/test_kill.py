"""A live run that is killed, all of it, again and again, wherever it is: no answer that had arrived is bought again."""

import asyncio
import json
import random
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
from vidgen_assets_tests.fakes import Calls
from vidgen_assets_tests.processes import kill_all
from vidgen_assets_tests.providers.elevenlabs.server import KEY, Server

DRIVE = (sys.executable, "-m", "vidgen_assets_tests.defs.live_definitions")
ANSWERS = 7  # a plan, and code and speech of three sections
PATIENCE_S = 120
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Services:
    """Claude and ElevenLabs, which hold still after some events: that a request came, or that it was answered."""

    def __init__(self) -> None:
        self.claude, self.voice = LiveClaude(), Server(tells=True)
        self.received: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self.budget, self.under_way = 10**6, 0
        self.at_rest = threading.Event()

    def events_until_rest(self, number: int) -> None:
        self.budget = number
        self.at_rest.clear()

    @web.middleware
    async def watch(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method != "POST":
            return await handler(request)
        question = _identity(request.path, await request.json())
        self.received[question] += 1
        await self._happened()
        self.under_way += 1
        response = await handler(request)
        assert isinstance(response, web.Response)
        await response.prepare(request)
        await response.write_eof()
        self.answered[question] += 1
        self.under_way -= 1
        await self._happened()
        return response

    async def _happened(self) -> None:
        self.budget -= 1
        if self.budget <= 0:
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


def service_environment(home: Path, services: Services) -> dict[str, str]:
    servers = {"ANTHROPIC_BASE_URL": services.claude.url, "ELEVENLABS_BASE_URL": services.voice.url}
    keys = {"ANTHROPIC_API_KEY": "sk-ant-test-1234", "ELEVENLABS_API_KEY": KEY, "VIDGEN_FALLBACK_VOICE": "none"}
    return {**environment(home), **servers, **keys}


def _driven(home: Path, services: Services) -> subprocess.Popen[str]:
    return subprocess.Popen(DRIVE, env=service_environment(home, services), cwd=home, stderr=subprocess.PIPE, text=True)


def _killed_after(events: int, home: Path, services: Services) -> None:
    """Work until so many events have happened and what was answered is stored, and be killed then. When all is answered
    there is still a video to be joined, so that no run can be finished before its kill."""
    calls = Calls(home / "calls")
    calls.hold("join")
    services.events_until_rest(events)
    driving = _driven(home, services)
    assert services.at_rest.wait(PATIENCE_S), driving.poll()
    _await_that(lambda: not services.under_way and len(_in_ledger(home)) == services.answered.total())
    assert driving.poll() is None
    _kill(home, driving)
    calls.release("join")


def _kill(home: Path, driving: subprocess.Popen[str]) -> None:
    kill_all(home)
    driving.communicate()


def _finished(home: Path, services: Services) -> None:
    services.events_until_rest(10**6)
    driving = _driven(home, services)
    _, errors = driving.communicate(timeout=PATIENCE_S)
    assert driving.returncode == 0, errors


def _await_that(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _in_ledger(home: Path) -> list[Mapping[str, Any]]:
    return [json.loads(path.read_bytes()) for path in home.glob("ledger/*/*.json")]


def _stored(home: Path) -> set[str]:
    """What was asked for the answers that are in the ledger."""
    requests = [entry["request"] for entry in _in_ledger(home)]
    return {
        _identity(f"/v1/text-to-speech/{asked['voice_id']}/with-timestamps", asked["body"])
        if "voice_id" in asked
        else _identity("/v1/messages", asked)
        for asked in requests
    }


def _assert_bought_once(home: Path, services: Services) -> None:
    """Each question was answered once; whatever was asked oftener had been in flight, and the ledger counts that, along
    with calls that were about to reach the service."""
    assert len(services.received) == ANSWERS
    assert set(services.answered.values()) == {1}
    assert len(_in_ledger(home)) == ANSWERS
    repeats = services.received.total() - ANSWERS
    assert sum(entry["repeated"] for entry in _in_ledger(home)) >= repeats


def test_killed_when_some_is_answered_and_some_is_not_a_video_is_finished_and_nothing_bought_twice(
    tmp_path: Path,
) -> None:
    with serving() as services:
        for events in (2, 6):
            _killed_after(events, tmp_path, services)
        _finished(tmp_path, services)
        _assert_bought_once(tmp_path, services)


@pytest.mark.slow
def test_killed_again_and_again_each_time_a_little_later_nothing_is_bought_twice(tmp_path: Path) -> None:
    with serving() as services:
        while len(_in_ledger(tmp_path)) < ANSWERS:
            _killed_after(2, tmp_path, services)
        _finished(tmp_path, services)
        _assert_bought_once(tmp_path, services)


@pytest.mark.slow
@pytest.mark.parametrize("events", range(1, 2 * ANSWERS + 1))
def test_killed_at_any_event_a_video_is_finished_by_the_next_run(events: int, tmp_path: Path) -> None:
    with serving() as services:
        _killed_after(events, tmp_path, services)
        _finished(tmp_path, services)
        _assert_bought_once(tmp_path, services)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment_what_had_been_stored_is_never_asked_for_again(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    with serving() as services:
        for _ in range(6):
            stored, before = _stored(tmp_path), services.received.copy()
            driving = _driven(tmp_path, services)
            time.sleep(chance.uniform(1.0, 6.0))
            _kill(tmp_path, driving)
            assert not stored & (services.received - before).keys()
        stored, before = _stored(tmp_path), services.received.copy()
        _finished(tmp_path, services)
        assert not stored & (services.received - before).keys()
        assert len(_in_ledger(tmp_path)) == len(services.received) == ANSWERS
        assert sum(entry["repeated"] for entry in _in_ledger(tmp_path)) >= services.received.total() - ANSWERS
