"""Scenes of Claude's that hang, use up memory or break only when they are drawn, in the real sandbox."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from vidgen_assets_tests.conftest import vidgen
from vidgen_assets_tests.end_to_end.film import watch
from vidgen_assets_tests.end_to_end.live_claude import PROMPT, LiveClaude, live_claude

HANGS = "for _ in iter(int, 1): pass"
GROWS = "held = [bytearray(2**28) for _ in range(64)]"
DRAWN = "if config.pixel_width < 1000: "  # checked at 1280 pixels across, and drawn at 854
BREAKS = f"{DRAWN}raise ValueError('it is too narrow')"
ENDS = f"{DRAWN}return"
HANGS_DRAWN = f"{DRAWN}[None for _ in iter(int, 1)]"
LIMIT_S = "12"


@pytest.fixture
def claude() -> Iterator[LiveClaude]:
    with live_claude() as serving:
        yield serving


def make(home: Path, claude: LiveClaude, *arguments: str) -> str:
    """What the command tells, once it has succeeded."""
    services = {"ANTHROPIC_BASE_URL": claude.url, "VIDGEN_RENDER_TIMEOUT_S": LIMIT_S, "COLUMNS": "200"}
    done = vidgen(home, *arguments, check=False, **services)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def made(home: Path, claude: LiveClaude) -> str:
    return make(home, claude, "make", PROMPT, "--quality", "draft")


def repairs(claude: LiveClaude) -> list[str]:
    """What the model was told of each scene that did not work."""
    talks = [body["messages"] for body in claude.api.asked]
    return [messages[-1]["content"] for messages in talks if len(messages) > 1]


def test_a_scene_that_hangs_grows_or_breaks_only_when_it_is_drawn_is_repaired_by_a_good_answer(
    claude: LiveClaude, tmp_path: Path
) -> None:
    claude.lines = {1: [HANGS], 2: [GROWS], 3: [BREAKS]}
    told = made(tmp_path, claude)
    assert "could not be drawn" not in told
    assert sorted(claude.asked) == ["plan", *["scene 1"] * 2, *["scene 2"] * 2, *["scene 3"] * 2]
    faults = "\n".join(repairs(claude))
    assert f"{LIMIT_S} s" in faults
    assert "memory" in faults.lower()
    assert "failed to render" in faults
    assert "it is too narrow" in faults


@pytest.mark.slow
def test_scenes_that_never_work_when_they_are_drawn_give_way_to_fallbacks_and_the_video_is_finished(
    claude: LiveClaude, tmp_path: Path
) -> None:
    claude.lines, claude.stubborn = {1: [HANGS_DRAWN], 2: [ENDS]}, {1, 2}
    told = made(tmp_path, claude)
    assert "Sections 01, 02 could not be drawn as planned" in told
    assert [claude.asked.count(f"scene {number}") for number in (1, 2, 3)] == [3, 3, 1]
    assert "did not follow its narration" in "\n".join(repairs(claude))
    video = next(tmp_path.glob("videos/*")).name
    assert "1 of 3 sections + 2 fallbacks" in make(tmp_path, claude, "status", video)
    film = watch(next(tmp_path.glob("videos/*/final.mp4")))
    assert [film.audible(chapter) > 0.2 for chapter in film.chapters] == [True] * 3
