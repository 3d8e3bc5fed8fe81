"""Claude's answer for a plan: its JSON form, and from that the domain's sections, or what is wrong with each beat.

Narration and visuals are in the notation of scripts, and are read by the same parser as a person's script.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple, Self

from pydantic import ValidationError
from pydantic_core import from_json

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.plan import MAX_SECTIONS, SECTION_KEYS, Beat, Notation, Section
from vidgen_assets.domain.record import Record
from vidgen_assets.domain.script import parse

_MAX_TITLE_CHARS = 80


class BeatAnswer(Record):
    """A beat as Claude gives it."""

    narration: str
    visual: str
    brief: str


class SectionAnswer(Record):
    """A section as Claude gives it."""

    title: str
    summary: str
    beats: tuple[BeatAnswer, ...]


class NotationAnswer(Record):
    """A symbol as Claude gives it."""

    symbol: str
    meaning: str
    colour: str


class PlanAnswer(Record):
    """A plan as Claude gives it."""

    title: str
    notation: tuple[NotationAnswer, ...]
    sections: tuple[SectionAnswer, ...]

    @classmethod
    def read(cls, text: str) -> Self:
        """From Claude's text. Some servers put a fence around JSON. Raises `ValueError` that says what is wrong."""
        start, end = text.find("{"), text.rfind("}")
        try:
            return cls.model_validate(json.loads(text[start : end + 1]))
        except ValidationError as error:
            raise ValueError("\n".join(_schema_faults(error))) from error

    def script(self) -> str:
        """The plan as a Markdown script that a person can read and edit; briefs are comments in it."""
        blocks = [f"# {self.title}"]
        for section in self.sections:
            blocks.append(f"## {section.title}")
            for beat in section.beats:
                note = f"<!-- {beat.brief.replace('--', '–')} -->" if beat.brief else ""
                blocks += [beat.narration.strip(), beat.visual.strip("\n"), note]
        return "\n\n".join(filter(None, blocks)) + "\n"


class Draft(NamedTuple):
    """What could be read of an answer, and a line for each fault."""

    title: str
    sections: tuple[Section, ...]
    notation: tuple[Notation, ...]
    script: str
    faults: tuple[str, ...]


def schema() -> dict[str, Any]:
    """The JSON schema of an answer."""
    return PlanAnswer.model_json_schema()


def read_plan(text: str) -> Draft:
    """Everything that can be read of Claude's text, and everything that is wrong with it."""
    try:
        answer = PlanAnswer.read(text)
    except ValueError as error:
        return Draft("", (), (), "", (f"It is not JSON of the schema: {error}",))
    faults = list(_shape_faults(answer))
    sections = tuple(
        _section(key, section, faults) for key, section in zip(SECTION_KEYS, answer.sections, strict=False)
    )
    notation = tuple(_notation(answer, faults))
    return Draft(answer.title.strip(), sections, notation, answer.script(), tuple(faults))


def read_beginning(text: str) -> tuple[Section, ...]:
    """Of an answer that is still coming in: its first section, and the next as far as it is known.

    Nothing before the next one's first words are complete, and nothing if the first section has a fault.
    """
    try:
        answers = from_json(text[max(0, text.find("{")) :], allow_partial=True)["sections"]
        first, words = SectionAnswer.model_validate(answers[0]), answers[1]["beats"][0]["narration"]
        beats = (BeatAnswer(narration=words, visual="", brief=""),)
    except (ValueError, LookupError, TypeError):
        return ()
    faults: list[str] = [] if first.beats else ["It has no beats."]
    following = SectionAnswer(title="", summary="", beats=beats)
    found = tuple(_section(key, answer, faults) for key, answer in zip(SECTION_KEYS, (first, following), strict=False))
    return () if faults else found


def _schema_faults(error: ValidationError) -> Iterator[str]:
    for fault in error.errors():
        yield f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"


def _shape_faults(answer: PlanAnswer) -> Iterator[str]:
    if not 1 <= len(answer.sections) <= MAX_SECTIONS:
        yield f"It has {len(answer.sections)} sections; 1 to {MAX_SECTIONS} are possible."
    titles = {"title": answer.title} | {f"title of section {n}": s.title for n, s in enumerate(answer.sections, 1)}
    for place, title in titles.items():
        if not title.strip() or "\n" in title.strip() or len(title) > _MAX_TITLE_CHARS:
            yield f"The {place} is {title!r}; give one line of at most {_MAX_TITLE_CHARS} characters."
    for number, section in enumerate(answer.sections, 1):
        if not section.beats:
            yield f"Section {number} has no beats."


def _section(key: str, answer: SectionAnswer, faults: list[str]) -> Section:
    beats = []
    for number, beat in enumerate(answer.beats, 1):
        try:
            beats.append(_beat(beat))
        except InputError as error:
            line = f" (line {error.line - _LINES_BEFORE} of narration, blank line and visual)" if error.line else ""
            faults.append(f"Section {int(key)}, beat {number}, {error.field}: {error.problem}{line}. {error.fix}.")
    return Section(key=key, title=answer.title.strip(), beats=tuple(beats), summary=answer.summary.strip())


_FRAME = "# Beat\n\n## Beat\n\n{narration}\n\n{visual}\n"
_LINES_BEFORE = 4


def _beat(answer: BeatAnswer) -> Beat:
    text = _FRAME.format(narration=answer.narration.strip(), visual=answer.visual.strip("\n"))
    sections = parse(text).sections
    if [len(section.beats) for section in sections] != [1]:
        raise InputError(
            "it is more than one paragraph with one block", field="narration or visual", fix="Make several beats of it"
        )
    return sections[0].beats[0].model_copy(update={"brief": answer.brief.strip()})


def _notation(answer: PlanAnswer, faults: list[str]) -> Iterator[Notation]:
    for entry in answer.notation:
        try:
            yield Notation(symbol=entry.symbol, meaning=entry.meaning, colour=entry.colour)
        except ValidationError:
            faults.append(f"The colour of {entry.symbol} is {entry.colour!r}; give it as #rrggbb.")
