"""What the walk through a document collects: its title, sections, paragraphs, and the blocks that follow each."""

from dataclasses import dataclass, field

from vidgen_assets.domain.script.prose import Prose
from vidgen_assets.domain.visuals import Visual


@dataclass
class Paragraph:
    """A paragraph of narration and the visuals after it; `caption` is a small heading or quotation with it."""

    prose: Prose
    line: int
    caption: str = ""
    visuals: list[Visual] = field(default_factory=list)


@dataclass
class Chapter:
    """A section as it is being read; `line` is that of its heading. An introduction has no heading of its own."""

    title: str
    line: int
    is_introduction: bool = False
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass
class Document:
    """A script as it is being read."""

    title: str = ""
    chapters: list[Chapter] = field(default_factory=list)
