"""Captions: what is spoken, as it is written, cut into pieces that can be read while it is heard.

Where a beat starts in a clip is the renderer's to say. How a file or a player shows captions does not belong here,
except for the WebVTT text itself.
"""

from collections.abc import Iterable, Sequence
from html import escape

from vidgen_assets.domain.caption_cut import cut, wrap
from vidgen_assets.domain.caption_timing import TimedToken, timed_tokens
from vidgen_assets.domain.narration import BeatAudio, SectionAudio
from vidgen_assets.domain.plan import Section
from vidgen_assets.domain.record import Record
from vidgen_assets.domain.video import Chapter, Placement

SHORTEST = 1.0  # s: below this a caption flickers (BBC subtitle guidelines give 0.3 s a word, 1 s at the least)
LINGER = 0.6  # s: how long a caption may stay when nothing is said, so that slow readers finish
GAP = 0.08  # s: a shorter gap between two captions is seen as a flash, so it is closed


class Cue(Record):
    """One caption: at most two lines, shown from `start` to `end`, in seconds."""

    start: float
    end: float
    lines: tuple[str, ...]


def section_cues(
    section: Section, audio: SectionAudio, placements: Iterable[Placement], offset: float, end: float
) -> tuple[Cue, ...]:
    """The captions of a section whose clip runs from `offset` to `end` seconds in the video."""
    starts = {placement.beat: offset + placement.start for placement in placements}
    cues = [
        cue
        for number, (beat, spoken) in enumerate(zip(section.beats, audio.beats, strict=True))
        if number in starts
        for cue in _beat_cues(beat.display, spoken, starts[number])
    ]
    return _settled(cues, end)


def captions_vtt(cues: Iterable[Cue]) -> str:
    """A WebVTT file of captions."""
    return _webvtt((cue.start, cue.end, "\n".join(cue.lines)) for cue in cues)


def chapters_vtt(chapters: Iterable[Chapter]) -> str:
    """A WebVTT file of chapters, as the HTML `track` element of kind ``chapters`` reads it."""
    return _webvtt((chapter.start, chapter.end, " ".join(chapter.title.split())) for chapter in chapters)


def _beat_cues(display: str, spoken: BeatAudio, start: float) -> list[Cue]:
    shift = start - spoken.start
    return [_cue(display, piece, shift) for piece in cut(timed_tokens(display, spoken))]


def _cue(display: str, piece: Sequence[TimedToken], shift: float) -> Cue:
    text = display[piece[0].first : piece[-1].last]
    return Cue(start=piece[0].start + shift, end=piece[-1].end + shift, lines=wrap(text))


def _settled(cues: Iterable[Cue], last: float) -> tuple[Cue, ...]:
    """Let each caption linger, give it the shortest time a reader needs, and let none run into the next."""
    ordered = sorted(cues, key=lambda cue: cue.start)
    limits = [*(cue.start for cue in ordered), last][1:]
    settled = [_ended(cue, limit) for cue, limit in zip(ordered, limits, strict=True)]
    return tuple(cue for cue in settled if cue.end > cue.start)


def _ended(cue: Cue, limit: float) -> Cue:
    end = min(max(cue.end + LINGER, cue.start + SHORTEST), limit)
    return cue.model_copy(update={"end": limit if limit - end < GAP else end})


def _webvtt(entries: Iterable[tuple[float, float, str]]) -> str:
    blocks = [f"{_clock(start)} --> {_clock(end)}\n{escape(text, quote=False)}\n" for start, end, text in entries]
    return "\n".join(["WEBVTT\n", *blocks])


def _clock(seconds: float) -> str:
    milliseconds = round(max(0.0, seconds) * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{milliseconds // 1000:02d}.{milliseconds % 1000:03d}"
