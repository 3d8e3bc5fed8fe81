import numpy as np
import pytest

from vidgen_assets.domain.alignment import word_starts
from vidgen_assets.domain.speech.words import source_words
from vidgen_assets.providers.offline_voice.engine import utterances
from vidgen_assets.providers.offline_voice.espeak import Espeak
from vidgen_assets.rendering.process import run_async
from vidgen_assets.sound.estimation import estimated_starts
from vidgen_assets_tests.providers.voicing import RATE, hummed

SENTENCES = ("The first has a few words, and a pause.", "Yes!", "Is the third one longer than the others are?", "No.")


def test_sentences_start_after_the_pauses_between_them() -> None:
    samples, said = hummed(" ".join(SENTENCES))
    real = word_starts(" ".join(SENTENCES), said)
    estimated = estimated_starts(SENTENCES, samples, RATE)
    assert estimated == pytest.approx(real, abs=0.15)
    firsts = np.cumsum([0, *(len(source_words(sentence)) for sentence in SENTENCES)])[:-1]
    assert [estimated[n] for n in firsts] == pytest.approx([real[n] for n in firsts], abs=0.02)


async def test_a_real_voice_is_followed_to_a_third_of_a_second_at_worst() -> None:
    text = " ".join(SENTENCES)
    engine = Espeak()
    (said,) = utterances("espeak", await run_async(engine.job([text], engine.voice(None, "en"))))
    real = {mark.position: mark.start / said.rate for mark in said.marks}
    estimated = estimated_starts(SENTENCES, said.samples, said.rate)
    errors = [
        abs(real[word.offset] - start)
        for word, start in zip(source_words(text), estimated, strict=True)
        if word.offset in real
    ]
    assert max(errors) < 0.35
    assert np.mean(errors) < 0.12


@pytest.mark.parametrize("samples", [np.zeros(RATE, np.int16), np.zeros(0, np.int16), hummed("abcdefgh")[0]])
def test_sound_without_pauses_is_shared_out(samples: np.ndarray[tuple[int], np.dtype[np.int16]]) -> None:
    starts = estimated_starts(SENTENCES, samples, RATE)
    assert len(starts) == sum(len(source_words(sentence)) for sentence in SENTENCES)
    assert list(starts) == sorted(starts)
    assert all(0 <= start <= len(samples) / RATE for start in starts)
