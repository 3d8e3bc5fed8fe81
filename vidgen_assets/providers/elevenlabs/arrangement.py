"""How a text is put together: which sentences are cut out of what has been bought before, and what is bought anew.

Pure: where takes are kept belongs to `takes`. A text that is all new is bought in one go, as long as the model takes
it, since a voice sounds best so; of one that was edited, only what changed is.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vidgen_assets.domain.record import Record
from vidgen_assets.domain.speech.sentences import packed
from vidgen_assets.providers.elevenlabs.speaking import Run


class Take(Record):
    """Where a sentence has been said: as number `index` of a run, whose `answer` is in the ledger. The flags tell
    whether there is a pause beside it."""

    run: Run
    index: int
    clean_start: bool
    clean_end: bool
    answer: str = ""


class Part(Record):
    """Sentences of a run, from number `first` up to, but without, `end`."""

    run: Run
    first: int
    end: int

    @property
    def whole(self) -> bool:
        """Whether all of the run is used."""
        return self.first == 0 and self.end == len(self.run.sentences)


class Arrangement(Record):
    """A text, sentence by sentence, in order. `answers` is where the ledger has, or will have, what it is made of."""

    parts: tuple[Part, ...]
    answers: tuple[str, ...] = ()

    @property
    def runs(self) -> tuple[Run, ...]:
        """What has to be there to say it, each once."""
        return tuple(dict.fromkeys(part.run for part in self.parts))


class Surroundings(NamedTuple):
    """The sentences before and after a text; empty if there are none."""

    before: str = ""
    after: str = ""


def arranged(sentences: Sequence[str], takes: Mapping[int, Take], around: Surroundings, longest: int) -> Arrangement:
    """Say `sentences` by the `takes` there are, by their number, and new runs of at most `longest` characters."""
    parts: list[Part] = []
    done = 0
    for begin, part in _usable(takes):
        parts += _bought(sentences, done, begin, around, longest)
        parts.append(part)
        done = begin + part.end - part.first
    parts += _bought(sentences, done, len(sentences), around, longest)
    return Arrangement(parts=tuple(parts))


def _usable(takes: Mapping[int, Take]) -> Iterator[tuple[int, Part]]:
    """The stretches of takes that follow each other in one run, as far as they begin and end in a pause."""
    for stretch in _stretches(takes):
        while stretch and not takes[stretch[0]].clean_start:
            stretch = stretch[1:]
        while stretch and not takes[stretch[-1]].clean_end:
            stretch = stretch[:-1]
        if stretch:
            first = takes[stretch[0]]
            yield stretch[0], Part(run=first.run, first=first.index, end=first.index + len(stretch))


def _stretches(takes: Mapping[int, Take]) -> Iterator[list[int]]:
    stretch: list[int] = []
    for number in sorted(takes):
        take = takes[number]
        if stretch and not _follows(number, take, stretch[-1], takes[stretch[-1]]):
            yield stretch
            stretch = []
        stretch.append(number)
    yield stretch


def _follows(number: int, take: Take, last: int, before: Take) -> bool:
    return number == last + 1 and take.run == before.run and take.index == before.index + 1


def _bought(sentences: Sequence[str], begin: int, end: int, around: Surroundings, longest: int) -> Iterator[Part]:
    """New runs, each as long as can be. So that a killed job asks for the same again, nothing else decides them."""
    for count in packed(sentences[begin:end], longest):
        until = begin + count
        before = sentences[begin - 1] if begin else around.before
        after = sentences[until] if until < len(sentences) else around.after
        run = Run(sentences=tuple(sentences[begin:until]), before=before, after=after)
        yield Part(run=run, first=0, end=count)
        begin = until
