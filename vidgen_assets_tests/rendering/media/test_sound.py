from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.domain.video import Placement
from vidgen_assets.rendering.encoding import SAMPLE_RATE
from vidgen_assets.rendering.media.sound import mix_in, read_sound, write_sound
from vidgen_assets.rendering.media.soundtrack import soundtrack
from vidgen_assets_tests.rendering.media.clips import make_clip
from vidgen_assets_tests.rendering.spoken import RATE, section_audio


def _tone(seconds: float, rate: int) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


def test_a_sound_keeps_its_loudness_and_its_place_through_wav_resampling_and_aac(tmp_path: Path) -> None:
    silence = np.zeros(RATE // 2)
    audio = section_audio(np.concatenate([silence, _tone(1, RATE), silence]), (), tmp_path / "tone.wav")
    expected = np.concatenate([np.zeros(SAMPLE_RATE // 2), _tone(1, SAMPLE_RATE), np.zeros(SAMPLE_RATE // 2)])
    resampled = read_sound(audio.wav.path)
    assert np.abs(resampled[24_200:71_800] - expected[24_200:71_800]).max() < 0.002
    clip = make_clip(tmp_path / "clip", 32, np.pad(resampled, (0, 32 * 3200 - len(resampled))))
    difference = read_sound(clip.mp4.path)[24_500:71_500] - expected[24_500:71_500]
    assert np.sqrt(np.mean(difference**2)) < 0.01


def test_a_written_sound_is_read_back_clipped_to_full_scale(tmp_path: Path) -> None:
    write_sound(tmp_path / "loud.wav", np.array([0, 0.5, 3, -3], np.float32))
    assert read_sound(tmp_path / "loud.wav") == pytest.approx([0, 0.5, 1, -1], abs=1e-4)


@pytest.mark.parametrize(("at", "expected"), [(-1, [2, 3, 0]), (1, [0, 1, 2]), (5, [0, 0, 0]), (-9, [0, 0, 0])])
def test_what_lies_outside_the_track_is_left_out(at: int, expected: list[float]) -> None:
    track = np.zeros(3, np.float32)
    mix_in(track, np.array([1, 2, 3], np.float32), at)
    assert track.tolist() == expected


def test_each_beat_is_laid_at_its_placement_to_the_sample() -> None:
    narration = np.ones(2 * SAMPLE_RATE, np.float32)
    beats = (BeatAudio(text="a", start=0, end=0.5, words=()), BeatAudio(text="b", start=0.5, end=2, words=()))
    places = (Placement(beat=0, start=0.2), Placement(beat=1, start=1.4))
    track = soundtrack(narration, beats, places, Fraction(16, 5))
    assert len(track) == 3.2 * SAMPLE_RATE
    loud = np.flatnonzero(track)
    gaps = np.flatnonzero(np.diff(loud) > 1)
    starts_and_ends = [loud[0], loud[gaps[0]], loud[gaps[0] + 1], loud[-1]]
    assert starts_and_ends == pytest.approx([9_600, 33_600, 67_200, 139_200], abs=2)
