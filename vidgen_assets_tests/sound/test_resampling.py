import numpy as np
import pytest

from vidgen_assets.sound.resampling import resampled


@pytest.mark.parametrize("frequency", [200, 3_000, 9_000])
def test_a_tone_stays_the_same_tone_at_the_same_time(frequency: float) -> None:
    old, new = (np.sin(2 * np.pi * frequency * np.arange(2 * rate) / rate) for rate in (22_050, 48_000))
    result = resampled(old.astype(np.float32), 22_050, 48_000)
    middle = slice(4_800, -4_800)
    assert len(result) == len(new)
    assert np.abs(result[middle] - new[middle]).max() < 1e-4


@pytest.mark.parametrize("length", [0, 1, 2, 147, 1_000, 22_051])
def test_the_length_is_exact(length: int) -> None:
    assert len(resampled(np.zeros(length, np.float32), 22_050, 48_000)) == round(length * 48_000 / 22_050)
