from pathlib import Path

import pytest
from manim_voiceover.tracker import TimeInterpolator

from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.rendering.scene_runner.bookmarks import boundaries, canonical
from vidgen_assets_tests.rendering.spoken import speak

TEXT = "Take the slope, then step the other way."


@pytest.fixture
def beat(tmp_path: Path) -> BeatAudio:
    return speak(("Something is said before.", TEXT), tmp_path).beats[1]


def _reached(text: str, beat: BeatAudio) -> float:
    """When manim-voiceover takes the only bookmark of `text` to be reached, by its own interpolation."""
    before, _, after = canonical(text).partition("<bookmark mark='x'/>")
    marks = boundaries(text, beat, beat.duration)
    tracker = TimeInterpolator([{"text_offset": mark.offset, "audio_offset": round(mark.time * 1e7)} for mark in marks])
    assert marks[-1].offset == len(before + after)
    return tracker.interpolate(len(before))


def _said(beat: BeatAudio, word: str) -> float:
    return next(each.start for each in beat.words if each.text == word) - beat.start


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("<bookmark mark='x'/>Take the slope, then step the other way.", "Take"),
        ("Take the slope, <bookmark mark='x'/> then step the other way.", "then"),
        ("Take the slope,<bookmark mark='x'/>then step the other way.", "then"),
        ("Take the slope, then step the other <bookmark mark='x'/>way.", "way."),
        ('Take the slope, then <bookmark  mark = "x" /> step the other way.', "step"),
        ("Take the slope, then\n   <bookmark mark='x'></bookmark>step the other way.", "step"),
    ],
)
def test_a_bookmark_is_reached_when_the_word_after_it_starts(text: str, word: str, beat: BeatAudio) -> None:
    assert _reached(text, beat) == pytest.approx(_said(beat, word), abs=1e-6)


def test_a_bookmark_at_the_end_is_reached_when_the_last_word_has_ended(beat: BeatAudio) -> None:
    assert _reached(TEXT + " <bookmark mark='x'/>", beat) == pytest.approx(beat.words[-1].end - beat.start, abs=1e-6)


def test_a_bookmark_in_reworded_text_goes_to_the_same_word(beat: BeatAudio) -> None:
    reworded = "First take that slope and then <bookmark mark='x'/>step the opposite way."
    assert _reached(reworded, beat) == pytest.approx(_said(beat, "step"), abs=1e-6)


def test_a_beat_without_word_times_is_spoken_as_a_whole() -> None:
    beat = BeatAudio(text=TEXT, start=3, end=5, words=())
    assert _reached("Take <bookmark mark='x'/>the slope, then step the other way.", beat) == 2


def test_times_never_go_back(beat: BeatAudio) -> None:
    shuffled = "way. other the <bookmark mark='x'/>step then slope, Take"
    times = [mark.time for mark in boundaries(shuffled, beat, beat.duration)]
    assert times == sorted(times)
