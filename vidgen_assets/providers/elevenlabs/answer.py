"""Reading an answer of ElevenLabs: sound and timings, or what is wrong with it. Nothing is asked here."""

import base64
import binascii
import json
import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from vidgen_assets.domain.alignment import Timed
from vidgen_assets.domain.service_errors import AnswerError
from vidgen_assets.domain.speech.words import source_words
from vidgen_assets.providers.elevenlabs.errors import SERVICE
from vidgen_assets.services.reply import Reply
from vidgen_assets.sound.samples import Samples
from vidgen_assets.sound.soundness import fault

_CONTAINERS = (b"RIFF", b"OggS", b"ID3", b"fLaC", b"\xff\xfb", b"\xff\xf3", b"<", b"{")


class Speech(NamedTuple):
    """What was said, as sound, and when each character was; no characters where the service does not tell."""

    samples: Samples
    said: tuple[Timed, ...]


def read(reply: Reply, text: str, rate: int) -> Speech:
    """The speech in a reply to `text`, at `rate` Hz. Raises `AnswerError` for one that cannot be used."""
    answer = _parsed(reply)
    samples = _samples(reply, answer.get("audio_base64"))
    said = _timings(answer.get("alignment")) or _timings(answer.get("normalized_alignment"))
    if problem := fault(samples, rate, text, said[-1].end if said else None):
        raise _unusable(reply, problem)
    return Speech(samples, said)


def _parsed(reply: Reply) -> dict[str, Any]:
    try:
        answer = json.loads(reply.body)
    except ValueError as error:
        start = reply.body[:60].decode(errors="replace").strip()
        kind = reply.headers.get("content-type", "of unknown type")
        raise _unusable(
            reply, f"the answer, {kind}, is no JSON and starts {start!r}; is a proxy in the way of ELEVENLABS_BASE_URL?"
        ) from error
    if not isinstance(answer, dict):
        raise _unusable(reply, "the answer is JSON, but no speech")
    return answer


def _samples(reply: Reply, audio: object) -> Samples:
    if not isinstance(audio, str) or not audio:
        raise _unusable(reply, "the answer holds no sound")
    try:
        sound = base64.b64decode(audio, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _unusable(reply, f"the sound is not in base64: {error}") from error
    if len(sound) % 2 or sound.startswith(_CONTAINERS):
        raise _unusable(reply, f"the sound is not raw 16-bit samples; it starts {sound[:4]!r}")
    return np.frombuffer(sound, "<i2").astype(np.int16)


def _timings(alignment: object) -> tuple[Timed, ...]:
    """The characters of an alignment in time; none when it is missing, has no words, or contradicts itself."""
    try:
        found = _zipped(alignment)
    except (KeyError, TypeError, ValueError):
        return ()
    in_order = all(before.start <= after.start for before, after in pairwise(found))
    sensible = all(0 <= one.start <= one.end and math.isfinite(one.end) for one in found)
    return found if in_order and sensible and source_words("".join(one.text for one in found)) else ()


def _zipped(alignment: Any) -> tuple[Timed, ...]:
    starts: Sequence[Any] = alignment["character_start_times_seconds"]
    ends: Sequence[Any] = alignment["character_end_times_seconds"]
    characters: Sequence[Any] = alignment["characters"]
    return tuple(
        Timed(str(character), float(start), float(end))
        for character, start, end in zip(characters, starts, ends, strict=True)
    )


def _unusable(reply: Reply, problem: str) -> AnswerError:
    return AnswerError(problem, service=SERVICE, request_id=reply.headers.get("request-id"))
