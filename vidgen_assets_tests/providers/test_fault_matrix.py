"""Each fault of each paid service: the error, how often it was asked, and what is left in the ledger. Afterwards all is
well, and one more request makes up for it: nothing that came of a fault is ever served."""

import base64
import itertools
from pathlib import Path
from typing import NamedTuple

import pytest

from vidgen_assets.domain.errors import InputError, VidgenError
from vidgen_assets.domain.service_errors import (
    AnswerError,
    CredentialsError,
    QuotaError,
    RefusalError,
    ServiceRejectedError,
    ServiceUnavailableError,
)
from vidgen_assets.storage.local import LocalStore
from vidgen_assets_tests.providers.claude.messages_api import says
from vidgen_assets_tests.providers.elevenlabs.server import hang, reset, spoken
from vidgen_assets_tests.providers.openai_speech.server import wav
from vidgen_assets_tests.providers.services import SAID, Fault, answers, refuses, serving
from vidgen_assets_tests.providers.voicing import hummed

EVERYBODY = ("anthropic", "elevenlabs", "speech", "captions")
SPOKEN = ("elevenlabs", "captions")


class Case(NamedTuple):
    """A fault that does not pass.

    Attributes:
        requests: how often it is asked.
        evidence: how many answers are left in the ledger that are never served.
        lost: how many calls are counted as repeated when it is asked again.
    """

    fault: Fault
    kind: type[VidgenError]
    requests: int = 1
    evidence: int = 0
    lost: int = 0


def speech(service: str, *, short: bool = False, timed: bool = True, broken: bool = False) -> Fault:
    """An answer with sound and timings, but for what is wrong with it."""
    samples, said = hummed(SAID)
    samples = samples[: len(samples) // 4] if short else samples
    if service == "elevenlabs":
        sound, answer = samples.astype("<i2").tobytes(), spoken(SAID, 0.3)
        answer |= {} if timed else {"alignment": None, "normalized_alignment": None}
    else:
        words = [{"word": "thing", "start_time": 0.2, "end_time": said[-1].end}] if timed else None
        sound, answer = wav(samples), {"audio_format": "audio/wav", "timestamps": words}
    coded = "*** no base64 ***" if broken else base64.b64encode(sound).decode()
    return answers(answer | {"audio_base64" if service == "elevenlabs" else "audio": coded})


WAIT = {"retry_after": "0.02"}
COMMON = {
    "401": Case(refuses(401, "invalid_api_key"), CredentialsError),
    "402": Case(refuses(402, "payment_required"), QuotaError),
    "404": Case(refuses(404, "not_found"), ServiceRejectedError),
    "413": Case(refuses(413, "request_too_large"), ServiceRejectedError),
    "422": Case(refuses(422, "invalid_request"), ServiceRejectedError),
    "429 rate": Case(refuses(429, "rate_limit_error", **WAIT), ServiceUnavailableError, 3),
    "429 for an hour": Case(refuses(429, "rate_limit_error", retry_after="3600"), ServiceUnavailableError),
    "500": Case(refuses(500, "api_error"), ServiceUnavailableError, 3),
    "503": Case(answers("<html>down", "text/html", 503), ServiceUnavailableError, 3),
    "529": Case(refuses(529, "overloaded_error"), ServiceUnavailableError, 3),
    "malformed JSON": Case(answers('{"type": "mess'), AnswerError, evidence=1),
    "JSON of another kind": Case(answers({"hello": 1}), AnswerError, evidence=1),
    "200 with HTML": Case(answers("<html>Sign in", "text/html"), AnswerError, evidence=1),
    "hang": Case(hang, ServiceUnavailableError, 2, lost=2),
    "reset mid-body": Case(reset, ServiceUnavailableError, 2, lost=2),
}
MATRIX = {
    **{f"{service}: {name}": (service, case) for service, (name, case) in itertools.product(EVERYBODY, COMMON.items())},
    **{
        f"{service}: {name}": (service, Case(fault, AnswerError, evidence=1))
        for service in SPOKEN
        for name, fault in {
            "bad base64": speech(service, broken=True),
            "audio shorter than its alignment": speech(service, short=True),
        }.items()
    },
    "anthropic: refusal": ("anthropic", Case(says("", "refusal", content=[]), RefusalError, evidence=1)),
    "elevenlabs: 404 of a voice": ("elevenlabs", Case(refuses(404, "voice_not_found"), InputError)),
    "elevenlabs: 401 without credit": ("elevenlabs", Case(refuses(401, "quota_exceeded"), QuotaError)),
    "elevenlabs: 429 busy": ("elevenlabs", Case(refuses(429, "system_busy"), ServiceUnavailableError, 3)),
    "speech: 429 without credit": ("speech", Case(refuses(429, "insufficient_quota"), QuotaError)),
}
# Kokoro's captions are an extra: a server without that endpoint answers 404 there, and is asked in the usual way.
del MATRIX["captions: 404"]


@pytest.mark.parametrize(("service", "case"), MATRIX.values(), ids=MATRIX.keys())
async def test_a_fault_that_stays(service: str, case: Case, tmp_path: Path) -> None:
    async with serving(service, [case.fault] * case.requests) as asked:
        with pytest.raises(case.kind) as caught:
            await asked.ask(tmp_path)
        assert type(caught.value) is case.kind
        assert asked.requests() == case.requests
        assert _ledger(tmp_path) == (0, case.evidence)
        afterwards = await asked.ask(tmp_path)
        assert asked.requests() == case.requests + 1
    assert [call.outcome for call in afterwards.spend.calls] == ["paid"]
    assert afterwards.spend.repeated == case.lost
    assert _ledger(tmp_path) == (1, case.evidence)


PASSING = {name: case.fault for name, case in COMMON.items() if case.requests > 1} | {
    "429 too many at once": refuses(429, "too_many_concurrent_requests")
}


@pytest.mark.parametrize("service", EVERYBODY)
@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING.keys())
async def test_a_fault_that_passes_is_made_good_by_asking_once_more(service: str, fault: Fault, tmp_path: Path) -> None:
    async with serving(service, [fault]) as asked:
        wanted = await asked.ask(tmp_path)
        assert asked.requests() == 2
    assert [call.outcome for call in wanted.spend.calls] == ["failed", "paid"]
    assert _ledger(tmp_path) == (1, 0)


async def test_a_truncated_answer_is_asked_for_once_more_and_kept(tmp_path: Path) -> None:
    async with serving("anthropic", [says("hel", "max_tokens")]) as asked:
        wanted = await asked.ask(tmp_path)
        assert asked.requests() == 2
        await asked.ask(tmp_path)
        assert asked.requests() == 2
    assert [call.outcome for call in wanted.spend.calls] == ["paid", "paid"]
    assert _ledger(tmp_path) == (2, 0)


@pytest.mark.parametrize("service", SPOKEN)
async def test_speech_without_timings_is_used_and_says_that_they_are_estimated(service: str, tmp_path: Path) -> None:
    async with serving(service, [speech(service, timed=False)]) as asked:
        assert (await asked.ask(tmp_path)).estimated
        assert asked.requests() == 1
    assert _ledger(tmp_path) == (1, 0)


def _ledger(root: Path) -> tuple[int, int]:
    """How many answers it would serve, and how many it keeps as evidence; nothing else may be in it but lost calls."""
    keys = [key for key in LocalStore(root / "store").list("ledger/") if key.endswith(".json")]
    evidence = sum(".bad-" in key for key in keys)
    return len(keys) - evidence, evidence
