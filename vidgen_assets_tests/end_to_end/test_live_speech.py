"""A whole video by Claude and ElevenLabs, or rather by servers that speak like them; all else is real."""

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import dagster as dg
import pytest

from vidgen_assets.defs.instance import open_instance
from vidgen_assets_tests.conftest import vidgen
from vidgen_assets_tests.end_to_end.film import watch
from vidgen_assets_tests.end_to_end.live_claude import PROMPT, TITLES, LiveClaude, live_claude
from vidgen_assets_tests.providers.elevenlabs.server import Server
from vidgen_assets_tests.threads import serving

KEY = f"xi-{uuid.uuid4()}"
VIDEO = "show-me"
AWAY = "could not be spoken by the voice that was wanted"


class Live(NamedTuple):
    """Both services, and a home in which videos are made of them."""

    claude: LiveClaude
    speech: Server
    home: Path

    def vidgen(self, *arguments: str) -> str:
        """What a command tells, all of it."""
        self.home.mkdir(exist_ok=True)
        places = {"ANTHROPIC_BASE_URL": self.claude.url, "ELEVENLABS_BASE_URL": self.speech.url}
        done = vidgen(self.home, *arguments, check=False, COLUMNS="200", ELEVENLABS_API_KEY=KEY, **places)
        return f"{done.stdout}{done.stderr}exit code {done.returncode}"

    def make(self, *options: str) -> str:
        return self.vidgen("make", PROMPT, "--quality", "draft", *options)

    def metadata(self, asset: str, section: str | None = None) -> dict[str, Any]:
        """Of the newest materialization, of this section if one is given."""
        with open_instance(self.home / "dagster") as instance:
            window = dg.AssetRecordsFilter(dg.AssetKey(asset))
            records = instance.fetch_materializations(window, limit=50).records
        found = next(one for one in records if section is None or str(one.partition_key).startswith(section))
        assert found.asset_materialization is not None
        return {name: value.value for name, value in found.asset_materialization.metadata.items()}


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    speech = Server(tier="creator", key=KEY)
    speech.most = 100_000
    with live_claude() as claude, serving(speech):
        yield Live(claude, speech, tmp_path / "home")
    shutil.rmtree(tmp_path / "home" / "dagster" / "warm", ignore_errors=True)  # ends the warm process


def test_a_video_is_spoken_for_money_and_tells_by_whom_and_for_how_much(live: Live) -> None:
    foreseen = live.make("--estimate")
    assert "In all: $" in foreseen
    assert (live.claude.asked, live.speech.asked) == ([], [])
    told = live.make()
    assert told.endswith("exit code 0"), told
    assert len(live.speech.asked) == len(TITLES)
    (mp4,) = live.home.glob("videos/*/final.mp4")
    film = watch(mp4)
    assert [film.audible(chapter) > 0.2 for chapter in film.chapters] == [True] * len(TITLES)
    final, characters = live.metadata("final_video"), sum(map(len, live.speech.texts))
    assert final["voices"] == "elevenlabs JBFqnCBsd6RMkjVDRZzb"
    assert (final["characters"], final["calls_paid"]) == (characters, 7)
    assert final["usd"] == pytest.approx(4 * 0.0221 + characters * 0.0001, abs=0.001)
    audio = live.metadata("section_audio", "02")
    assert audio["cost_usd"] == audio["usd"] == round(len("It becomes a square.") * 0.0001, 4)
    status = live.vidgen("status", VIDEO, "--calls")
    assert "Spoken by elevenlabs JBFqnCBsd6RMkjVDRZzb." in status
    assert f"elevenlabs eleven_multilingual_v2: 3 calls, {characters} characters" in status
    assert f"It has cost ${final['usd']:.4f}" in status
    assert status.count("eleven_multilingual_v2  speech  paid") == 3
    assert "Nothing would be made" in live.make("--estimate")
    _nothing_holds_the_key(live.home, foreseen + told + status)


def test_a_section_spoken_by_another_voice_in_an_outage_is_repaired_by_a_rerun_and_by_that_alone(live: Live) -> None:
    live.speech.alter = lambda answer: {**answer, "audio_base64": "not sound"}
    told = live.make()
    assert told.endswith("exit code 0"), told
    assert f"Sections 01, 02, 03 {AWAY}; another one speaks instead" in told
    status = live.vidgen("status", VIDEO, "--calls")
    assert "(01, 02, 03) instead." in status
    assert f"`vidgen rerun {next(live.home.glob('videos/*')).name}` tries again" in status
    assert "failed: elevenlabs: the sound is not in base64" in status
    asked = len(live.speech.asked)
    assert "nothing had to be made" in live.make()
    assert len(live.speech.asked) == asked
    live.speech.alter = lambda answer: answer
    repaired = live.vidgen("rerun", VIDEO)
    assert AWAY not in repaired
    assert len(live.speech.asked) == asked + 3
    assert live.metadata("final_video")["voices"] == "elevenlabs JBFqnCBsd6RMkjVDRZzb"
    assert live.claude.asked.count("scene 1") == 1


def test_a_section_made_again_in_any_case_is_asked_for_anew_and_a_plain_rerun_buys_nothing(live: Live) -> None:
    live.make("--voice", "Amy")
    again = live.vidgen("rerun", VIDEO, "--section", "2")
    assert again.endswith("exit code 0"), again
    assert live.claude.asked.count("scene 2") == 2
    assert [body["seed"] for body in live.speech.asked if body["text"] == "It becomes a square."] == [1, 2]
    for path in live.home.glob("videos/*/sections/02/*"):
        path.unlink()
    asked = len(live.claude.asked), len(live.speech.asked)
    assert live.vidgen("rerun", VIDEO).endswith("exit code 0")
    assert (len(live.claude.asked), len(live.speech.asked)) == asked
    assert live.metadata("final_video")["voices"] == "elevenlabs Amy"


def _nothing_holds_the_key(home: Path, told: str) -> None:
    assert KEY not in told
    assert [path for path in home.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()] == []
