import logging
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import InputError, VidgenError
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.service_errors import (
    AnswerError,
    BudgetExceededError,
    CredentialsError,
    QuotaError,
    ReplayMissError,
    ServiceError,
    ServiceUnavailableError,
)
from vidgen_assets.providers.fallback_narrator import OUTAGES, FallbackNarrator, Trouble
from vidgen_assets.providers.offline_voice.espeak import Espeak
from vidgen_assets.providers.offline_voice.narrator import OfflineNarrator
from vidgen_assets.rendering.process import run_async
from vidgen_assets_tests.providers.elevenlabs.server import Server, answering_well, error
from vidgen_assets_tests.providers.elevenlabs.speaking import narrator, plan_of, spoken
from vidgen_assets_tests.providers.offline_voice.speaking import assert_sound

PLAN = plan_of(("One thing is here.",), ("Another is there.",))


class _Troubled:
    """A narrator that always fails in one way."""

    identity = "troubled"

    def __init__(self, error: VidgenError) -> None:
        self._error = error

    def check_voice(self, voice: str | None, language: str) -> None:
        raise self._error

    async def narrate(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SectionAudio:
        raise self._error


def _with_fallback(error: VidgenError, when: frozenset[Trouble] = OUTAGES) -> FallbackNarrator:
    return FallbackNarrator(_Troubled(error), OfflineNarrator(Espeak(), run_async), "espeak:en-gb", when)


DOWN = ServiceUnavailableError("it is down", service="elevenlabs", status=503)


async def test_only_the_section_that_fails_is_spoken_by_the_other_voice_and_says_so(tmp_path: Path) -> None:
    async with Server(*[error(500, "internal")] * 3) as server:
        voice = FallbackNarrator(narrator(server.url, tmp_path), OfflineNarrator(Espeak(), run_async), "espeak:en-gb")
        (tmp_path / "0").mkdir()
        first = await voice.narrate(PLAN, PLAN.sections[0], "i", tmp_path / "0")
        second = await voice.narrate(PLAN, PLAN.sections[1], "i", tmp_path)
        again = await voice.narrate(PLAN, PLAN.sections[0], "i", tmp_path)
    assert_sound(first)
    assert (first.narrator, first.voice) == ("espeak", "en-gb")
    assert "internal" in first.fallback
    assert "HTTP 500" in first.fallback
    assert [call.outcome for call in first.spend.calls] == ["failed"] * 3
    assert (second.narrator, second.fallback) == ("elevenlabs", "")
    assert (again.narrator, again.fallback) == ("elevenlabs", "")


@pytest.mark.parametrize("error", [DOWN, AnswerError("it is a page", service="elevenlabs")])
async def test_outages_and_damaged_answers_are_stood_in_for(error: ServiceError, tmp_path: Path) -> None:
    audio = await _with_fallback(error).narrate(PLAN, PLAN.sections[0], "i", tmp_path)
    assert audio.fallback == str(error)


@pytest.mark.parametrize(
    "error",
    [
        CredentialsError("the key", service="elevenlabs"),
        QuotaError("the credit", service="elevenlabs"),
        BudgetExceededError(1.0, 0.9, 0.2),
        ReplayMissError("elevenlabs", "ledger/x.json"),
        InputError("no such voice", field="voice", fix="Use another"),
    ],
)
async def test_what_a_person_can_put_right_is_told_instead(error: VidgenError, tmp_path: Path) -> None:
    with pytest.raises(type(error)):
        await _with_fallback(error).narrate(PLAN, PLAN.sections[0], "i", tmp_path)


async def test_any_trouble_with_the_service_can_be_made_to_count(tmp_path: Path) -> None:
    quota = QuotaError("the credit", service="elevenlabs")
    audio = await _with_fallback(quota, frozenset(Trouble)).narrate(PLAN, PLAN.sections[0], "i", tmp_path)
    assert audio.narrator == "espeak"


def test_a_check_passes_where_the_other_voice_would_speak(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        _with_fallback(DOWN).check_voice(None, "en")
    assert "it is down" in caplog.text
    with pytest.raises(CredentialsError):
        _with_fallback(CredentialsError("the key", service="elevenlabs")).check_voice(None, "en")


async def test_what_the_wanted_voice_had_been_paid_for_is_told_of_the_section_that_the_other_speaks(
    tmp_path: Path,
) -> None:
    sentence = "All work and no play makes Jack a dull boy."
    plan = plan_of((" ".join([sentence] * 70),))
    async with Server(answering_well, *[error(500, "internal")] * 3) as server:
        voice = FallbackNarrator(narrator(server.url, tmp_path), OfflineNarrator(Espeak(), run_async))
        audio = await voice.narrate(plan, plan.sections[0], "i", tmp_path)
    assert audio.stands_in
    assert sorted(call.outcome for call in audio.spend.calls) == ["failed", "failed", "failed", "paid"]
    assert audio.spend.characters > 0


async def test_the_ledger_has_what_the_wanted_voice_said_before_it_failed(tmp_path: Path) -> None:
    async with Server() as server:
        await spoken(narrator(server.url, tmp_path), PLAN, tmp_path)
        server.faults = [error(500, "internal")] * 9
        voice = FallbackNarrator(narrator(server.url, tmp_path), OfflineNarrator(Espeak(), run_async))
        audio = await voice.narrate(PLAN, PLAN.sections[0], "i", tmp_path)
    assert audio.narrator == "elevenlabs"
