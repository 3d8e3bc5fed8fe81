"""When words were said, where the voice does not tell: from the pauses in the sound and the lengths of the words.

Sentences end in pauses, so their boundaries are sought there; within a sentence, time is shared out by length.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import numpy as np

from vidgen_assets.domain.speech.words import source_words
from vidgen_assets.sound.pauses import Pause, pauses
from vidgen_assets.sound.samples import Samples

_SHORTEST_PAUSE_S = 0.09
_UNPAUSED_COST = 0.5  # s; a pause further than this from where a sentence should end is not its end
_LENGTH_BONUS = 0.5  # a pause that is a second longer may lie so many seconds further off


def estimated_starts(sentences: Sequence[str], samples: Samples, rate: int) -> tuple[float, ...]:
    """For each word of the sentences, in order, the second at which it probably starts; they never decrease."""
    quiet = pauses(samples, rate, _SHORTEST_PAUSE_S)
    first = quiet[0].end if quiet and quiet[0].start == 0 else 0
    last = quiet[-1].start if quiet and quiet[-1].end == len(samples) else len(samples)
    inner = [pause for pause in quiet if first < pause.start and pause.end < last]
    voiced = _Voiced(first, max(first, last), inner)
    ends = _sentence_ends([_weight(sentence) for sentence in sentences], voiced, rate)
    bounds = pairwise([0.0, *ends, voiced.total])
    return tuple(
        voiced.time_at(place) / rate
        for sentence, (begin, end) in zip(sentences, bounds, strict=True)
        for place in _shared(sentence, begin, end)
    )


class _Voiced:
    """Sound with its pauses cut out: a place in it counts the samples in which the voice is heard."""

    def __init__(self, first: int, last: int, inner: Sequence[Pause]) -> None:
        self.inner = inner
        self._starts = np.array([first, *(pause.end for pause in inner)], np.int64)
        lengths = np.array([*(pause.start for pause in inner), last], np.int64) - self._starts
        self._places = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        self.total = float(self._places[-1])

    @property
    def joints(self) -> list[float]:
        """The places at which pauses were cut out."""
        return [float(place) for place in self._places[1:-1]]

    def time_at(self, place: float) -> float:
        """The sample of a place; at a joint, that after the pause."""
        stretch = min(int(np.searchsorted(self._places, place, side="right")) - 1, len(self._starts) - 1)
        return float(self._starts[stretch] + place - self._places[stretch])


def _weight(sentence: str) -> float:
    return float(sum(len(word.text) + 1 for word in source_words(sentence))) or 1.0


def _shared(sentence: str, begin: float, end: float) -> Iterator[float]:
    lengths = [len(word.text) + 1 for word in source_words(sentence)]
    return (begin + (end - begin) * part / sum(lengths) for part in list(accumulate(lengths, initial=0))[:-1])


def _sentence_ends(weights: Sequence[float], voiced: _Voiced, rate: int) -> list[float]:
    """The place at which each sentence but the last ends: a joint where one is near enough, each used once, in order.

    The least total distance wins, found by dynamic programming over boundaries and joints.
    """
    shares = np.cumsum(weights)[:-1] / sum(weights) * voiced.total
    joints = voiced.joints
    bonus = [_LENGTH_BONUS * pause.length for pause in voiced.inner]
    best: list[tuple[float, tuple[float, ...]]] = [(0.0, ())] * (len(joints) + 1)
    for wanted in shares.tolist():
        unpaused = [(cost + _UNPAUSED_COST * rate, (*ends, wanted)) for cost, ends in best]
        for used, joint in enumerate(joints, start=1):
            cost, ends = best[used - 1]
            taken = (cost + abs(joint - wanted) - bonus[used - 1], (*ends, joint))
            unpaused[used] = min(unpaused[used], unpaused[used - 1], taken)
        best = unpaused
    return list(accumulate(best[-1][1], max))
