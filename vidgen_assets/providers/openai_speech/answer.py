"""Reading an answer of such a server: a sound file, or sound with the times of its words. Nothing is asked here."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from vidgen_assets.domain.alignment import Timed, word_starts
from vidgen_assets.domain.service_errors import AnswerError
from vidgen_assets.domain.speech.words import source_words
from vidgen_assets.providers.openai_speech.errors import SERVICE
from vidgen_assets.services.reply import Reply
from vidgen_assets.sound.decoding import decoded
from vidgen_assets.sound.estimation import estimated_starts
from vidgen_assets.sound.samples import Samples
from vidgen_assets.sound.soundness import fault
from vidgen_assets.sound.utterance import Mark, Utterance

_RAW_RATE = 24_000


class Speech(NamedTuple):
    """What was said, as sound, and when each word was; no words where the server does not tell."""

    samples: Samples
    rate: int
    said: tuple[Timed, ...]


def read(reply: Reply, text: str) -> Speech:
    """The speech in a reply to `text`. Raises `AnswerError` for one that cannot be used."""
    captioned = reply.headers.get("content-type", "").startswith("application/json")
    speech = _captioned(reply.body) if captioned else Speech(*_sound(reply.body), ())
    if problem := fault(speech.samples, speech.rate, text, speech.said[-1].end if speech.said else None):
        raise _unusable(problem)
    return speech


def utterance(speech: Speech, sentences: Sequence[str], text: str) -> Utterance:
    """The speech with a mark for each word of `text`, whose sentences are given; estimated where no times are told."""
    if speech.said:
        starts = word_starts(text, speech.said, joint=" ")
    else:
        starts = estimated_starts(sentences, speech.samples, speech.rate)
    words = source_words(text)
    marks = (Mark(word.offset, round(start * speech.rate)) for word, start in zip(words, starts, strict=True))
    return Utterance(speech.samples, speech.rate, tuple(marks))


def _captioned(body: bytes) -> Speech:
    try:
        answer = json.loads(body)
        content = base64.b64decode(answer["audio"], validate=True)
        raw = str(answer.get("audio_format", "")).endswith("pcm")
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise _unusable(f"the answer is JSON, but no speech: {error}") from error
    samples, rate = _raw(content) if raw else _sound(content)
    return Speech(samples, rate, _timings(answer.get("timestamps")))


def _sound(content: bytes) -> tuple[Samples, int]:
    try:
        return decoded(content)
    except ValueError as error:
        start = content[:40].decode(errors="replace").strip()
        raise _unusable(f"{error}; it starts {start!r}; check VIDGEN_SPEECH_BASE_URL") from error


def _raw(content: bytes) -> tuple[Samples, int]:
    if len(content) % 2:
        raise _unusable("the sound is not raw 16-bit samples")
    return np.frombuffer(content, "<i2").astype(np.int16), _RAW_RATE


def _timings(timestamps: Any) -> tuple[Timed, ...]:
    """The words in time; none when they are missing, or one of them contradicts itself."""
    try:
        said = tuple(Timed(str(one["word"]), float(one["start_time"]), float(one["end_time"])) for one in timestamps)
    except (KeyError, TypeError, ValueError):
        return ()
    starts = [one.start for one in said]
    sensible = starts == sorted(starts) and all(0 <= one.start <= one.end < float("inf") for one in said)
    return said if sensible and source_words(" ".join(one.text for one in said)) else ()


def _unusable(problem: str) -> AnswerError:
    return AnswerError(problem, service=SERVICE)
