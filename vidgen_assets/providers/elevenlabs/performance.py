"""From what was said in each run to one utterance for each beat. Pure sound; who said it and for how much is known
elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from vidgen_assets.domain.alignment import word_starts
from vidgen_assets.domain.speech.sentences import Sentence
from vidgen_assets.providers.elevenlabs.answer import Speech
from vidgen_assets.providers.elevenlabs.arrangement import Arrangement
from vidgen_assets.providers.elevenlabs.speaking import Run
from vidgen_assets.sound.estimation import estimated_starts
from vidgen_assets.sound.limiting import limited
from vidgen_assets.sound.loudness import levelling_gain
from vidgen_assets.sound.samples import samples, signal
from vidgen_assets.sound.sentence_cut import CutSentence, Piece, cut_sentences, joined
from vidgen_assets.sound.utterance import Utterance


class _Heard(NamedTuple):
    sound: int
    sentence: CutSentence


def cut(run: Run, speech: Speech, rate: int) -> tuple[CutSentence, ...]:
    """The sentences of a run, each with its sound. Their times are estimated where the service told none."""
    if speech.said:
        starts = word_starts(run.text, speech.said)
    else:
        starts = estimated_starts(run.sentences, speech.samples, rate)
    return cut_sentences(run.sentences, speech.samples, rate, starts)


def levelled(speech: Speech, rate: int) -> Speech:
    """The speech at the loudness that all have, so that sentences of several runs can stand side by side."""
    sound = signal(speech.samples)
    return speech._replace(samples=samples(limited(sound * np.float32(levelling_gain(sound, rate)), rate)))


def utterances(
    beats: Sequence[Sequence[Sentence]], arrangement: Arrangement, cuts: Mapping[Run, Sequence[CutSentence]]
) -> list[Utterance]:
    """One utterance for each beat, whose sentences the arrangement says in order."""
    heard = _heard(arrangement, cuts)
    return [joined([_piece(sentence, next(heard)) for sentence in beat]) for beat in beats]


def _heard(arrangement: Arrangement, cuts: Mapping[Run, Sequence[CutSentence]]) -> Iterator[_Heard]:
    for number, part in enumerate(arrangement.parts):
        for sentence in cuts[part.run][part.first : part.end]:
            yield _Heard(number, sentence)


def _piece(sentence: Sentence, heard: _Heard) -> Piece:
    return Piece(heard.sentence.utterance, sentence.start, heard.sound)
