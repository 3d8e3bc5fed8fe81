"""Where in the spoken text things are to happen: bookmarks before the words that match what is shown.

Phrases are found in their order. One that the voice does not say gets its fair share of the time, at the start of a
clause if there is one near.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_COMMON = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "can",
        "does",
        "for",
        "from",
        "has",
        "have",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "one",
        "or",
        "so",
        "than",
        "that",
        "the",
        "their",
        "then",
        "there",
        "this",
        "to",
        "two",
        "up",
        "was",
        "we",
        "what",
        "when",
        "which",
        "will",
        "with",
        "you",
        "your",
    ]
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "er", "ly", "s")
_CLAUSE, _DRIFT, _WINDOW = 0.35, 1.2, 4
_CERTAIN = 100.0
_EARLY, _REACH = 0.9, 8


@dataclass(frozen=True)
class Cued:
    """Spoken text with bookmarks. `marks` has one for each phrase; None where no bookmark is needed or possible.

    `lead` are the words that are spoken before the first, `gaps` those from each phrase to the next, or to the end;
    `found` phrases are said in so many words.
    """

    text: str
    marks: tuple[str | None, ...]
    lead: int
    gaps: tuple[int, ...]
    found: int

    @property
    def rest(self) -> "Cued":
        """The same without the first phrase, which the entrance shows."""
        return Cued(self.text, self.marks[1:], self.lead + self.gaps[0], self.gaps[1:], self.found)


def cued(spoken: str, phrases: Sequence[str], *, at_once: bool = False) -> Cued:
    """Place a bookmark for each phrase; with `at_once`, the first is shown from the start."""
    tokens = list(_WORD.finditer(spoken))
    usable = phrases[: len(tokens)]
    clauses = _clause_starts(spoken, tokens)
    scores = [_from_clauses(_scores(phrase, tokens), clauses) for phrase in usable]
    if at_once and scores:
        scores[0] = [_CERTAIN if place == 0 else 0.0 for place in range(len(tokens))]
    places = _best(scores, clauses)
    marks = [f"b{number}" if place else None for number, place in enumerate(places, 1)]
    spare = len(phrases) - len(usable)
    return Cued(
        text=_marked(spoken, [tokens[place].start() for place in places], marks),
        lead=places[0] if places else len(tokens),
        marks=(*marks, *[None] * spare),
        gaps=(*(end - place for place, end in pairwise([*places, len(tokens)])), *[0] * spare),
        found=sum(score[place] > 0 for place, score in zip(places, scores, strict=True)),
    )


def _marked(spoken: str, starts: Sequence[int], marks: Sequence[str | None]) -> str:
    text = spoken
    for start, mark in sorted(zip(starts, marks, strict=True), reverse=True):
        if mark is not None:
            text = f"{text[:start]}<bookmark mark='{mark}'/>{text[start:]}"
    return text


def _scores(phrase: str, tokens: Sequence[re.Match[str]]) -> list[float]:
    """For each word, how much of the phrase is said from there on; 0 where the word is not one of the phrase's."""
    wanted = _stems(phrase) or {word.casefold() for word in _WORD.findall(phrase)}
    said = [_stem(token[0].casefold()) for token in tokens]
    scores = []
    for place, word in enumerate(said):
        window = set(said[place : place + _WINDOW + len(wanted)])
        scores.append(2 * len(wanted & window) / len(wanted) if word in wanted else 0.0)
    return scores


def _from_clauses(scores: list[float], clauses: set[int]) -> list[float]:
    """A clause is about what is said in it, so a phrase may as well come at its start."""
    found = list(scores)
    for start in clauses:
        end = min((other for other in clauses if other > start), default=len(scores))
        found[start] = max(scores[start], _EARLY * max(scores[start : min(end, start + _REACH)]))
    return found


def _best(scores: Sequence[Sequence[float]], clause_starts: set[int]) -> list[int]:
    """One place for each phrase, in order and apart, with the largest sum of what speaks for it."""
    if not scores:
        return []
    words = len(scores[0])
    apart = 2 if words >= 2 * len(scores) else 1
    table: list[list[tuple[float, int]]] = []
    for number, score in enumerate(scores):
        best, origin, row = (0.0 if number == 0 else -inf), -1, []
        for place in range(words):
            before = place - apart
            if number and before >= 0 and table[-1][before][0] > best:
                best, origin = table[-1][before][0], before
            drift = abs(place / words - number / len(scores))
            row.append((best + score[place] + _CLAUSE * (place in clause_starts) - _DRIFT * drift, origin))
        table.append(row)
    place = max(range(words), key=lambda last: table[-1][last][0])
    places = [place]
    for row in reversed(table[1:]):
        place = row[place][1]
        places.append(place)
    return places[::-1]


def _clause_starts(spoken: str, tokens: Sequence[re.Match[str]]) -> set[int]:
    between = (spoken[before.end() : after.start()] for before, after in pairwise(tokens))
    return {0, *(place for place, gap in enumerate(between, 1) if re.search(r"[.!?,;:–—]", gap))}


def _stems(text: str) -> set[str]:
    """What a text is about: its words without the most common ones and without endings."""
    return {_stem(word.casefold()) for word in _WORD.findall(text) if word.casefold() not in _COMMON}


def _stem(word: str) -> str:
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 3), "")
    return word[: len(word) - len(ending)] if ending else word
