"""A whole video by Claude, or rather by a server that speaks like it; voice and drawing are real."""

import hashlib
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from vidgen_assets_tests.conftest import environment
from vidgen_assets_tests.end_to_end.live_claude import PROMPT, LiveClaude, live_claude
from vidgen_assets_tests.end_to_end.record import MAKE, RECORDED, lay_out
from vidgen_assets_tests.processes import environments, kill_all

Answer = subprocess.CompletedProcess[str]
KEY = f"sk-ant-{uuid.uuid4()}"
"""Of this process alone, so that it can be looked for in all processes of the machine."""


@pytest.fixture
def claude() -> Iterator[LiveClaude]:
    with live_claude() as serving:
        yield serving


def command(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "vidgen_assets.cli", *arguments]


def settings(home: Path, claude: LiveClaude) -> dict[str, str]:
    return {**environment(home), "ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": claude.url}


def vidgen(home: Path, env: dict[str, str], *arguments: str) -> Answer:
    home.mkdir(exist_ok=True)
    return subprocess.run(command(home, *arguments), env=env, cwd=home, capture_output=True, text=True, check=False)


def make(home: Path, claude: LiveClaude, *options: str) -> Answer:
    return vidgen(home, settings(home, claude), "make", PROMPT, "--quality", "draft", *options)


def files(home: Path, *names: str) -> dict[str, str]:
    found = [path for name in names for path in sorted(home.glob(f"videos/*/{name}"))]
    return {str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_a_video_is_made_with_one_question_for_each_thing_and_found_again_in_a_replay_without_keys(
    claude: LiveClaude, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    claude.overloaded = 1
    done = make(home, claude)
    assert done.returncode == 0, done.stderr
    assert sorted(claude.asked) == ["plan", "plan", "scene 1", "scene 2", "scene 3"]
    _nothing_holds_the_key(home, done)

    replayed = tmp_path / "replayed"
    shutil.copytree(home / "ledger", replayed / "ledger")
    env = {**environment(replayed), "VIDGEN_REPLAY": "replay"}
    again = vidgen(replayed, env, "make", PROMPT, "--quality", "draft")
    assert again.returncode == 0, again.stderr
    same = ("plan.json", "sections/*/scene.py", "sections/*/audio.wav", "final.mp4", "captions.vtt")
    assert files(replayed, *same[1:]) == files(home, *same[1:])
    assert len(claude.asked) == 5


def test_the_recorded_video_is_made_again_without_keys_and_to_the_byte(tmp_path: Path) -> None:
    made = []
    for name in ("once", "twice"):
        home = tmp_path / name
        lay_out(home)
        env = {**environment(home), "VIDGEN_REPLAY": "replay"}
        done = subprocess.run(MAKE, env=env, cwd=home, capture_output=True, text=True, check=False)
        told = f"{done.stdout}{done.stderr}"
        assert done.returncode == 0, f"{told}\nAfter a change of a prompt, record it anew: see record.py"
        made.append(files(home, "**/*.*"))
    assert made[0] == made[1]
    assert sum("audio.wav" in file for file in made[0]) == 3
    scenes = {path.parent.name: path.read_text() for path in home.glob("videos/*/sections/*/scene.py")}
    assert scenes == {path.name[6:8]: path.read_text() for path in RECORDED.glob("scene-*.py.txt")}
    (audio, *_) = home.glob("videos/*/sections/*/audio.json")
    assert '"narrator": "elevenlabs"' in audio.read_text()


def test_a_section_that_cannot_be_drawn_gets_a_simple_scene_and_a_rerun_repairs_it(
    claude: LiveClaude, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    claude.bad = {2}
    done = make(home, claude)
    assert done.returncode == 0, done.stderr
    assert "Section 02 could not be drawn as planned" in done.stdout
    assert claude.asked.count("scene 2") == 5
    video = next(home.glob("videos/*")).name
    assert "2 of 3 sections + 1 fallback" in vidgen(home, settings(home, claude), "status", video).stdout
    before = files(home, "sections/*/scene.py", "sections/*/clip.mp4")
    claude.bad = set()
    rerun = vidgen(home, settings(home, claude), "rerun", video)
    assert rerun.returncode == 0, rerun.stderr
    assert "could not be drawn" not in rerun.stdout
    assert "3 of 3 sections" in vidgen(home, settings(home, claude), "status", video).stdout
    after = files(home, "sections/*/scene.py", "sections/*/clip.mp4")
    changed = {name.split("/")[3] for name in before if before[name] != after[name]}
    assert changed == {"02"}
    assert claude.asked.count("scene 2") == 6


def test_after_a_kill_nothing_that_was_answered_is_asked_again(claude: LiveClaude, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    claude.hanging = {3}
    arguments = command(home, "make", PROMPT, "--quality", "draft")
    driving = subprocess.Popen(arguments, env=settings(home, claude), cwd=home, start_new_session=True)
    deadline = time.monotonic() + 120
    while "scene 3" not in claude.asked or len([*home.glob("ledger/anthropic/*.json")]) < 3:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    kill_all(home)
    driving.wait()
    claude.hanging = set()
    done = make(home, claude)
    assert done.returncode == 0, done.stderr
    assert sorted(claude.asked) == ["plan", "scene 1", "scene 2", "scene 3", "scene 3"]


def test_a_budget_stops_before_the_call_that_could_pass_it_and_keeps_what_was_made(
    claude: LiveClaude, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    done = make(home, claude, "--budget", "0.2")
    assert done.returncode == 2
    assert "the budget of $0.20 might be passed" in done.stdout
    spent = len(claude.asked)
    assert done.stdout.count("keeps what is finished") == 1
    assert make(home, claude, "--budget", "5").returncode == 0
    assert len(claude.asked) == len(set(claude.asked)) >= spent


def test_a_wrong_key_is_found_before_anything_is_asked(claude: LiveClaude, tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = {**settings(home, claude), "ANTHROPIC_BASE_URL": "http://127.0.0.1:9"}
    done = vidgen(home, env, "make", PROMPT)
    assert done.returncode == 1
    assert "Error: anthropic: no connection" in done.stderr
    assert not (home / "videos").exists()


def test_a_review_stops_after_the_plan_and_leaves_a_script(claude: LiveClaude, tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = make(home, claude, "--review")
    assert done.returncode == 0, done.stderr
    assert claude.asked == ["plan"]
    (script,) = home.glob("*.md")
    assert "## A square\n\nIt becomes a square.\n\n- A square\n\n<!-- A square appears. -->" in script.read_text()


def test_an_estimate_asks_nothing(claude: LiveClaude, tmp_path: Path) -> None:
    done = make(tmp_path / "home", claude, "--estimate")
    assert "In all: $" in done.stdout
    assert claude.asked == []


def _nothing_holds_the_key(home: Path, done: Answer) -> None:
    assert KEY not in done.stdout + done.stderr
    holding = [path for path in home.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]
    assert holding == []
    found = dict(environments())
    assert any(f"VIDGEN_HOME={home}".encode() in content for content in found.values()), "no process is left"
    assert [pid for pid, content in found.items() if KEY.encode() in content] == []
