import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.ports import ListedVoice
from vidgen_assets.domain.service_errors import (
    AnswerError,
    CredentialsError,
    QuotaError,
    ReplayMissError,
    ServiceError,
    ServiceRejectedError,
    ServiceUnavailableError,
)
from vidgen_assets.providers.openai_speech.client import Access, SpeechServer
from vidgen_assets.providers.openai_speech.delivery import Delivery
from vidgen_assets.providers.openai_speech.narrator import OpenAISpeechNarrator
from vidgen_assets.services.accounts import Accounts
from vidgen_assets.services.ledger import Ledger, Replay
from vidgen_assets.services.prices import PriceTable
from vidgen_assets.services.retry import RetryPolicy
from vidgen_assets.services.till import Till
from vidgen_assets.services.turns import Turns
from vidgen_assets.storage.local import LocalStore
from vidgen_assets_tests.providers.elevenlabs.server import Fault, answering, hang, reset
from vidgen_assets_tests.providers.elevenlabs.speaking import plan_of
from vidgen_assets_tests.providers.offline_voice.speaking import assert_sound
from vidgen_assets_tests.providers.openai_speech.server import SpeechHost, streamed
from vidgen_assets_tests.providers.voicing import hummed

BEATS = ("One thing is here. Another thing, 3.5 of them, is there.", "Is it so? It is.")


def narrator(
    url: str,
    root: Path,
    delivery: Delivery | None = None,
    *,
    key: str | None = None,
    replay: Replay = Replay.OFF,
    at_once: int | None = 2,
) -> OpenAISpeechNarrator:
    store = LocalStore(root / "store")
    policy = RetryPolicy(attempts=3, first_wait=0.02, longest_wait=1.0)
    till = Till(Ledger(store, replay), Accounts(store, lambda _: None), policy)
    turns = Turns(root / "turns", poll_s=0.01, told=at_once)
    return OpenAISpeechNarrator(SpeechServer(Access(url, key, 0.5), till, PriceTable.load(), turns), delivery)


async def test_each_beat_is_said_in_one_call_and_its_words_are_estimated(tmp_path: Path) -> None:
    plan = plan_of(BEATS, voice="speech:af_heart")
    async with SpeechHost() as host:
        audio = await narrator(host.url, tmp_path, key="k").narrate(plan, plan.sections[0], "i", tmp_path)
    assert sorted(body["input"] for body in host.asked) == [
        "Is it so? It is.",
        "One thing is here. Another thing, three point five of them, is there.",
    ]
    assert host.asked[0] | {"input": ""} == {
        "model": "tts-1", "input": "", "voice": "af_heart", "response_format": "wav", "speed": 1.0,
    }  # fmt: skip
    assert host.keys == {"Bearer k"}
    assert_sound(audio)
    assert (audio.narrator, audio.voice, audio.estimated, audio.spend.usd) == ("speech", "af_heart", True, 0)
    _, said = hummed("Is it so? It is.")
    second = audio.beats[1]
    starts = [word.start - second.words[0].start for word in second.words]
    real = [said[place].start - said[0].start for place in (0, 3, 6, 10, 13)]
    assert starts == pytest.approx(real, abs=0.12)


async def test_a_server_that_times_words_is_asked_for_it(tmp_path: Path) -> None:
    plan = plan_of(BEATS)
    async with SpeechHost(captions=True) as host:
        audio = await narrator(host.url, tmp_path).narrate(plan, plan.sections[0], "i", tmp_path)
        await narrator(host.url, tmp_path / "2", Delivery(captions=False)).narrate(
            plan, plan.sections[0], "i", tmp_path
        )
    assert (len(host.captioned), len(host.asked)) == (2, 2)
    assert host.captioned[0]["return_timestamps"] is True
    assert not audio.estimated
    assert_sound(audio)


async def test_an_edit_costs_one_beat(tmp_path: Path) -> None:
    async with SpeechHost() as host:
        for beats in (BEATS, (BEATS[0], "No."), BEATS):
            plan = plan_of(beats)
            await narrator(host.url, tmp_path).narrate(plan, plan.sections[0], "i", tmp_path)
    assert len(host.asked) == 3


async def test_replay_says_the_same_without_the_server(tmp_path: Path) -> None:
    plan = plan_of(BEATS)
    async with SpeechHost() as host:
        recorded = await narrator(host.url, tmp_path).narrate(plan, plan.sections[0], "i", tmp_path)
    replaying = narrator(host.url, tmp_path, replay=Replay.REPLAY)
    replayed = await replaying.narrate(plan, plan.sections[0], "i", tmp_path)
    assert replayed.wav.sha256 == recorded.wav.sha256
    other = plan_of(("Never said.",))
    with pytest.raises(ReplayMissError):
        await replaying.narrate(other, other.sections[0], "i", tmp_path)


async def test_a_long_beat_is_split_at_sentence_ends(tmp_path: Path) -> None:
    plan = plan_of((" ".join(f"Sentence {word} is here." for word in ("one", "two", "three", "four")),))
    async with SpeechHost() as host:
        audio = await narrator(host.url, tmp_path, Delivery(longest=50)).narrate(plan, plan.sections[0], "i", tmp_path)
    assert sorted(body["input"] for body in host.asked) == [
        "Sentence one is here. Sentence two is here.",
        "Sentence three is here. Sentence four is here.",
    ]
    assert_sound(audio)
    assert len(audio.beats[0].words) == 16


async def test_sound_that_was_streamed_has_no_length_and_is_read_all_the_same(tmp_path: Path) -> None:
    plan = plan_of(BEATS)
    async with SpeechHost(alter=streamed) as host:
        assert_sound(await narrator(host.url, tmp_path).narrate(plan, plan.sections[0], "i", tmp_path))


async def test_no_more_calls_run_at_once_than_the_server_is_meant_to_take(tmp_path: Path) -> None:
    plan = plan_of(tuple(f"Beat {word}." for word in "abcdefgh"))
    async with SpeechHost(seconds=0.05) as host:
        await narrator(host.url, tmp_path, at_once=3).narrate(plan, plan.sections[0], "i", tmp_path)
    assert (host.peak, len(host.asked)) == (3, 8)


async def test_the_limit_of_a_server_that_refuses_what_is_too_much_is_learned(tmp_path: Path) -> None:
    plan = plan_of(tuple(f"Beat {word}." for word in "abcdefghijkl"))
    async with SpeechHost(seconds=0.35, limit=3) as host:
        audio = await narrator(host.url, tmp_path, at_once=None).narrate(plan, plan.sections[0], "i", tmp_path)
    assert len(audio.beats) == 12
    assert (host.peak, len(host.asked) - host.refused) == (3, 12)
    assert 1 <= host.refused <= 2  # a second one may be on its way when the first is refused


QUOTA = '{"error": {"message": "You exceeded your quota", "type": "x", "code": "insufficient_quota"}}'
INVALID = '{"detail": [{"type": "missing", "loc": ["body", "voice"], "msg": "Field required"}]}'


@pytest.mark.parametrize(
    ("faults", "kind", "told", "calls"),
    [
        ([answering(401, '{"error": {"message": "Bad key"}}')], CredentialsError, "VIDGEN_SPEECH_API_KEY.*Bad key", 1),
        ([answering(429, QUOTA)], QuotaError, "VIDGEN_SPEECH_API_KEY", 1),
        ([answering(422, INVALID)], ServiceRejectedError, "body.voice: Field required", 1),
        ([answering(400, '{"detail": {"error": "x", "message": "No such voice"}}')], ServiceRejectedError, "such", 1),
        ([answering(503, "busy", "text/plain")] * 3, ServiceUnavailableError, "busy", 3),
        ([reset] * 2, ServiceUnavailableError, "the connection broke", 2),
        ([hang] * 2, ServiceUnavailableError, "no answer within", 2),
        ([answering(200, "<html>a proxy</html>", "text/html")], AnswerError, "proxy.*VIDGEN_SPEECH_BASE_URL", 1),
        ([answering(200, '{"audio": "AAAA"')], AnswerError, "no speech", 1),
    ],
)
async def test_faults_are_named_and_asked_again_only_where_that_may_help(
    faults: list[Fault], kind: type[ServiceError], told: str, calls: int, tmp_path: Path
) -> None:
    plan = plan_of(("Just one beat.",))
    async with SpeechHost(*faults) as host:
        with pytest.raises(kind, match=f"(?s){told}"):
            await narrator(host.url, tmp_path).narrate(plan, plan.sections[0], "i", tmp_path)
    assert len(host.asked) == calls


@pytest.mark.parametrize("alter", [lambda sound: sound[:2000], lambda sound: sound[:44] + bytes(len(sound))])
async def test_sound_that_is_cut_off_or_silent_is_never_kept_as_good(
    alter: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    plan = plan_of(("This beat is long enough for a cut to show.",))
    async with SpeechHost(alter=alter) as host:
        with pytest.raises(AnswerError):
            await narrator(host.url, tmp_path).narrate(plan, plan.sections[0], "i", tmp_path)
        host.alter = lambda sound: sound
        assert_sound(await narrator(host.url, tmp_path).narrate(plan, plan.sections[0], "i", tmp_path))
    assert len(host.asked) == 2


async def test_a_voice_is_checked_against_the_servers_own_list_where_it_has_one(tmp_path: Path) -> None:
    async with SpeechHost() as host:
        voice = narrator(host.url, tmp_path)
        await asyncio.to_thread(voice.check_voice, "speech:anyone", "en")
        host.voices = ["af_heart", "am_adam"]
        await asyncio.to_thread(voice.check_voice, None, "en")
        await asyncio.to_thread(voice.check_voice, "speech:af_heart+am_adam", "en")
        with pytest.raises(InputError, match="af_heart, am_adam"):
            await asyncio.to_thread(voice.check_voice, "speech:nobody", "en")
        assert await asyncio.to_thread(voice.voices) == (ListedVoice("speech:af_heart"), ListedVoice("speech:am_adam"))
    assert host.asked == []


async def test_phrases_said_ahead_are_not_asked_for_again(tmp_path: Path) -> None:
    async with SpeechHost() as host:
        voice = narrator(host.url, tmp_path)
        await voice.warm_cache(["Is it so? It is.", "..."], None, "en")
        plan = plan_of(BEATS)
        await voice.narrate(plan, plan.sections[0], "i", tmp_path)
    assert len(host.asked) == 2
