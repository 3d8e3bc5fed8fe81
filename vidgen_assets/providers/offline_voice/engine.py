"""What a narrator needs of a speech synthesiser, and what one answers. Each synthesiser has a module of its own."""

import json
from collections.abc import Sequence
from typing import NamedTuple, Protocol, Self

import numpy as np

from vidgen_assets.domain.child import ChildAnswer, ChildJob
from vidgen_assets.domain.errors import NarrationError
from vidgen_assets.sound.utterance import Mark, Utterance


class Voice(NamedTuple):
    """A voice there is: its full name for people, the language that it speaks, and what the synthesiser calls it."""

    name: str
    language: str
    key: str


class Engine(Protocol):
    """A speech synthesiser that runs as a child process of its own.

    Attributes:
        name: what voice names may start with, as in ``espeak:en-gb``.
        identity: its name, its version and each setting that can be heard.
    """

    name: str
    identity: str

    def voice(self, name: str | None, language: str) -> Voice:
        """The voice of this name, or when it is None, one for the language. Cheap. Raises `InputError`."""

    def voices(self) -> tuple[str, ...]:
        """The names that `voice` takes, sorted."""

    def job(self, texts: Sequence[str], voice: Voice) -> ChildJob:
        """The child process that says the texts, one after another. Raises `ConfigurationError`."""


class _Header(NamedTuple):
    rate: int
    lengths: list[int]
    marks: list[list[list[int]]]

    @classmethod
    def parse(cls, line: bytes) -> Self:
        return cls(**json.loads(line))


def utterances(engine: str, answer: ChildAnswer) -> tuple[Utterance, ...]:
    """Read what the child printed: a line of JSON (`_Header`), then all samples, 16-bit in the machine's byte order.

    Raises `NarrationError` with the end of the child's own words when it failed.
    """
    if answer.code != 0:
        raise NarrationError(f"{engine} ended with code {answer.code}: {answer.errors.strip()[-500:] or 'no message'}")
    line, _, sound = answer.output.partition(b"\n")
    try:
        header = _Header.parse(line)
        pieces = np.split(np.frombuffer(sound, np.int16), np.cumsum(header.lengths)[:-1])
    except (ValueError, TypeError) as error:
        raise NarrationError(f"{engine} gave an answer that cannot be read: {error}") from error
    if sum(header.lengths) * 2 != len(sound):
        raise NarrationError(f"{engine} gave {len(sound)} bytes of sound and announced {sum(header.lengths) * 2}")
    return tuple(
        Utterance(piece, header.rate, tuple(Mark(*mark) for mark in marks))
        for piece, marks in zip(pieces, header.marks, strict=True)
    )
