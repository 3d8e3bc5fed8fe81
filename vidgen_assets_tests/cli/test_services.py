"""The commands that look after speech services: against servers that speak like them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from vidgen_assets_tests.cli.conftest import Vidgen
from vidgen_assets_tests.providers.elevenlabs.server import KEY, Server
from vidgen_assets_tests.providers.openai_speech.server import SpeechHost
from vidgen_assets_tests.threads import serving

SCRIPT = "# One\n\n## Part\n\nLet us look closer. This is new.\n"


@pytest.fixture
def speech(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """An ElevenLabs that the settings name, with a key that it takes."""
    server = Server(tier="creator")
    with serving(server):
        monkeypatch.setenv("COLUMNS", "200")
        monkeypatch.setenv("ELEVENLABS_BASE_URL", server.url)
        monkeypatch.setenv("ELEVENLABS_API_KEY", KEY)
        yield server


def test_doctor_tells_what_the_account_may_do_and_spends_nothing(vidgen: Vidgen, speech: Server) -> None:
    told = vidgen("doctor").stdout
    assert "tier creator, 990 characters left" in told
    assert speech.asked == []


@pytest.mark.parametrize(
    ("key", "used", "problem"),
    [
        ("wrong", 0, "the key is not accepted; check ELEVENLABS_API_KEY"),
        (KEY, 1000, "the account behind ELEVENLABS_API_KEY has no characters left"),
    ],
)
def test_a_key_that_is_wrong_or_used_up_is_named_by_doctor_and_before_anything_is_made(
    key: str, used: int, problem: str, vidgen: Vidgen, speech: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELEVENLABS_API_KEY", key)
    speech.used = used
    looked = vidgen("doctor")
    assert looked.exit_code == 2
    assert problem in looked.stdout
    assert "No video can be made: ElevenLabs." in looked.stdout
    made = vidgen("make", "Explain binary search")
    assert made.exit_code == 2
    assert problem in made.stderr
    assert speech.asked == []
    assert not (home / "videos").exists()


def test_more_characters_than_are_left_are_refused_before_anything_is_made(
    vidgen: Vidgen, speech: Server, home: Path
) -> None:
    refused = vidgen("make", "Explain binary search")
    assert refused.exit_code == 2
    assert "has 990 characters left, and 2," in refused.stderr
    assert not (home / "videos").exists()


def test_a_service_that_is_down_is_no_fault_while_another_voice_stands_in(
    vidgen: Vidgen, speech: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELEVENLABS_BASE_URL", "http://127.0.0.1:9")
    told = vidgen("doctor")
    assert told.exit_code == 0
    assert "espeak: speaks meanwhile" in told.stdout
    monkeypatch.setenv("VIDGEN_FALLBACK_VOICE", "none")
    assert vidgen("doctor").exit_code == 2


def test_voices_of_a_service_are_listed_with_their_languages(vidgen: Vidgen, speech: Server) -> None:
    speech.voices[1] |= {"labels": {"accent": "swiss", "language": "de"}, "verified_languages": [{"language": "fr"}]}
    lines = vidgen("voices").stdout.splitlines()
    assert lines[:2] == ["elevenlabs:George - Warm", "elevenlabs:Amy\tfr, de\tswiss"]
    assert "espeak:de" in lines
    only = vidgen("voices", "--language", "de").stdout
    assert "Amy" in only
    assert "Amy" not in vidgen("voices", "--language", "it").stdout


def test_a_service_that_cannot_be_reached_costs_its_voices_alone(
    vidgen: Vidgen, speech: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELEVENLABS_BASE_URL", "http://127.0.0.1:9")
    answer = vidgen("voices")
    assert answer.exit_code == 0
    assert answer.stderr.count("ElevenLabs cannot list its voices: elevenlabs: no connection") == 1
    assert "espeak:de" in answer.stdout


def test_voices_of_a_server_of_ones_own_are_listed(vidgen: Vidgen, monkeypatch: pytest.MonkeyPatch) -> None:
    host = SpeechHost()
    host.voices = ["af_sky", "bm_lewis"]
    with serving(host):
        monkeypatch.setenv("VIDGEN_SPEECH_BASE_URL", host.url)
        assert vidgen("voices").stdout.splitlines()[:2] == ["speech:af_sky", "speech:bm_lewis"]
        assert "2 voices" in vidgen("doctor").stdout


def test_phrases_are_bought_once_within_a_budget_and_a_video_that_says_them_buys_the_rest(
    vidgen: Vidgen, speech: Server, tmp_path: Path
) -> None:
    phrases, script = tmp_path / "phrases.txt", tmp_path / "one.md"
    phrases.write_text("Let us look closer.\n\nThat is all.\n")
    script.write_text(SCRIPT)
    stopped = vidgen("warm-cache", phrases, "--budget", "0.001")
    assert stopped.exit_code == 2
    assert "the budget of $0.001 might be passed" in stopped.stderr
    assert speech.asked == []
    assert vidgen("warm-cache", phrases).stdout == "2 phrases: 31 characters were bought for $0.0031.\n"
    assert vidgen("warm-cache", phrases).stdout == "2 phrases: all were there already, and nothing was bought.\n"
    assert sorted(speech.texts) == ["Let us look closer.", "That is all."]
    foreseen = vidgen("make", "--script", script, "--estimate").stdout
    assert "In all: less than a cent. Nothing was bought." in foreseen  # of "This is new.", 12 characters
    assert len(speech.asked) == 2


def test_without_a_speech_service_there_is_nothing_to_buy_ahead(vidgen: Vidgen, tmp_path: Path) -> None:
    (tmp_path / "phrases.txt").write_text("Hello.\n")
    answer = vidgen("warm-cache", tmp_path / "phrases.txt")
    assert answer.exit_code == 2
    assert "ELEVENLABS_API_KEY" in answer.stderr


def test_pruning_takes_the_index_of_what_was_said_along_and_spares_what_videos_are_made_of(
    vidgen: Vidgen, speech: Server, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "phrases.txt").write_text("Let us look closer.\nThat is all.\n")
    vidgen("warm-cache", tmp_path / "phrases.txt")
    vidgen("voices")
    told = vidgen("cache", "size").stdout
    assert "elevenlabs: 3 answers" in told
    assert "index of what was said: 4 sentences and texts" in told
    assert "eleven_multilingual_v2: That is all." in vidgen("cache", "list").stdout
    used = next(path for path in (home / "ledger/elevenlabs").glob("*.json") if "closer" in path.read_text())
    audio = home / "videos/a-video/sections/01/audio.json"
    audio.parent.mkdir(parents=True)
    audio.write_text(json.dumps({"spend": {"calls": [{"answer": f"ledger/elevenlabs/{used.name}"}]}}))
    pruned = vidgen("cache", "prune", "--older-than", "0").stdout
    assert pruned.startswith("Took out 1 answer, ")
    assert "and 2 from the index of what was said." in pruned
    assert "Kept 2 answers that a-video is made of." in pruned  # what it says, and the voices, for a replay
    assert vidgen("cache", "prune", "--older-than", "0", "--needed").stdout.startswith("Took out 2 answers, ")
    assert not [*(home / "ledger").rglob("*.json"), *(home / "speech").rglob("*.json")]
