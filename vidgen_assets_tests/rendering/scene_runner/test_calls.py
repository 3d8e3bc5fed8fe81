import pytest

from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.rendering.scene_runner.calls import Calls

TEXTS = (
    "The loss tells how wrong the network is.",
    "Each weight gets a little of the blame.",
    "So every weight takes a small step.",
)
BEATS = tuple(BeatAudio(text=text, start=number, end=number + 1, words=()) for number, text in enumerate(TEXTS))


def _beats(*calls: str) -> list[int | None]:
    scene = Calls(BEATS)
    return [scene.next_beat(call, frame) for frame, call in enumerate(calls)]


def test_calls_find_their_beats_whatever_the_bookmarks_case_and_spacing() -> None:
    assert _beats("the LOSS <bookmark mark='a'/> tells  how wrong the network is", *TEXTS[1:]) == [0, 1, 2]


def test_a_reworded_call_finds_its_beat() -> None:
    assert _beats(TEXTS[0], "So each weight takes one small step.", TEXTS[1]) == [0, 2, 1]


def test_a_call_like_no_beat_gets_the_next_one_and_a_warning() -> None:
    scene = Calls(BEATS)
    assert scene.next_beat("Let us begin!", 0) == 0
    assert "no beat" in scene.warnings[0]


def test_calls_beyond_the_last_beat_get_none_and_a_warning() -> None:
    scene = Calls(BEATS)
    assert [scene.next_beat(text, 0) for text in (*TEXTS, "Thanks for watching.")] == [0, 1, 2, None]
    assert scene.warnings == ["voiceover call without a beat: 'Thanks for watching.'"]


def test_a_beat_split_over_two_calls_does_not_use_up_the_next_beat() -> None:
    assert _beats("The loss tells how wrong", "the network is.", TEXTS[1], TEXTS[2]) == [0, None, 1, 2]


def test_beats_without_a_call_are_known() -> None:
    scene = Calls(BEATS)
    scene.next_beat(TEXTS[1], 12)
    assert (scene.left_out(), scene.spoken) == ([0, 2], {1: 12})


@pytest.mark.parametrize("repeated", ["Again.", "Yes."])
def test_beats_with_the_same_text_are_taken_in_order(repeated: str) -> None:
    scene = Calls([BeatAudio(text=repeated, start=0, end=1, words=())] * 2)
    assert [scene.next_beat(repeated, frame) for frame in (0, 5)] == [0, 1]
