import numpy as np

from vidgen_assets.sound.limiting import CEILING, limited

_RATE = 48_000


def test_nothing_peaks_above_the_ceiling_and_nothing_is_clipped() -> None:
    noise = np.random.default_rng(1).normal(0, 0.5, _RATE).astype(np.float32)
    quieter = limited(noise, _RATE)
    assert np.abs(quieter).max() <= CEILING * (1 + 1e-6)
    assert (np.abs(quieter) > CEILING * 0.999).mean() < 0.01


def test_what_is_far_from_a_peak_stays_as_it_is() -> None:
    sound = np.full(_RATE, 0.1, np.float32)
    sound[_RATE // 2] = 1.5
    quieter = limited(sound, _RATE)
    far = np.r_[0 : _RATE // 2 - 500, _RATE // 2 + 500 : _RATE]
    assert np.array_equal(quieter[far], sound[far])


def test_a_quiet_sound_and_an_empty_one_are_untouched() -> None:
    quiet = np.full(1_000, 0.3, np.float32)
    assert np.array_equal(limited(quiet, _RATE), quiet)
    assert len(limited(np.zeros(0, np.float32), _RATE)) == 0
