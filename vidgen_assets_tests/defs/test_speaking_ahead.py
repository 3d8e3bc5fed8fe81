"""The first section is spoken while Claude still writes the plan, where that is wanted."""

import json
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from vidgen_assets.definitions import build_driver
from vidgen_assets.defs import pools
from vidgen_assets.defs.automation import plan_run
from vidgen_assets.defs.driver import Driver
from vidgen_assets.defs.submitting import Submitter
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.service_errors import QuotaError
from vidgen_assets.settings import Settings
from vidgen_assets_tests.defs.conftest import CODE
from vidgen_assets_tests.defs.live_definitions import live_ports
from vidgen_assets_tests.end_to_end.live_claude import NARRATION, PLAN, PROMPT, LiveClaude
from vidgen_assets_tests.providers.claude.messages_api import Answer, streams
from vidgen_assets_tests.providers.elevenlabs.server import KEY, Server
from vidgen_assets_tests.threads import serving

_CODE = CODE._replace(module="vidgen_assets_tests.defs.live_definitions")


class Claude(LiveClaude):
    """Streams its plan when asked to, the last piece of it only after `wait`."""

    def __init__(self) -> None:
        super().__init__()
        self.plan, self.wait = json.dumps(PLAN), _nothing

    def _answer(self, body: Mapping[str, Any]) -> Answer:
        return streams(self.plan, pieces=100, wait=self.wait) if body.get("stream") else super()._answer(body)


async def _nothing() -> object:
    return None


class Services:
    """Claude and ElevenLabs."""

    def __init__(self) -> None:
        self.claude, self.voice = Claude(), Server(tells=True)

    def plan_waits_for_speech(self) -> None:
        self.claude.wait = self.voice.was_asked.wait

    async def __aenter__(self) -> None:
        self._stack = AsyncExitStack()
        await self._stack.enter_async_context(self.claude.api.serving())
        await self._stack.enter_async_context(self.voice)

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()


@pytest.fixture
def services() -> Iterator[Services]:
    found = Services()
    with serving(found):
        yield found


@contextmanager
def driving(services: Services, home: Path, **variables: str) -> Iterator[Driver]:
    with pytest.MonkeyPatch.context() as patch:
        variables |= {"VIDGEN_HOME": str(home), "DAGSTER_HOME": str(home / "dagster")}
        variables |= {"ANTHROPIC_API_KEY": "sk-ant-of-a-test", "ANTHROPIC_BASE_URL": services.claude.url}
        variables |= {"ELEVENLABS_API_KEY": KEY, "ELEVENLABS_BASE_URL": services.voice.url}
        for name, value in {"VIDGEN_SPEAK_AHEAD": "true", "VIDGEN_FALLBACK_VOICE": "none", **variables}.items():
            patch.setenv(name, value)
        settings = Settings.from_env()
        with build_driver(settings, live_ports(settings), _CODE) as driver:
            yield driver
        shutil.rmtree(settings.dagster_home / "warm")  # ends the warm process, which has these settings


def request(name: str, **wishes: Any) -> VideoRequest:
    return VideoRequest(prompt=f"{PROMPT} ({name})", **wishes)


def spoken_calls(driver: Driver, video: str, section: str) -> list[str]:
    audio = driver.studio.artifacts.load(video, section, SectionAudio)
    return [call.outcome for call in audio.spend.calls]


def test_speech_is_asked_for_before_the_plan_has_ended_and_is_bought_once(services: Services, tmp_path: Path) -> None:
    services.plan_waits_for_speech()
    with driving(services, tmp_path) as driver:
        video = driver.submit(request("ahead"))
        outcome = driver.run(video, lambda _: None)
        assert outcome.failures == ()
        assert spoken_calls(driver, video, "01") == ["reused"]
        assert spoken_calls(driver, video, "02") == ["paid"]
    assert len(services.voice.asked) == len(set(services.voice.texts)) == len(NARRATION)


def test_speech_that_outlasts_the_plan_is_waited_for_and_not_lost(services: Services, tmp_path: Path) -> None:
    services.plan_waits_for_speech()
    services.voice.seconds = 1.0
    with driving(services, tmp_path) as driver:
        video = driver.submit(request("long speech"))
        assert driver.run(video, lambda _: None).failures == ()
        assert spoken_calls(driver, video, "01") == ["reused"]
    assert len(services.voice.asked) == len(NARRATION)


def test_a_plan_that_changes_its_beginning_is_spoken_as_it_ends(services: Services, tmp_path: Path) -> None:
    services.plan_waits_for_speech()
    services.claude.plan = json.dumps(PLAN).replace("Here is a dot", "See, a dot").replace("- A ring", "```odd\\n```")
    with driving(services, tmp_path) as driver:
        video = driver.submit(request("changed"))
        outcome = driver.run(video, lambda _: None)
        assert outcome.failures == ()
        assert driver.studio.artifacts.load(video, "01", SectionAudio).beats[0].text.startswith("Here is a dot")


def test_a_plan_for_a_review_is_not_spoken(services: Services, tmp_path: Path) -> None:
    with driving(services, tmp_path) as driver:
        video = driver.submit(request("review"))
        driver.run(video, lambda _: None, plan_only=True)
        assert driver.studio.plan(video) is not None
    assert services.voice.asked == []


def test_nobody_speaks_ahead_or_streams_unless_it_is_wanted(services: Services, tmp_path: Path) -> None:
    with driving(services, tmp_path, VIDGEN_SPEAK_AHEAD="false") as driver:
        video = driver.submit(request("not wanted"))
        assert driver.run(video, lambda _: None).failures == ()
        assert spoken_calls(driver, video, "01") == ["paid"]
    assert not any(asked.get("stream") for asked in services.claude.api.asked)


def test_an_account_with_too_little_left_is_not_asked_to_speak_ahead(services: Services, tmp_path: Path) -> None:
    services.voice.tier, services.voice.used = "starter", services.voice.most - 5
    with driving(services, tmp_path) as driver:
        video = driver.submit(request("quota"))
        with pytest.raises(QuotaError, match="5 characters left"):
            driver.run(video, lambda _: None)
        assert (driver.studio.plan(video) is not None, services.voice.asked) == (True, [])


def test_speaking_ahead_takes_no_place_in_a_pool_that_is_full(services: Services, tmp_path: Path) -> None:
    with driving(services, tmp_path, VIDGEN_TTS_SLOTS="1") as driver:
        slots, video = driver.instance.event_log_storage, driver.submit(request("pool"))
        slots.set_concurrency_slots(pools.TTS, 1)
        assert slots.claim_concurrency_slot(pools.TTS, "another-run", "section_audio").is_claimed
        run = Submitter(driver.instance, _CODE).submit(plan_run(driver.studio, video))
        await_end(driver.instance, run.run_id)
        assert (driver.studio.plan(video) is not None, services.voice.asked) == (True, [])
        slots.free_concurrency_slots_for_run("another-run")
        assert driver.run(video, lambda _: None).failures == ()
    assert len(services.voice.asked) == len(NARRATION)


def await_end(instance: dg.DagsterInstance, run: str) -> None:
    deadline = time.monotonic() + 30
    while not instance.get_run_by_id(run).is_finished:  # type: ignore[union-attr]
        assert time.monotonic() < deadline
        time.sleep(0.05)
