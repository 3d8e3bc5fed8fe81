import numpy as np

from vidgen_assets.sound.soundness import fault
from vidgen_assets_tests.providers.voicing import RATE, hummed

TEXT = "These are the words that were said."


def test_speech_that_is_whole_has_no_fault() -> None:
    samples, said = hummed(TEXT)
    assert fault(samples, RATE, TEXT, said[-1].end) is None
    assert fault(samples, RATE, TEXT, None) is None


def test_sound_that_ends_before_its_last_word_is_cut_off() -> None:
    samples, said = hummed(TEXT)
    assert "cut off" in str(fault(samples[: len(samples) // 2], RATE, TEXT, said[-1].end))


def test_sound_that_nobody_could_have_said_the_text_in_is_cut_off() -> None:
    samples, _ = hummed(TEXT)
    assert "cut off" in str(fault(samples[: RATE // 3], RATE, TEXT, None))


def test_silence_and_a_click_are_no_speech() -> None:
    silence = np.zeros(5 * RATE, np.int16)
    click = silence.copy()
    click[RATE] = 20_000
    assert "nothing to be heard" in str(fault(silence, RATE, TEXT, None))
    assert "nothing to be heard" in str(fault(click, RATE, TEXT, None))
