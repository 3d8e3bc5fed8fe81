"""Scenes as they are written for every kind of visual, played from beginning to end to a silent voice."""

from pathlib import Path

import av
import numpy as np
import pytest

from vidgen_assets.domain.visuals import Visual
from vidgen_assets.providers.scene_templates.scene import scene
from vidgen_assets_tests.providers.scene_templates.plans import HOSTILE, SPOKEN, USUAL, plan
from vidgen_assets_tests.scenekit.theatre import Performance, load, play


def perform(folder: Path, *visuals: Visual, spoken: str = SPOKEN, pace: float = 2.6, **options: bool) -> Performance:
    made = plan(*visuals, spoken=spoken)
    name, source = scene(made, made.sections[0])
    return play(load(source, name), folder, pace, **options)


@pytest.mark.parametrize("timed", [True, False], ids=["with word timings", "without"])
def test_the_picture_keeps_to_the_frame_and_to_the_voice(timed: bool, tmp_path: Path) -> None:
    performance = perform(tmp_path, *USUAL, timed=timed)
    assert performance.outside == []
    assert performance.seconds == pytest.approx(performance.spoken, abs=0.1 * len(USUAL))


@pytest.mark.parametrize("pace", [1.2, 4.5])
def test_any_speed_of_speech_is_kept_up_with(pace: float, tmp_path: Path) -> None:
    performance = perform(tmp_path, *USUAL[:4], pace=pace)
    assert performance.seconds == pytest.approx(performance.spoken, abs=0.4)


@pytest.mark.parametrize("visual", HOSTILE, ids=[f"{number} {visual.kind}" for number, visual in enumerate(HOSTILE)])
def test_hostile_content_keeps_to_the_frame(visual: Visual, tmp_path: Path) -> None:
    assert perform(tmp_path, visual).outside == []


def test_a_beat_of_one_word_is_held_up_by_seconds_at_most(tmp_path: Path) -> None:
    performance = perform(tmp_path, *USUAL, spoken="Well.")
    assert performance.seconds < 2.5 * len(USUAL)


def test_something_moves_all_the_while(tmp_path: Path) -> None:
    performance = perform(tmp_path, *USUAL, filmed=True)
    assert longest_rest(performance.film) < 2.0


def longest_rest(movie: Path) -> float:
    """The longest time, in seconds, in which nothing changes but the grain of the encoder."""
    longest = start = 0.0
    before: np.ndarray | None = None
    with av.open(str(movie)) as container:
        for frame in container.decode(video=0):
            picture = frame.to_ndarray(format="gray").astype(np.int16)
            if before is None or np.abs(picture - before).max() > 12:
                start, before = frame.time, picture
            longest = max(longest, frame.time - start)
    return longest
