"""Scripts: Markdown documents that are videos. Title, sections, paragraphs to be said, and blocks to be seen.

The format is described for people in ``docs/scripts.md``. Which script is used for a prompt belongs to a planner.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vidgen_assets.domain.plan import MAX_SECTIONS, SECTION_KEYS, Section
from vidgen_assets.domain.script import front_matter
from vidgen_assets.domain.script.beats import beats
from vidgen_assets.domain.script.document import walk
from vidgen_assets.domain.script.drafts import Chapter, Document
from vidgen_assets.domain.script.faults import fault, in_file


@dataclass(frozen=True)
class Script:
    """A script that has been read: its title, its sections, and the entries of its front matter."""

    title: str
    sections: tuple[Section, ...]
    entries: Mapping[str, str]


def parse(text: str, file: str = "script.md", *, latex: bool = False) -> Script:
    """Read a Markdown script; `file` is named in errors. With `latex`, `math` blocks may hold what LaTeX alone knows.

    Raises:
        ScriptError: it cannot be made into a video; the error has file, line and fix.
        FormulaError: a formula cannot be read, likewise.
    """
    with in_file(file):
        matter = front_matter.split(text.replace("\r\n", "\n"))
        document = walk(matter.body, matter.first_line, matter.entries.get("title", ""), latex=latex)
        _check(document)
        chapters = zip(SECTION_KEYS, document.chapters, strict=False)
        return Script(document.title, tuple(_section(key, chapter) for key, chapter in chapters), matter.entries)


def _check(document: Document) -> None:
    if not document.title:
        raise fault(1, "title", "it has no title", "Begin with a line such as # How heaps work")
    if all(chapter.is_introduction for chapter in document.chapters):
        raise fault(1, "sections", "it has no sections", "Start each section with a line such as ## The idea")
    if len(document.chapters) > MAX_SECTIONS:
        extra = document.chapters[MAX_SECTIONS]
        problem = f"there are {len(document.chapters)} sections, a video has at most {MAX_SECTIONS}"
        raise fault(extra.line, "sections", problem, "Merge some, or make two videos")


def _section(key: str, chapter: Chapter) -> Section:
    if not chapter.paragraphs:
        problem = "it has no narration"
        raise fault(
            chapter.line, f"section {chapter.title!r}", problem, "Write at least one paragraph under the heading"
        )
    return Section(
        key=key,
        title=chapter.title,
        beats=tuple(beat for paragraph in chapter.paragraphs for beat in beats(paragraph)),
    )
