"""What becomes of each fault of the service: the error, and how often it was asked."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.service_errors import (
    AnswerError,
    BudgetExceededError,
    CredentialsError,
    QuotaError,
    ServiceRejectedError,
    ServiceUnavailableError,
)
from vidgen_assets_tests.providers.elevenlabs.server import KEY, Fault, Server, answering, error, hang, reset
from vidgen_assets_tests.providers.elevenlabs.speaking import narrator, plan_of, spoken
from vidgen_assets_tests.providers.offline_voice.speaking import assert_sound

PLAN = plan_of(("One thing is here.", "Another is there."))
MISSING = '{"detail": [{"type": "missing", "loc": ["body", "text"], "msg": "Field required"}]}'


@pytest.mark.parametrize(
    ("fault", "kind", "told"),
    [
        (error(401, "invalid_api_key"), CredentialsError, "ELEVENLABS_API_KEY.*invalid_api_key.*r-bad"),
        (error(401, "quota_exceeded"), QuotaError, "ELEVENLABS_API_KEY has no credit"),
        (error(402, "payment_required"), QuotaError, "ELEVENLABS_API_KEY has no credit"),
        (error(403, "forbidden"), CredentialsError, "ELEVENLABS_API_KEY"),
        (error(404, "voice_not_found"), InputError, "voice: .*voice_not_found"),
        (error(400, "max_character_limit_exceeded"), ServiceRejectedError, "max_character_limit_exceeded"),
        (answering(422, MISSING), ServiceRejectedError, "body.text: Field required.*HTTP 422"),
        (answering(418, "short and stout", "text/plain"), ServiceRejectedError, "it answered 'short and stout'"),
    ],
)
async def test_what_will_not_work_is_not_tried_again(
    fault: Fault, kind: type[Exception], told: str, tmp_path: Path
) -> None:
    async with Server(fault) as server:
        with pytest.raises(kind, match=f"(?s){told}"):
            await spoken(narrator(server.url, tmp_path), PLAN, tmp_path)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "fault",
    [
        error(429, "system_busy"),
        error(429, "system_busy", **{"retry-after": "0.05"}),
        error(429, "too_many_concurrent_requests"),
        error(500, "internal"),
        answering(503, "<html>down</html>", "text/html"),
        reset,
    ],
)
async def test_what_may_pass_is_tried_again(fault: Fault, tmp_path: Path) -> None:
    async with Server(fault) as server:
        audio = await spoken(narrator(server.url, tmp_path), PLAN, tmp_path)
    assert len(server.asked) == 2
    assert [call.outcome for call in audio.spend.calls] == ["failed", "paid"]


@pytest.mark.parametrize(
    ("fault", "calls"), [(error(500, "internal"), 3), (error(503, "down"), 3), (reset, 2), (hang, 2)]
)
async def test_what_does_not_pass_ends_in_an_error(fault: Fault, calls: int, tmp_path: Path) -> None:
    async with Server(*[fault] * 5) as server:
        with pytest.raises(ServiceUnavailableError):
            await spoken(narrator(server.url, tmp_path, timeout_s=0.3), PLAN, tmp_path)
    assert len(server.asked) == calls


async def test_a_wait_that_is_too_long_is_a_failure_at_once(tmp_path: Path) -> None:
    async with Server(error(429, "system_busy", **{"retry-after": "3600"})) as server:
        with pytest.raises(ServiceUnavailableError):
            await spoken(narrator(server.url, tmp_path), PLAN, tmp_path)
    assert len(server.asked) == 1


async def test_a_server_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(ServiceUnavailableError, match="no connection"):
        await spoken(narrator("http://127.0.0.1:9", tmp_path), PLAN, tmp_path)


def _shorter(answer: dict[str, Any]) -> dict[str, Any]:
    sound = base64.b64decode(answer["audio_base64"])
    return answer | {"audio_base64": base64.b64encode(sound[: len(sound) // 4 * 2]).decode()}


def _with_sound(sound: bytes) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda answer: answer | {"audio_base64": base64.b64encode(sound).decode()}


UNUSABLE = {
    "audio shorter than its alignment": _shorter,
    "audio shorter than anybody could speak": lambda answer: _shorter(_shorter(answer)) | {"alignment": None},
    "bad base64": lambda answer: answer | {"audio_base64": "*** no base64 ***"},
    "no audio": lambda answer: answer | {"audio_base64": None},
    "a container instead of samples": _with_sound(b"RIFF" + bytes(200_000)),
    "half a sample": _with_sound(bytes(200_001)),
    "silence": _with_sound(bytes(400_000)),
}


@pytest.mark.parametrize("alter", UNUSABLE.values(), ids=UNUSABLE.keys())
async def test_damaged_sound_is_never_kept_as_good(
    alter: Callable[[dict[str, Any]], dict[str, Any]], tmp_path: Path
) -> None:
    async with Server(alter=alter) as server:
        with pytest.raises(AnswerError):
            await spoken(narrator(server.url, tmp_path), PLAN, tmp_path)
        assert len(server.asked) == 1
        server.alter = lambda answer: answer
        assert_sound(await spoken(narrator(server.url, tmp_path), PLAN, tmp_path))
        assert len(server.asked) == 2
    assert len([*(tmp_path / "store" / "ledger" / "elevenlabs").glob("*.bad-*.json")]) == 1


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (answering(200, "<html>Welcome to the proxy</html>", "text/html"), "<html>.*proxy.*ELEVENLABS_BASE_URL"),
        (answering(200, '{"audio_base64": "AAAA'), "no JSON"),
        (answering(200, "[]"), "no speech"),
        (answering(200, "{}"), "no sound"),
    ],
)
async def test_an_answer_that_is_no_speech_is_named(fault: Fault, told: str, tmp_path: Path) -> None:
    async with Server(fault) as server:
        with pytest.raises(AnswerError, match=f"(?s){told}"):
            await spoken(narrator(server.url, tmp_path), PLAN, tmp_path)
    assert len(server.asked) == 1


@pytest.mark.parametrize("alignment", [None, {}, {"characters": ["a"], "character_start_times_seconds": []}, "nothing"])
async def test_without_timings_they_are_estimated_from_the_sound_and_said_to_be(
    alignment: object, tmp_path: Path
) -> None:
    async with Server() as server:
        exact = await spoken(narrator(server.url, tmp_path / "exact"), PLAN, tmp_path)
        server.alter = lambda answer: answer | {"alignment": alignment, "normalized_alignment": None}
        audio = await spoken(narrator(server.url, tmp_path / "estimated"), PLAN, tmp_path)
    assert (exact.estimated, audio.estimated) == (False, True)
    assert_sound(audio)
    for beat, timed in zip(audio.beats, exact.beats, strict=True):
        assert beat.duration == pytest.approx(timed.duration, abs=0.02)
        for word, other in zip(beat.words, timed.words, strict=True):
            assert word.start == pytest.approx(other.start, abs=0.15)


async def test_the_normalized_alignment_is_used_when_there_is_no_other(tmp_path: Path) -> None:
    async with Server(alter=lambda answer: answer | {"alignment": None}) as server:
        audio = await spoken(narrator(server.url, tmp_path), PLAN, tmp_path)
    assert not audio.estimated
    assert_sound(audio)


async def test_a_budget_stops_before_the_call_that_might_pass_it(tmp_path: Path) -> None:
    async with Server() as server:
        with pytest.raises(BudgetExceededError):
            await spoken(narrator(server.url, tmp_path, budget=0.001), PLAN, tmp_path)
        assert server.asked == []
        audio = await spoken(narrator(server.url, tmp_path, budget=1.0), PLAN, tmp_path)
    characters = len("One thing is here. Another is there.")
    assert audio.spend.characters == characters
    assert audio.spend.usd == pytest.approx(characters * 0.1 / 1000)
    (call,) = audio.spend.calls
    assert (call.service, call.model, call.purpose) == ("elevenlabs", "eleven_multilingual_v2", "speech")


async def test_without_a_key_nothing_is_sent_and_the_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(CredentialsError, match="set ELEVENLABS_API_KEY"):
        await spoken(narrator("", tmp_path, key=None), PLAN, tmp_path)


async def test_a_server_that_repeats_the_key_gives_nothing_away(tmp_path: Path) -> None:
    async with Server(answering(401, f'{{"detail": "Bad key {KEY}"}}')) as server:
        with pytest.raises(CredentialsError, match="Bad key \\[secret\\]"):
            await spoken(narrator(server.url, tmp_path), PLAN, tmp_path)


async def test_credit_that_runs_out_midway_leaves_what_was_said(tmp_path: Path) -> None:
    plan = plan_of(("This is one.",), ("This is two.",), ("This is three.",))
    async with Server() as server:
        voice = narrator(server.url, tmp_path)
        await spoken(voice, plan, tmp_path, 0)
        server.faults = [error(401, "quota_exceeded")] * 2
        for section in (1, 2):
            with pytest.raises(QuotaError):
                await spoken(voice, plan, tmp_path, section)
        audios = [await spoken(voice, plan, tmp_path, section) for section in range(3)]
    assert len(server.asked) == 5
    assert [audio.spend.calls[-1].outcome for audio in audios] == ["reused", "paid", "paid"]
