"""Where sentences begin and end in a text that has been prepared for speech. Nothing here changes what is said."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# A stop ends a sentence before a space or the end; the full-width stops of Chinese and Japanese need no space.
# One has a letter or a digit in it: stops that stand alone make no sound.
_SENTENCE = re.compile(r"(?:[^\W_]|\S.*?[^\W_]).*?(?:[.!?]+(?=\s|$)|[。！？]+|$)", re.DOTALL)
_BREAKS = (r"[,;:]\s", r"\s", r"")


class Sentence(NamedTuple):
    """A sentence of a text, and where it starts, in characters."""

    text: str
    start: int


def sentences(text: str, longest: int) -> tuple[Sentence, ...]:
    """The sentences of `text` in order; one over `longest` characters is broken at a pause, else at a space."""
    return tuple(
        piece for match in _SENTENCE.finditer(text) for piece in _broken(match[0].rstrip(), match.start(), longest)
    )


def packed(texts: Sequence[str], longest: int) -> Iterator[int]:
    """How many of the texts go together, again and again: as many as make at most `longest` characters with a space
    between each two, and at least one."""
    count = length = 0
    for text in texts:
        if count and length + 1 + len(text) > longest:
            yield count
            count = length = 0
        length += len(text) + (1 if count else 0)
        count += 1
    if count:
        yield count


def _broken(text: str, start: int, longest: int) -> Iterator[Sentence]:
    while len(text) > longest:
        cut = next(place for pattern in _BREAKS if (place := _last(pattern, text, longest)))
        yield Sentence(text[:cut].rstrip(), start)
        rest = text[cut:].lstrip()
        start += len(text) - len(rest)
        text = rest
    yield Sentence(text, start)


def _last(pattern: str, text: str, longest: int) -> int:
    return max((match.end() for match in re.finditer(pattern, text[:longest])), default=0)
