"""What has been said is not bought again: by reruns, edits, other videos, killed processes."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from vidgen_assets.domain.service_errors import ReplayMissError, ServiceRejectedError
from vidgen_assets.providers.elevenlabs.narrator import Manner
from vidgen_assets.providers.elevenlabs.speaking import Style, VoiceSettings
from vidgen_assets.services.ledger import Replay
from vidgen_assets_tests.providers.elevenlabs.server import KEY, Server, error
from vidgen_assets_tests.providers.elevenlabs.speaking import narrator, plan_of, spoken
from vidgen_assets_tests.providers.offline_voice.speaking import assert_sound

BEATS = ("One thing is here. Another thing is there.", "Is it so? It is. So be it.")
EDITED = ("One thing is here. Another thing is there.", "Is it so? It really is. So be it.")


async def test_a_section_said_before_costs_nothing(tmp_path: Path) -> None:
    async with Server() as server:
        first = await spoken(narrator(server.url, tmp_path), plan_of(BEATS), tmp_path)
        again = await spoken(narrator(server.url, tmp_path), plan_of(BEATS), tmp_path)
    assert len(server.asked) == 1
    assert first.wav.sha256 == again.wav.sha256
    assert [call.outcome for call in again.spend.calls] == ["reused"]
    assert again.spend.usd == 0


async def test_another_take_is_bought_once_with_another_seed(tmp_path: Path) -> None:
    plan = plan_of(BEATS)
    again = plan.model_copy(update={"sections": (plan.sections[0].model_copy(update={"take": 1}),)})
    async with Server() as server:
        for wanted in (plan, again, again, plan):
            await spoken(narrator(server.url, tmp_path), wanted, tmp_path)
    assert [body["seed"] for body in server.asked] == [1, 2]


async def test_an_edited_sentence_is_all_that_is_bought(tmp_path: Path) -> None:
    async with Server() as server:
        before = await spoken(narrator(server.url, tmp_path), plan_of(BEATS), tmp_path)
        after = await spoken(narrator(server.url, tmp_path), plan_of(EDITED), tmp_path)
    assert server.texts[1:] == ["It really is."]
    assert server.asked[1]["previous_text"] == "Is it so?"
    assert server.asked[1]["next_text"] == "So be it."
    assert_sound(after)
    assert after.beats[0].duration == pytest.approx(before.beats[0].duration, abs=0.01)
    assert [word.text for word in after.beats[1].words] == ["Is", "it", "so", "It", "really", "is", "So", "be", "it"]


async def test_the_pause_where_sounds_are_joined_is_neither_missing_nor_long(tmp_path: Path) -> None:
    async with Server() as server:
        await spoken(narrator(server.url, tmp_path), plan_of(BEATS), tmp_path)
        audio = await spoken(narrator(server.url, tmp_path), plan_of(EDITED), tmp_path)
    words = {word.offset: word for word in audio.beats[1].words}
    so, it, is_, following = (words[EDITED[1].index(text)] for text in ("so?", "It", "is. So", "So be"))
    assert it.start - so.end == pytest.approx(0.36, abs=0.05)
    assert following.start - is_.end == pytest.approx(0.36, abs=0.05)


async def test_what_would_be_bought_is_known_before_it_is(tmp_path: Path) -> None:
    async with Server() as server:
        voice = narrator(server.url, tmp_path)
        plan, edited = plan_of(BEATS), plan_of(EDITED)
        assert await voice.characters_to_buy(plan, plan.sections[0]) == len(" ".join(BEATS))
        assert server.asked == []
        await spoken(voice, plan, tmp_path)
        assert await voice.characters_to_buy(plan, plan.sections[0]) == 0
        assert await voice.characters_to_buy(edited, edited.sections[0]) == len("It really is.")


async def test_another_video_uses_a_sentence_that_one_has(tmp_path: Path) -> None:
    async with Server() as server:
        await spoken(narrator(server.url, tmp_path), plan_of(BEATS), tmp_path)
        other = plan_of(("Welcome. Is it so? It is.",))
        assert_sound(await spoken(narrator(server.url, tmp_path), other, tmp_path))
    assert server.texts[1:] == ["Welcome."]


async def test_sentences_without_a_pause_between_them_are_not_torn_apart(tmp_path: Path) -> None:
    async with Server() as server:
        server.stop_s = 0.01
        await spoken(narrator(server.url, tmp_path), plan_of(("Go on. Run far. Stop there.",)), tmp_path)
        await spoken(narrator(server.url, tmp_path), plan_of(("Run far.",)), tmp_path)
    assert server.texts == ["Go on. Run far. Stop there.", "Run far."]


async def test_with_reuse_of_whole_texts_only_an_edited_section_is_bought_whole(tmp_path: Path) -> None:
    async with Server() as server:
        voice = narrator(server.url, tmp_path, Manner(reuse="texts"))
        for beats in (BEATS, EDITED, BEATS):
            await spoken(voice, plan_of(beats), tmp_path)
    assert [text.count(".") for text in server.texts] == [4, 4]


async def test_an_edit_in_a_neighbouring_section_buys_nothing_here(tmp_path: Path) -> None:
    async with Server() as server:
        await spoken(narrator(server.url, tmp_path), plan_of(BEATS, ("Then this.",)), tmp_path)
        await spoken(narrator(server.url, tmp_path), plan_of(BEATS, ("Then that.",)), tmp_path)
    assert len(server.asked) == 1


async def test_the_nearest_sentences_of_the_neighbours_give_the_tone(tmp_path: Path) -> None:
    plan = plan_of(("First. Second.",), ("Third.",), ("Fourth. Fifth.",))
    async with Server() as server:
        await spoken(narrator(server.url, tmp_path), plan, tmp_path, 1)
        silent = narrator(server.url, tmp_path, Manner(style=Style(context=False)))
        await spoken(silent, plan, tmp_path, 1)
    with_context, without = server.asked
    assert (with_context["previous_text"], with_context["next_text"]) == ("Second.", "Fourth.")
    assert not {"previous_text", "next_text"} & set(without)


async def test_another_voice_speed_or_model_is_bought(tmp_path: Path) -> None:
    fast = Manner(style=Style(voice_settings=VoiceSettings(speed=1.2)))
    async with Server() as server:
        await spoken(narrator(server.url, tmp_path), plan_of(BEATS), tmp_path)
        await spoken(narrator(server.url, tmp_path, fast), plan_of(BEATS), tmp_path)
        await spoken(narrator(server.url, tmp_path), plan_of(BEATS, voice="elevenlabs:Amy"), tmp_path)
    assert [body["voice"] for body in server.asked] == ["JBFqnCBsd6RMkjVDRZzb", "JBFqnCBsd6RMkjVDRZzb", "v2"]
    assert [body["voice_settings"]["speed"] for body in server.asked] == [1.0, 1.2, 1.0]
    assert {body["seed"] for body in server.asked} == {1}
    assert {body["output_format"] for body in server.asked} == {"pcm_24000"}


async def test_what_was_pruned_from_the_ledger_is_bought_again_and_no_more_than_that(tmp_path: Path) -> None:
    async with Server() as server:
        await spoken(narrator(server.url, tmp_path), plan_of(BEATS), tmp_path)
        await spoken(narrator(server.url, tmp_path), plan_of(EDITED), tmp_path)
        for answer in (tmp_path / "store" / "ledger" / "elevenlabs").glob("*.json"):
            answer.unlink()
        assert_sound(await spoken(narrator(server.url, tmp_path), plan_of(EDITED), tmp_path))
    assert server.texts[2:] == ["One thing is here. Another thing is there. Is it so? It really is. So be it."]


async def test_a_long_section_is_split_at_sentence_ends_within_the_models_limit(tmp_path: Path) -> None:
    sentence = "All work and no play makes Jack a dull boy."
    async with Server() as server:
        plan = plan_of((" ".join([sentence] * 70),), ("Next.",))
        audio = await spoken(narrator(server.url, tmp_path), plan, tmp_path)
        await spoken(narrator(server.url, tmp_path), plan, tmp_path)
    assert server.gets == ["/v1/models"]
    assert all(len(text) <= 3_000 and text.endswith("boy.") for text in server.texts)
    assert sum(len(text) + 1 for text in server.texts) == 70 * (len(sentence) + 1)
    by_place = {body.get("previous_text"): body for body in server.asked}
    assert by_place[None]["next_text"] == sentence
    assert by_place[sentence]["next_text"] == "Next."
    assert_sound(audio)
    assert len(audio.beats[0].words) == 700


async def test_a_refused_run_is_not_asked_for_in_the_same_way_for_ever(tmp_path: Path) -> None:
    async with Server(error(400, "max_character_limit_exceeded")) as server:
        with pytest.raises(ServiceRejectedError):
            await spoken(narrator(server.url, tmp_path), plan_of(BEATS), tmp_path)
    assert not [*(tmp_path / "store").glob("speech/texts/*")]


async def test_phrases_are_bought_ahead_and_used(tmp_path: Path) -> None:
    async with Server() as server:
        voice = narrator(server.url, tmp_path)
        spend = await voice.warm_cache(["Welcome back.", "That is all. Goodbye.", "Welcome back.", "..."], None, "en")
        again = await voice.warm_cache(["Welcome back."], None, "en")
        await spoken(voice, plan_of(("Welcome back. This is new. Goodbye.",)), tmp_path)
    assert sorted(server.texts[:2]) == ["That is all. Goodbye.", "Welcome back."]
    assert server.texts[2:] == ["This is new."]
    assert spend.characters == len("Welcome back." + "That is all. Goodbye.")
    assert again.usd == 0


async def test_replay_says_the_same_without_key_or_service(tmp_path: Path) -> None:
    async with Server() as server:
        voice = narrator(server.url, tmp_path, replay=Replay.RECORD)
        await spoken(voice, plan_of(BEATS, voice="elevenlabs:amy"), tmp_path)
        recorded = await spoken(voice, plan_of(EDITED, voice="elevenlabs:amy"), tmp_path)
    replaying = narrator("", tmp_path, key=None, replay=Replay.REPLAY)
    replayed = await spoken(replaying, plan_of(EDITED, voice="elevenlabs:amy"), tmp_path)
    assert replayed.wav.sha256 == recorded.wav.sha256
    with pytest.raises(ReplayMissError):
        await spoken(replaying, plan_of(("Never said.",)), tmp_path)


async def test_two_that_want_the_same_pay_once(tmp_path: Path) -> None:
    async with Server(seconds=0.3) as server:
        both = await asyncio.gather(
            *(spoken(narrator(server.url, tmp_path), plan_of(BEATS), tmp_path / name) for name in _folders(tmp_path))
        )
    assert len(server.asked) == 1
    assert sorted(audio.spend.calls[0].outcome for audio in both) == ["paid", "reused"]


def _folders(root: Path) -> list[str]:
    for name in ("left", "right"):
        (root / name).mkdir()
    return ["left", "right"]


DYING = """
import asyncio, os, pathlib, signal, sys
from vidgen_assets.storage.local import LocalStore
from vidgen_assets_tests.providers.elevenlabs.speaking import narrator, plan_of, spoken
from vidgen_assets_tests.providers.elevenlabs.test_reuse import BEATS

class Dying(LocalStore):
    def write(self, key, content):
        stored = super().write(key, content)
        if key.startswith("ledger/elevenlabs/") and key.endswith(".json"):
            os.kill(os.getpid(), signal.SIGKILL)
        return stored

root = pathlib.Path(sys.argv[2])
asyncio.run(spoken(narrator(sys.argv[1], root, store=Dying(root / "store")), plan_of(BEATS), root))
"""


async def test_killed_between_answer_and_reading_it_a_rerun_makes_no_call(tmp_path: Path) -> None:
    async with Server() as server:
        command = [sys.executable, "-c", DYING, server.url, str(tmp_path)]
        died = await asyncio.to_thread(subprocess.run, command, check=False)
        assert died.returncode == -signal.SIGKILL
        audio = await spoken(narrator(server.url, tmp_path), plan_of(BEATS), tmp_path)
    assert len(server.asked) == 1
    assert [call.outcome for call in audio.spend.calls] == ["reused"]


async def test_killed_while_waiting_for_the_answer_the_one_call_is_repeated_and_counted(tmp_path: Path) -> None:
    async with Server(seconds=30) as server:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", DYING, server.url, str(tmp_path))
        await server.was_asked.wait()
        process.kill()
        await process.wait()
        server.seconds = 0
        audio = await spoken(narrator(server.url, tmp_path), plan_of(BEATS), tmp_path)
    assert len(server.asked) == 2
    assert audio.spend.repeated == 1


async def test_the_key_is_in_nothing_that_is_kept(tmp_path: Path) -> None:
    async with Server(error(500, "internal")) as server:
        await spoken(narrator(server.url, tmp_path), plan_of(BEATS, voice="elevenlabs:Amy"), tmp_path)
    kept = _files(tmp_path)
    assert len(kept) > 5
    assert not [path for path in kept if KEY.encode() in path.read_bytes()]


def _files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]
