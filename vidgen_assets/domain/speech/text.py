"""`SpeechText`, text that remembers its origin, and `rewrite`, the one way to change it. Rules belong elsewhere."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Self


class Rule(NamedTuple):
    """Wherever `pattern` matches (at least one character), the match is replaced by what `say` answers."""

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str]

    @classmethod
    def fixed(cls, pattern: str, words: str) -> Self:
        """A rule that always says the same `words`."""
        return cls(re.compile(pattern), lambda _: words)


class SpeechText(NamedTuple):
    """Text to be spoken. `origins` gives for each of its characters the index of the source character it stands for."""

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, source: str) -> Self:
        """The source as it is."""
        return cls(source, tuple(range(len(source))))


def rewrite(speech: SpeechText, rules: Sequence[Rule]) -> SpeechText:
    """One pass from left to right: the rule that matches first wins, at the same place the one that stands first.

    What a rule says is never rewritten in the same pass, so rules cannot feed on each other. Its characters are spread
    evenly over the characters that it replaces.
    """
    pieces: list[str] = []
    origins: list[int] = []
    done = 0
    for match, said in _replacements(speech.text, rules):
        pieces += speech.text[done : match.start()], said
        origins += speech.origins[done : match.start()]
        width = match.end() - match.start()
        origins += (speech.origins[match.start() + index * width // len(said)] for index in range(len(said)))
        done = match.end()
    pieces.append(speech.text[done:])
    origins += speech.origins[done:]
    return SpeechText("".join(pieces), tuple(origins))


def _replacements(text: str, rules: Sequence[Rule]) -> Iterator[tuple[re.Match[str], str]]:
    upcoming = [rule.pattern.search(text) for rule in rules]
    while any(upcoming):
        _, number, match = min((match.start(), number, match) for number, match in enumerate(upcoming) if match)
        yield match, rules[number].say(match)
        for other, late in enumerate(upcoming):
            if late and late.start() < match.end():
                upcoming[other] = rules[other].pattern.search(text, match.end())
