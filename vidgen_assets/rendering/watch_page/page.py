"""What stands on the watch page, filled into its template. The same video gives the same bytes.

Captions and poster are inside of it, as a page that is opened from a folder may read no other file. The video is the
one beside it; the page's script says how a link can lead to it elsewhere.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.transcript import Paragraph, section_paragraphs
from vidgen_assets.domain.video import Chapter, SectionClip

Parts = Sequence[tuple[SectionClip, SectionAudio]]
_FOLDER = Path(__file__).parent


class Film(NamedTuple):
    """What a page is about: the chapters of the video, its captions and chapters as WebVTT, and its poster as JPEG."""

    chapters: Sequence[Chapter]
    captions_vtt: str
    chapters_vtt: str
    poster: bytes


def watch_page(plan: Plan, parts: Parts, film: Film) -> str:
    """The HTML of the page, for the video that is joined of `parts`."""
    clip = parts[0][0]
    style, script = ((_FOLDER / name).read_text("utf-8") for name in ("watch.css", "watch.js"))
    return _template().render(
        plan=plan,
        sections=list(_sections(plan, parts, film)),
        duration=film.chapters[-1].end,
        width=clip.width,
        height=clip.height,
        poster=_data("image/jpeg", film.poster),
        captions=_data("text/vtt", film.captions_vtt.encode()),
        chapters=_data("text/vtt", film.chapters_vtt.encode()),
        voices=sorted({f"{audio.voice} ({audio.narrator})" for _, audio in parts}),
        renderer=_name(clip.renderer),
        planner=_name(plan.planner),
        models=sorted({call.model for call in plan.spend.calls}),
        style=style,
        script=script,
        policy=f"script-src-elem '{_hash(script)}'; style-src '{_hash(style)}'",
    )


def _sections(plan: Plan, parts: Parts, film: Film) -> Iterator[tuple[Chapter, tuple[Paragraph, ...]]]:
    for section, (clip, audio), chapter in zip(plan.sections, parts, film.chapters, strict=True):
        yield chapter, section_paragraphs(section, audio, clip.placements, chapter.start)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clock"] = _clock
    return environment.get_template("watch.html")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _name(identity: str) -> str:
    """The name of a maker without its settings."""
    return identity.partition(" (")[0]


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
