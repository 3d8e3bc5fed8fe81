"""When a bookmark in a voiceover text is reached: at the start of the word that follows it, or at the end of speech.

manim-voiceover interpolates between word boundaries by character offset. So each bookmark gets a boundary of its own at
its very offset, and none is left to interpolation.
"""

from bisect import bisect_left
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from vidgen_assets.domain.narration import BeatAudio, Word
from vidgen_assets.rendering.scene_runner.calls import BOOKMARK


class Mark(NamedTuple):
    """A point in a text, in characters, and when it is heard, in seconds from the beat's start."""

    offset: int
    time: float


def canonical(text: str) -> str:
    """`text` with its bookmarks written in the one way that manim-voiceover recognises."""
    return BOOKMARK.sub(lambda match: f"<bookmark mark='{match.group(1)}'/>", text)


def boundaries(text: str, beat: BeatAudio, seconds: float) -> list[Mark]:
    """Marks at the start, each bookmark, each word and the end of `text`, with rising offsets and times.

    Offsets count the characters of `text` without its bookmarks. `seconds` is how long the beat's audio plays.
    """
    plain, bookmarks = _split(text)
    heard = _WordTimes(plain, beat)
    marks = {0: 0.0} | {offset: heard.after(offset) for offset in (*_word_starts(plain), *bookmarks)}
    marks.setdefault(len(plain), seconds)
    return list(_rising(sorted(marks.items())))


def _split(text: str) -> tuple[str, list[int]]:
    plain, offsets, last = "", [], 0
    for match in BOOKMARK.finditer(text):
        plain += text[last : match.start()]
        offsets.append(len(plain))
        last = match.end()
    return plain + text[last:], offsets


def _word_starts(plain: str) -> Iterator[int]:
    return (at for at, char in enumerate(plain) if not char.isspace() and (at == 0 or plain[at - 1].isspace()))


def _rising(marks: list[tuple[int, float]]) -> Iterator[Mark]:
    latest = 0.0
    for offset, time in marks:
        latest = max(latest, time)
        yield Mark(offset, latest)


class _WordTimes:
    """When the text after a point is heard. Texts are compared without spaces; what differs goes to what follows."""

    def __init__(self, plain: str, beat: BeatAudio) -> None:
        self._plain, self._beat = plain, beat
        called, spoken = _squeezed(plain), _squeezed(beat.text)
        matcher = SequenceMatcher(None, called, spoken, autojunk=False)
        self._blocks = matcher.get_matching_blocks()  # the last is empty and stands at the end of both
        self._words: tuple[Word, ...] = beat.words
        self._starts = [len(_squeezed(beat.text[: word.offset])) for word in beat.words]

    def after(self, offset: int) -> float:
        position = self._in_spoken(len(_squeezed(self._plain[:offset])))
        number = bisect_left(self._starts, position)
        if number < len(self._words):
            return self._words[number].start - self._beat.start
        return (self._words[-1].end if self._words else self._beat.end) - self._beat.start

    def _in_spoken(self, position: int) -> int:
        block = next(block for block in self._blocks if position < block.a + block.size or block.size == 0)
        return block.b + max(0, position - block.a)


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()
