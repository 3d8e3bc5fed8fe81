import io

import av
import numpy as np
import pytest

from vidgen_assets.sound.decoding import decoded
from vidgen_assets_tests.providers.openai_speech.server import streamed, wav
from vidgen_assets_tests.providers.voicing import RATE, hummed


def test_a_wav_file_is_read_to_the_sample_whether_it_knows_its_length_or_not() -> None:
    samples, _ = hummed("Some words.")
    for content in (wav(samples), streamed(wav(samples))):
        found, rate = decoded(content)
        assert rate == RATE
        assert (found == samples).all()


@pytest.mark.parametrize("kind", ["mp3", "flac"])
def test_other_kinds_are_read_too(kind: str) -> None:
    samples, _ = hummed("Some words.")
    content = io.BytesIO()
    with av.open(content, "w", format=kind) as file:
        stream = file.add_stream({"mp3": "libmp3lame", "flac": "flac"}[kind], rate=RATE)
        frame = av.AudioFrame.from_ndarray(np.stack([samples, samples]).T.reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate = RATE
        resampler = av.AudioResampler(stream.format, stream.layout, RATE)
        for piece in resampler.resample(frame):
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    found, rate = decoded(content.getvalue())
    assert rate == RATE
    assert len(found) == pytest.approx(len(samples), rel=0.15)


@pytest.mark.parametrize("content", [b"", b"<html>no sound</html>", b"RIFF", wav(np.zeros(0, np.int16))[:30]])
def test_what_is_no_sound_is_a_value_error(content: bytes) -> None:
    with pytest.raises(ValueError, match="no sound"):
        decoded(content)
