"""From what a voice answered for a beat to its trimmed sound and its words in time. Levels belong to `mastering`."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

import numpy as np

from vidgen_assets.domain.speech.text import SpeechText
from vidgen_assets.domain.speech.words import SourceWord, source_words
from vidgen_assets.sound.samples import Samples
from vidgen_assets.sound.silence import heard, hearing_floor
from vidgen_assets.sound.utterance import Mark, Utterance

LEAD_S = 0.12
TAIL_S = 0.43
"""Silence before and after each beat, in seconds: together a pause that tells that a thought has ended."""


class TimedWord(NamedTuple):
    """A word of the beat's text, from the first to the last sample in which it is heard."""

    word: SourceWord
    start: int
    end: int


class SpokenBeat(NamedTuple):
    """A beat as sound, with its silences, and its words in the order of the text."""

    samples: Samples
    rate: int
    words: tuple[TimedWord, ...]


def spoken_beat(source: str, speech: SpeechText, said: Utterance) -> SpokenBeat | None:
    """Trim the silence around the speech to `LEAD_S` and `TAIL_S`, and time the words of `source`; None when all is
    silent."""
    floor = hearing_floor(said.samples)
    audible = heard(said.samples, 0, len(said.samples), floor)
    if audible is None:
        return None
    lead, tail = round(LEAD_S * said.rate), round(TAIL_S * said.rate)
    sound = np.concatenate([_silence(lead), said.samples[slice(*audible)], _silence(tail)])
    marks = said.marks or (Mark(0, 0),)
    words = _words_in_time(source, speech, marks, _spans(said.samples, marks, audible, floor))
    shift = lead - audible[0]
    return SpokenBeat(
        sound, said.rate, tuple(TimedWord(word, start + shift, end + shift) for word, start, end in words)
    )


def _silence(length: int) -> Samples:
    return np.zeros(length, np.int16)


def _spans(samples: Samples, marks: Sequence[Mark], audible: tuple[int, int], floor: float) -> list[tuple[int, int]]:
    """For each mark the samples from it to the next one, less the silence at both ends. They never overlap.

    All that can be heard is in one of them: what sounds before the first mark is the first word's.
    """
    starts = np.maximum.accumulate(np.array([mark.start for mark in marks[1:]], np.int64))
    bounds = pairwise([audible[0], *np.clip(starts, *audible).tolist(), audible[1]])
    return [heard(samples, start, end, floor) or (start, start) for start, end in bounds]


def _words_in_time(
    source: str, speech: SpeechText, marks: Sequence[Mark], spans: Sequence[tuple[int, int]]
) -> list[TimedWord]:
    """Give every spoken word of the source its span.

    Marks that stand for one word are joined (``three point five`` for ``3.5``); words that a synthesiser runs into the
    one before, as in ``of a``, share its span by their lengths.
    """
    words = source_words(source)
    word_at = _WordAt(source, [word.offset for word in words])
    spoken = sorted(
        {word_at(origin) for origin, sign in zip(speech.origins, speech.text, strict=True) if sign.isalnum()}
    )
    marked = [word_at(speech.origins[min(mark.position, len(speech.origins) - 1)]) for mark in marks]
    heads: dict[int, tuple[int, int]] = {}
    for index, (start, end) in zip(accumulate(marked, max), spans, strict=True):
        heads[index] = (heads.get(index, (start, end))[0], end)
    order = sorted(heads)
    followers = groupby(sorted({*spoken, *heads}), lambda index: max(0, bisect_right(order, index) - 1))
    return [
        timed
        for head, indices in followers
        for timed in _shared([words[index] for index in indices], *heads[order[head]])
    ]


class _WordAt:
    """Which word of the source a character belongs to; a space before a word is that word's."""

    def __init__(self, source: str, offsets: list[int]) -> None:
        self._source, self._offsets = source, offsets

    def __call__(self, origin: int) -> int:
        while origin < len(self._source) - 1 and self._source[origin].isspace():
            origin += 1
        return max(0, bisect_right(self._offsets, origin) - 1)


def _shared(words: Sequence[SourceWord], start: int, end: int) -> Iterator[TimedWord]:
    total = sum(len(word.text) for word in words)
    bounds = [
        start + (end - start) * part // total for part in accumulate((len(word.text) for word in words), initial=0)
    ]
    return (TimedWord(word, *span) for word, span in zip(words, pairwise(bounds), strict=True))
