from fractions import Fraction

import pytest

from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.rendering.encoding import CLIP_QUANTUM
from vidgen_assets.rendering.timeline import lay_out, whole_frames

BEATS = tuple(BeatAudio(text=str(number), start=number, end=number + 1, words=()) for number in range(3))


def _starts(spoken: dict[int, int], drawn: int) -> list[float]:
    return [placement.start for placement in lay_out(BEATS, spoken, drawn, 30).placements]


@pytest.mark.parametrize("frame_rate", [15, 30, 60])
@pytest.mark.parametrize("drawn", [1, 95, 96, 97, 200])
def test_a_clip_lasts_whole_quanta_and_covers_picture_and_narration(drawn: int, frame_rate: int) -> None:
    timeline = lay_out(BEATS, {0: 0, 1: frame_rate, 2: 2 * frame_rate}, drawn, frame_rate)
    length = Fraction(timeline.frames, frame_rate)
    assert length % CLIP_QUANTUM == 0
    assert 0 <= length - max(Fraction(drawn, frame_rate), Fraction(3)) < CLIP_QUANTUM + Fraction(1, 10)


def test_a_clip_ends_in_silence_long_enough_to_be_joined() -> None:
    ending_on_a_quantum = (BeatAudio(text="a", start=0, end=1.6, words=()),)
    assert lay_out(ending_on_a_quantum, {0: 0}, 48, 30).frames == 64


def test_beats_start_where_the_scene_called_them() -> None:
    assert _starts({0: 0, 1: 45, 2: 90}, 120) == [0, 1.5, 3]


def test_beats_that_the_scene_left_out_follow_at_the_end() -> None:
    assert _starts({0: 0, 1: 30}, 60) == [0, 1, 2]
    assert _starts({0: 0, 2: 30}, 90) == [0, 3, 1]


def test_the_narration_of_a_scene_without_calls_starts_with_it() -> None:
    assert _starts({}, 300) == [0, 1, 2]


def test_a_scene_without_calls_is_held_until_the_narration_ends() -> None:
    assert lay_out(BEATS, {}, 1, 30).frames == 96


def test_floating_point_adds_no_frame() -> None:
    assert whole_frames(0.1 + 0.2, 10) == 3
    assert whole_frames(0.3001, 10) == 4
