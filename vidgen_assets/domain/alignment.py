"""When each word of a text was said, from whatever a speech service tells about it. The sound itself is not known here.

A service may time characters or words, of the text that it was sent or of its own reading of it (``3.5`` as ``three
point five``); words that both texts share are found, and the rest is laid out between them by length.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from vidgen_assets.domain.speech.words import SourceWord, source_words


class Timed(NamedTuple):
    """A character or a word that was said, from `start` to `end`, in seconds."""

    text: str
    start: float
    end: float


def word_starts(text: str, said: Sequence[Timed], joint: str = "") -> tuple[float, ...]:
    """For each of `source_words(text)`, the second at which it starts; they never decrease.

    Args:
        said: all that was said, in order; not empty.
        joint: what stands between two pieces of it: nothing between characters, a space between words.
    """
    wanted, heard = source_words(text), _heard_words(said, joint)
    matcher = SequenceMatcher(None, _keys(wanted), [word.text for word in heard], autojunk=False)
    ends = [word.start for word in heard[1:]] + [said[-1].end]
    starts: list[float] = []
    for kind, first, last, other, until in matcher.get_opcodes():
        if kind == "equal":
            starts += (word.start for word in heard[other:until])
        elif first < last:
            begin = heard[other].start if other < len(heard) else said[-1].end
            starts += _laid_out(wanted[first:last], begin, ends[until - 1] if until > other else begin)
    return tuple(accumulate(starts, max))


def _keys(words: Sequence[SourceWord]) -> list[str]:
    return [word.text.casefold() for word in words]


def _heard_words(said: Sequence[Timed], joint: str) -> list[Timed]:
    """The words of all that was said; one that begins inside a piece starts so far into it."""
    offsets = list(accumulate((len(piece.text) + len(joint) for piece in said), initial=0))
    whole = joint.join(piece.text for piece in said)
    words, heard, index = source_words(whole), [], 0
    for word in words:
        while offsets[index + 1] <= word.offset:
            index += 1
        piece = said[index]
        into = (word.offset - offsets[index]) / max(1, len(piece.text))
        heard.append(Timed(word.text.casefold(), piece.start + into * (piece.end - piece.start), piece.end))
    return heard


def _laid_out(words: Sequence[SourceWord], begin: float, end: float) -> Iterator[float]:
    lengths = [len(word.text) + 1 for word in words]
    before = accumulate(lengths[:-1], initial=0)
    return (begin + (end - begin) * part / sum(lengths) for part in before)
