import numpy as np
import pytest

from vidgen_assets.sound.pauses import pauses
from vidgen_assets_tests.providers.voicing import RATE, hummed


def test_pauses_are_found_where_nothing_is_heard() -> None:
    samples, said = hummed("ab. cd. ef")
    found = pauses(samples, RATE, 0.15)
    assert [pause.start / RATE for pause in found] == pytest.approx([said[2].start, said[6].start], abs=0.01)
    assert [pause.end / RATE for pause in found] == pytest.approx([said[4].start, said[8].start], abs=0.01)


def test_short_ones_are_left_out_and_ends_are_taken_in() -> None:
    samples, _ = hummed("ab cd")
    assert [pause.start for pause in pauses(samples, RATE, 0.08)] == [0]
    assert len(pauses(samples, RATE, 0.03)) == 2


def test_silence_is_one_pause_and_nothing_has_none() -> None:
    (whole,) = pauses(np.zeros(RATE, np.int16), RATE, 0.1)
    assert (whole.start, whole.end, whole.middle) == (0, RATE, RATE // 2)
    assert pauses(np.zeros(0, np.int16), RATE, 0.1) == []
