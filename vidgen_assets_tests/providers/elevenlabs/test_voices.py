"""What is found out before anything is spent."""

import asyncio
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.service_errors import CredentialsError, QuotaError, ServiceUnavailableError
from vidgen_assets.services.ledger import Replay
from vidgen_assets_tests.providers.elevenlabs.server import Server
from vidgen_assets_tests.providers.elevenlabs.speaking import narrator


@pytest.mark.parametrize(
    "voice", [None, "amy", "Amy", "elevenlabs:George", "elevenlabs:george - warm", "v2", "elevenlabs:aB3" + "x" * 17]
)
async def test_voices_go_by_name_and_by_id(voice: str | None, tmp_path: Path) -> None:
    async with Server(tier="free") as server:
        await asyncio.to_thread(narrator(server.url, tmp_path).check_voice, voice, "en")
    assert server.asked == []


@pytest.mark.parametrize("voice", ["nobody", "espeak:en", "elevenlabs:short1d"])
async def test_an_unknown_voice_is_refused_with_those_there_are(voice: str, tmp_path: Path) -> None:
    async with Server(tier="free") as server:
        with pytest.raises(InputError, match="voice: ") as refusal:
            await asyncio.to_thread(narrator(server.url, tmp_path).check_voice, voice, "en")
    assert "George" in str(refusal.value) or "elevenlabs: and then" in str(refusal.value)


async def test_a_voice_that_was_added_since_is_found(tmp_path: Path) -> None:
    async with Server(tier="free") as server:
        voice = narrator(server.url, tmp_path)
        await asyncio.to_thread(voice.check_voice, "Amy", "en")
        server.voices.append({"voice_id": "v3", "name": "Bob"})
        await asyncio.to_thread(voice.check_voice, "Bob", "en")
        assert "elevenlabs:Bob" in [one.name for one in await asyncio.to_thread(voice.voices)]


async def test_a_list_that_is_asked_for_again_takes_the_place_of_the_old_one_which_stays_in_an_outage(
    tmp_path: Path,
) -> None:
    async with Server(tier="free") as server:
        voice = narrator(server.url, tmp_path)
        for _ in range(3):
            await asyncio.to_thread(voice.voices)
    with pytest.raises(ServiceUnavailableError):
        await asyncio.to_thread(voice.voices)
    assert len([*(tmp_path / "store").rglob("*.json")]) == 1
    await asyncio.to_thread(voice.check_voice, "Amy", "en")


async def test_a_wrong_key_is_named_and_so_is_a_missing_one(tmp_path: Path) -> None:
    async with Server(tier="free") as server:
        for key in ("wrong", None):
            with pytest.raises(CredentialsError, match="ELEVENLABS_API_KEY"):
                await asyncio.to_thread(narrator(server.url, tmp_path, key=key).check_voice, None, "en")
    with pytest.raises(CredentialsError, match="set ELEVENLABS_API_KEY"):
        await asyncio.to_thread(narrator("", tmp_path, key=None).check_voice, None, "en")


async def test_an_account_with_nothing_left_is_named(tmp_path: Path) -> None:
    async with Server(tier="free") as server:
        server.used = server.most
        with pytest.raises(QuotaError, match="ELEVENLABS_API_KEY has no characters left"):
            await asyncio.to_thread(narrator(server.url, tmp_path).check_voice, None, "en")


async def test_where_the_service_cannot_be_reached_a_voice_passes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await asyncio.to_thread(narrator("http://127.0.0.1:9", tmp_path).check_voice, "Amy", "en")
    assert "could not be checked" in caplog.text


async def test_replay_asks_nobody(tmp_path: Path) -> None:
    async with Server() as server:
        await asyncio.to_thread(
            narrator(server.url, tmp_path, replay=Replay.REPLAY).check_voice, "elevenlabs:Amy", "en"
        )
    assert server.gets == []


async def test_it_can_be_asked_from_within_an_event_loop(tmp_path: Path) -> None:
    async with Server(tier="free") as server:
        checking = asyncio.get_running_loop().run_in_executor(None, _inside_a_loop, server.url, tmp_path)
        await checking


def _inside_a_loop(url: str, root: Path) -> None:
    async def inside() -> None:
        narrator(url, root).check_voice("Amy", "en")

    asyncio.run(inside())
