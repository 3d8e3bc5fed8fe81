import wave
from pathlib import Path

import numpy as np

from vidgen_assets.sound.samples import samples, signal, write_wav
from vidgen_assets.sound.silence import heard, hearing_floor


def test_samples_survive_being_made_a_signal() -> None:
    every = np.arange(-32_768, 32_768, 7).astype(np.int16)
    assert np.array_equal(samples(signal(every)), every)


def test_a_signal_beyond_full_scale_is_clipped_not_wrapped() -> None:
    assert samples(np.array([2, -2], np.float32)).tolist() == [32_767, -32_768]


def test_a_wav_file_holds_the_pieces_one_after_another(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", 48_000, [np.array([1, 2], np.int16), np.array([-3], np.int16)])
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 48_000)
        assert np.frombuffer(file.readframes(9), "<i2").tolist() == [1, 2, -3]


def test_what_is_heard_runs_from_the_first_loud_sample_to_the_last() -> None:
    sound = np.array([0, 3, 0, 9_000, 0, -20_000, 2, 0], np.int16)
    assert heard(sound, 0, 8, hearing_floor(sound)) == (3, 6)
    assert heard(sound, 0, 3, hearing_floor(sound)) is None
    assert heard(np.zeros(4, np.int16), 0, 4, hearing_floor(np.zeros(4, np.int16))) is None
