"""The plan of a video: sections of beats. Who writes it belongs to a planner; what it looks like, to a scene writer."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import StringConstraints, field_validator

from vidgen_assets.domain.artifact import Artifact
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.record import Record
from vidgen_assets.domain.spend import Spend
from vidgen_assets.domain.visuals import Visual

MAX_SECTIONS = 12
SECTION_KEYS = tuple(f"{number:02d}" for number in range(1, MAX_SECTIONS + 1))


class Beat(Record):
    """The smallest unit of narration: a sentence or a few, and what is on screen meanwhile.

    Attributes:
        spoken: what the voice says, in words: formulas are spelled out, markup is gone.
        display: the same as it is written, for captions: formulas as Unicode text, such as ``∂L/∂w``.
        visual: what is seen, as the scene writer that ships can draw it.
        brief: what is seen, in free words, for a scene writer that can read them; may be empty.
    """

    spoken: str
    display: str
    visual: Visual
    brief: str = ""


class Section(Record):
    """A chapter of the video, with at least one beat. `key` is ``01`` to ``12``, its partition key.

    `summary` tells the writers of other sections what happens in this one; it may be empty. `take` is which take of it
    is wanted: answers that were paid for earlier takes are not used for a later one.
    """

    key: str
    title: str
    beats: tuple[Beat, ...]
    summary: str = ""
    take: int = 0

    @property
    def spoken(self) -> str:
        """All that the voice says in this section, beats separated by a space."""
        return " ".join(beat.spoken for beat in self.beats)


class Notation(Record):
    """A symbol that all sections write alike: in TeX, what it stands for, and its colour as ``#rrggbb``."""

    symbol: str
    meaning: str
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]


class Plan(Artifact):
    """A whole video, decided before anything is made. The sections' keys count up from ``01`` without a gap.

    `video`, its id, and `voice`, `quality` and `language` are carried over from the request, so that what follows needs
    the plan alone. `script` is the plan as a Markdown script that a person can edit; empty where a script was given.
    """

    record_name: ClassVar[str] = "plan.json"
    media: ClassVar[Mapping[str, str]] = {}

    title: str
    language: str
    voice: str | None
    quality: Quality
    planner: str
    sections: tuple[Section, ...]
    notation: tuple[Notation, ...] = ()
    video: str = ""
    script: str = ""
    spend: Spend = Spend()

    @field_validator("sections")
    @classmethod
    def _numbered(cls, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        if not 1 <= len(sections) <= MAX_SECTIONS:
            raise InputError(
                f"the plan has {len(sections)} sections",
                field="sections",
                fix=f"A video has 1 to {MAX_SECTIONS} of them",
            )
        if tuple(section.key for section in sections) != SECTION_KEYS[: len(sections)]:
            raise InputError("the keys do not count up from 01", field="sections", fix="Number them 01, 02, …")
        return sections

    def section(self, key: str) -> Section:
        """The section with this key; `InputError` names the keys there are."""
        for section in self.sections:
            if section.key == key:
                return section
        last = self.sections[-1].key
        raise InputError(f"the plan has no section {key}", field="section", fix=f"Its sections are 01 to {last}")

    def neighbours(self, section: Section) -> tuple[Section | None, Section | None]:
        """The sections before and after this one, where there are any."""
        around = (None, *self.sections, None)
        place = SECTION_KEYS.index(section.key)
        return around[place], around[place + 2]
