import io
from collections.abc import Iterator

import pytest
from rich.console import Console

from vidgen_assets.cli.progress.board import Board
from vidgen_assets.cli.progress.drawing import Drawing
from vidgen_assets.cli.progress.lines import line
from vidgen_assets.cli.progress.showing import shown
from vidgen_assets.defs.progress import Phase, Progress
from vidgen_assets.domain.plan import Beat, Plan, Section
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.visuals import Statement


class Clock:
    """Seconds that pass when they are told to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


AUDIO_1, CLIP_2 = Slot(AssetName.AUDIO, "01"), Slot(AssetName.CLIP, "02")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def board(clock: Clock) -> Board:
    board = Board(clock)
    beats = (Beat(spoken="So.", display="So.", visual=Statement(text="So.")),)
    sections = tuple(Section(key=f"0{n}", title=f"[Part] {n}", beats=beats) for n in (1, 2))
    board.know(_plan(sections), stale={AUDIO_1, CLIP_2, Slot(AssetName.FINAL)})
    return board


def _plan(sections: tuple[Section, ...]) -> Plan:
    return Plan(
        inputs="",
        title="Waves",
        language="en",
        voice=None,
        quality=Quality.DRAFT,
        planner="test",
        sections=sections,
    )


def _drawn(board: Board) -> Iterator[str]:
    console = Console(file=io.StringIO(), width=80)
    console.print(Drawing(board))
    yield from console.file.getvalue().splitlines()  # type: ignore[attr-defined]


def test_what_need_not_be_made_is_known_as_reused(board: Board) -> None:
    assert board.step(Slot(AssetName.CODE, "01")).phase is Phase.REUSED
    assert board.step(AUDIO_1).phase is None


def test_a_waiting_thing_tells_how_long_yet_and_what_for(board: Board, clock: Clock) -> None:
    board.note(Progress(AUDIO_1, Phase.WAITING, 30.0, "[fake] is down"))
    clock.now += 12
    drawn = list(_drawn(board))
    assert any("waits 18 s" in line for line in drawn)
    assert drawn[-1] == "Waiting to try again: [fake] is down"
    board.note(Progress(AUDIO_1, Phase.RUNNING))
    assert not any("aiting" in line for line in _drawn(board))


def test_a_waiting_thing_is_a_line(board: Board) -> None:
    told = line(board, Progress(AUDIO_1, Phase.WAITING, 30.0, "fake is down"))
    assert told == "01 [Part] 1: audio is tried again in 30 s: fake is down"


def test_a_running_thing_counts_its_seconds(board: Board, clock: Clock) -> None:
    board.note(Progress(AUDIO_1, Phase.RUNNING))
    clock.now += 7
    assert board.step(AUDIO_1) == (Phase.RUNNING, 7)


def test_a_finished_thing_keeps_the_seconds_that_it_took(board: Board, clock: Clock) -> None:
    board.note(Progress(AUDIO_1, Phase.RUNNING))
    board.note(Progress(AUDIO_1, Phase.MADE, 2.5))
    clock.now += 7
    assert board.step(AUDIO_1) == (Phase.MADE, 2.5)


def test_a_terminal_shows_every_section_and_how_far_it_is(board: Board, clock: Clock) -> None:
    board.note(Progress(AUDIO_1, Phase.MADE, 0.4))
    board.note(Progress(CLIP_2, Phase.RUNNING))
    clock.now += 12
    title, _, plan, first, second, final = _drawn(board)
    assert title.split() == ["Waves", "12", "s"]
    assert plan.split() == ["Plan", "·"]
    assert first.split() == ["01", "[Part]", "1", "✓", "0.4", "s", "=", "="]
    assert second.split()[:5] == ["02", "[Part]", "2", "=", "="]
    assert second.rstrip().endswith("12 s")
    assert final.split() == ["Final", "video", "·"]


def test_a_pipe_gets_a_line_for_each_thing_that_is_finished(board: Board) -> None:
    console = Console(file=io.StringIO(), width=20)
    with shown(board, console) as note:
        note(Progress(AUDIO_1, Phase.RUNNING))
        note(Progress(AUDIO_1, Phase.MADE, 0.4))
        note(Progress(CLIP_2, Phase.FAILED, 3.0, "broken"))
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert lines == ["01 [Part] 1: audio made in 0.4 s", "02 [Part] 2: clip failed"]
