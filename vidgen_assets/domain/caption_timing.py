"""When each written word of a beat is heard. Written and spoken text differ: ``∂L/∂w`` is heard as eight words.

Words that stand in both texts are anchors; what lies between two anchors shares the time between them by length.
Cutting the words into captions belongs to `caption_cut`.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from vidgen_assets.domain.narration import BeatAudio, Word

# Chinese, Japanese and Korean syllables stand alone: their scripts put no spaces between words (Korean may).
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_UNSPACED}][^\s\w]*|[^\s{_UNSPACED}]+")


class TimedToken(NamedTuple):
    """A written word: where it stands in the display text (``first:last``, in characters) and when it is heard (s)."""

    text: str
    first: int
    last: int
    start: float
    end: float


def timed_tokens(display: str, spoken: BeatAudio) -> list[TimedToken]:
    """The words of `display` with times in the section's audio. They follow each other without going back."""
    matches = list(_TOKEN.finditer(display))
    return [
        TimedToken(matches[index].group(), *matches[index].span(), start, end)
        for index, start, end in _timed([match.group() for match in matches], spoken)
    ]


def _timed(written: Sequence[str], spoken: BeatAudio) -> Iterator[tuple[int, float, float]]:
    heard = spoken.words
    matcher = SequenceMatcher(None, [_key(word) for word in written], [_key(word.text) for word in heard], False)
    for _, first, last, heard_first, heard_last in matcher.get_opcodes():
        if last - first == heard_last - heard_first:
            pairs = zip(range(first, last), heard[heard_first:heard_last], strict=True)
            yield from ((index, word.start, word.end) for index, word in pairs)
        else:
            yield from _shared(written, range(first, last), _span(heard, heard_first, heard_last, spoken))


def _span(heard: Sequence[Word], first: int, last: int, spoken: BeatAudio) -> tuple[float, float]:
    if first < last:
        return heard[first].start, heard[last - 1].end
    before = heard[first - 1].end if first > 0 else spoken.start
    after = heard[first].start if first < len(heard) else spoken.end
    return before, max(before, after)


def _shared(written: Sequence[str], indices: range, span: tuple[float, float]) -> Iterator[tuple[int, float, float]]:
    start, end = span
    each = (end - start) / max(1, sum(len(written[index]) for index in indices))
    for index in indices:
        until = start + each * len(written[index])
        yield index, start, until
        start = until


def _key(word: str) -> str:
    return re.sub(r"[^\w]", "", word).casefold() or word
