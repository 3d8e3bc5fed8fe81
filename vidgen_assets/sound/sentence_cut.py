"""Cutting the sound of several sentences into one utterance for each, and joining such utterances to longer ones.

Sentences cut from one sound and joined again in order are that sound, to the sample.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

import numpy as np

from vidgen_assets.domain.speech.words import source_words
from vidgen_assets.sound.pauses import Pause, pauses
from vidgen_assets.sound.samples import Samples
from vidgen_assets.sound.silence import heard, hearing_floor
from vidgen_assets.sound.utterance import Mark, Utterance

_CLEAN_S = 0.06
_SEAM_S = 0.36
"""Seconds of silence between sentences that were not said together: what a calm speaker leaves between two."""


class CutSentence(NamedTuple):
    """A sentence's own sound. `clean_start`, `clean_end`: there is a pause, so it may stand alone."""

    utterance: Utterance
    clean_start: bool
    clean_end: bool


class _Cut(NamedTuple):
    at: int
    clean: bool


def cut_sentences(
    sentences: Sequence[str], samples: Samples, rate: int, starts: Sequence[float]
) -> tuple[CutSentence, ...]:
    """Cut between the sentences, in the pause there if there is one.

    Args:
        sentences: what was said, in order; each has a word.
        starts: the second at which each word of all sentences starts.
    """
    marks = list(_marks(sentences, [round(start * rate) for start in starts]))
    quiet = pauses(samples, rate, _CLEAN_S / 2)
    inner = [_cut(before[-1].start, after[0].start, quiet, rate) for before, after in pairwise(marks)]
    cuts = [_Cut(0, True), *inner, _Cut(len(samples), True)]
    return tuple(
        CutSentence(_slice(samples, rate, said, begin.at, max(begin.at, end.at)), begin.clean, end.clean)
        for said, (begin, end) in zip(marks, pairwise(cuts), strict=True)
    )


def _marks(sentences: Sequence[str], starts: Sequence[int]) -> Iterator[list[Mark]]:
    rest = iter(starts)
    for sentence in sentences:
        yield [Mark(word.offset, next(rest)) for word in source_words(sentence)]


def _cut(last: int, following: int, quiet: Sequence[Pause], rate: int) -> _Cut:
    """Between a sentence whose last word starts at `last` and one that starts at `following`, roughly known."""
    slack = round(_CLEAN_S * rate)
    between = [pause for pause in quiet if pause.end > last and pause.start < following + slack]
    if not between:
        return _Cut(following, False)
    longest = max(between, key=lambda pause: pause.length)
    return _Cut(longest.middle, longest.length >= _CLEAN_S * rate)


def _slice(samples: Samples, rate: int, marks: Sequence[Mark], begin: int, end: int) -> Utterance:
    moved = tuple(Mark(mark.position, min(max(mark.start, begin), end) - begin) for mark in marks)
    return Utterance(samples[begin:end], rate, moved)


class Piece(NamedTuple):
    """An utterance in a longer text: where its own starts there, and of which sound (by number) it was cut."""

    utterance: Utterance
    offset: int
    sound: int


def joined(pieces: Sequence[Piece]) -> Utterance:
    """The pieces, all of one rate, as one utterance. Where the sound changes there is a pause of 0.36 seconds."""
    stretches = [_in_a_row(list(group)) for _, group in groupby(pieces, key=lambda piece: piece.sound)]
    last = len(stretches) - 1
    return _in_a_row(
        [Piece(_edged(stretch, number > 0, number < last), 0, number) for number, stretch in enumerate(stretches)]
    )


def _in_a_row(pieces: Sequence[Piece]) -> Utterance:
    lengths = accumulate((len(piece.utterance.samples) for piece in pieces), initial=0)
    marks = tuple(
        Mark(piece.offset + mark.position, begin + mark.start)
        for piece, begin in zip(pieces, lengths, strict=False)
        for mark in piece.utterance.marks
    )
    samples = np.concatenate([piece.utterance.samples for piece in pieces])
    return Utterance(samples, pieces[0].utterance.rate, marks)


def _edged(said: Utterance, start: bool, end: bool) -> Utterance:
    """The utterance with half a pause at its start, its end, or both."""
    audible = heard(said.samples, 0, len(said.samples), hearing_floor(said.samples))
    if audible is None:
        return said
    half = round(_SEAM_S * said.rate / 2)
    begin = audible[0] - half if start else 0
    until = audible[1] + half if end else len(said.samples)
    before, after = max(0, -begin), max(0, until - len(said.samples))
    samples = np.pad(said.samples[max(0, begin) : until], (before, after))
    return Utterance(samples, said.rate, tuple(mark._replace(start=max(0, mark.start - begin)) for mark in said.marks))
