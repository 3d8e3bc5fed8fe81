from itertools import pairwise

import numpy as np
import pytest

from vidgen_assets.domain.alignment import word_starts
from vidgen_assets.domain.speech.words import source_words
from vidgen_assets.sound.sentence_cut import CutSentence, Piece, cut_sentences, joined
from vidgen_assets.sound.silence import heard, hearing_floor
from vidgen_assets_tests.providers.voicing import RATE, hummed

SENTENCES = ("One is here.", "Two, too.", "And three.")


def _cut(stop_s: float = 0.3) -> tuple[CutSentence, ...]:
    text = " ".join(SENTENCES)
    samples, said = hummed(text, stop_s=stop_s)
    return cut_sentences(SENTENCES, samples, RATE, word_starts(text, said))


def test_each_sentence_gets_its_words_and_half_the_pauses_around() -> None:
    for sentence, cut in zip(SENTENCES, _cut(), strict=True):
        said = cut.utterance
        assert [mark.position for mark in said.marks] == [word.offset for word in source_words(sentence)]
        audible = heard(said.samples, 0, len(said.samples), hearing_floor(said.samples))
        assert audible is not None
        assert said.marks[0].start == pytest.approx(audible[0], abs=RATE // 100)
        assert (cut.clean_start, cut.clean_end) == (True, True)


def test_joined_in_order_they_are_the_sound_they_were_cut_from() -> None:
    samples, _ = hummed(" ".join(SENTENCES))
    offsets = np.cumsum([0, *(len(sentence) + 1 for sentence in SENTENCES)])
    pieces = [Piece(cut.utterance, int(offset), 0) for cut, offset in zip(_cut(), offsets, strict=False)]
    whole = joined(pieces)
    assert (whole.samples == samples).all()
    assert [mark.position for mark in whole.marks] == [word.offset for word in source_words(" ".join(SENTENCES))]


def test_where_the_sound_changes_there_is_one_calm_pause() -> None:
    cuts = _cut()
    whole = joined([Piece(cuts[2].utterance, 0, 0), Piece(cuts[0].utterance, 11, 1), Piece(cuts[1].utterance, 24, 2)])
    loud = np.flatnonzero(np.abs(whole.samples) > hearing_floor(whole.samples))
    gaps = [after - before for before, after in pairwise(loud.tolist()) if after - before > 0.2 * RATE]
    assert gaps == pytest.approx([0.36 * RATE] * 2, abs=RATE // 100)
    starts = [mark.start for mark in whole.marks]
    assert starts == sorted(starts)


def test_without_a_pause_a_cut_is_made_before_the_next_word_and_said_to_be_unclean() -> None:
    first, second, third = _cut(stop_s=0.0)
    assert (first.clean_start, first.clean_end, third.clean_start, third.clean_end) == (True, False, False, True)
    assert second.utterance.marks[0].start < 0.03 * RATE
