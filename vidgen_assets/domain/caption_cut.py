"""Where a beat's text is cut into captions, and a caption into lines. When words are heard is `caption_timing`'s."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vidgen_assets.domain.caption_timing import TimedToken

LINE_COLUMNS = 42  # the width that Netflix's and the BBC's guides agree on for Latin script
LINES = 2
LONGEST = 7.0  # s: what is said more slowly than this is cut in two

# Closing quotes and brackets may follow. Chinese and Japanese have full-width marks of their own.
_CLOSING = r"[\"'”\u2019)\]]*$"
_SENTENCE_END = re.compile(rf"[.!?…。\uff01\uff1f]{_CLOSING}")
_CLAUSE_END = re.compile(rf"[,;:—\u2013、\uff0c\uff1b\uff1a]{_CLOSING}")


def cut(tokens: Sequence[TimedToken]) -> list[list[TimedToken]]:
    """Pieces of at most two lines each. A sentence's end always ends a piece, unless the piece would be tiny."""
    return [piece for sentence in _sentences(tokens) for piece in _pieces(sentence)]


def wrap(text: str) -> tuple[str, ...]:
    """One line, or two of nearly equal width cut at a space; a single word that is too long keeps its line."""
    text = " ".join(text.split())
    if width(text) <= LINE_COLUMNS:
        return (text,)
    places = [match.start() for match in re.finditer(" ", text)] or _unspaced_places(text)
    if not places:
        return (text,)
    place = min(places, key=lambda at: (_overflow(text[:at], text[at:]), _unevenness(text[:at], text[at:])))
    return text[:place].strip(), text[place:].strip()


def width(text: str) -> int:
    """Columns: East Asian wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _sentences(tokens: Sequence[TimedToken]) -> Iterator[list[TimedToken]]:
    sentence: list[TimedToken] = []
    for token in tokens:
        sentence.append(token)
        if _SENTENCE_END.search(token.text) and len(_joined(sentence)) > LINE_COLUMNS // 3:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _pieces(tokens: list[TimedToken]) -> list[list[TimedToken]]:
    if len(tokens) < 2 or _fits(tokens):
        return [tokens]
    at = min(range(1, len(tokens)), key=lambda index: _cost(tokens, index))
    return _pieces(tokens[:at]) + _pieces(tokens[at:])


def _fits(tokens: Sequence[TimedToken]) -> bool:
    lines = wrap(_joined(tokens))
    return all(width(line) <= LINE_COLUMNS for line in lines) and tokens[-1].end - tokens[0].start <= LONGEST


def _cost(tokens: Sequence[TimedToken], at: int) -> float:
    """How bad it is to cut before word `at`: far from the middle is bad, after a comma or in a pause is good."""
    before, after = tokens[:at], tokens[at:]
    unequal = abs(len(_joined(before)) - len(_joined(after))) / len(_joined(tokens))
    pause = min(0.5, max(0.0, after[0].start - before[-1].end))
    return unequal - 0.35 * bool(_CLAUSE_END.search(before[-1].text)) - pause


def _joined(tokens: Sequence[TimedToken]) -> str:
    text = tokens[0].text
    for last, token in pairwise(tokens):
        text += (" " if token.first > last.last else "") + token.text
    return text


def _overflow(first: str, second: str) -> int:
    return max(0, width(first.strip()) - LINE_COLUMNS) + max(0, width(second.strip()) - LINE_COLUMNS)


def _unevenness(first: str, second: str) -> int:
    return abs(width(first.strip()) - width(second.strip())) - 16 * bool(_CLAUSE_END.search(first))


def _unspaced_places(text: str) -> list[int]:
    return [at for at in range(1, len(text)) if width(text[at - 1]) == 2 or width(text[at]) == 2]
