import numpy as np
import pytest

from vidgen_assets.sound.loudness import TARGET_LUFS, levelling_gain, loudness
from vidgen_assets.sound.samples import Signal


def _tone(rate: int, amplitude: float, seconds: float = 3, frequency: float = 997) -> Signal:
    return (amplitude * np.sin(2 * np.pi * frequency * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


@pytest.mark.parametrize("rate", [16_000, 22_050, 48_000])
def test_a_full_scale_tone_of_997_hz_has_the_loudness_that_the_standard_gives(rate: int) -> None:
    assert loudness(_tone(rate, 1.0), rate) == pytest.approx(-3.01, abs=0.1)


def test_pauses_do_not_count() -> None:
    tone = _tone(48_000, 0.1)
    paused = np.concatenate([tone, np.zeros(10 * 48_000, np.float32), tone])
    assert loudness(paused, 48_000) == pytest.approx(loudness(tone, 48_000), abs=0.3)


def test_the_gain_leads_to_the_target() -> None:
    tone = _tone(48_000, 0.02)
    assert loudness(tone * np.float32(levelling_gain(tone, 48_000)), 48_000) == pytest.approx(TARGET_LUFS, abs=0.01)


def test_silence_is_left_alone() -> None:
    assert levelling_gain(np.zeros(48_000, np.float32), 48_000) == 1
    assert loudness(np.zeros(100, np.float32), 48_000) == -np.inf
