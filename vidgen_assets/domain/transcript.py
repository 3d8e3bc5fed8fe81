"""The transcript: what is said, as it is written, with the time in the video of each paragraph and word.

How a page shows it does not belong here; captions, which are cut for reading along, are `captions`.
"""

from collections.abc import Iterable, Iterator

from vidgen_assets.domain.caption_timing import TimedToken, timed_tokens
from vidgen_assets.domain.narration import BeatAudio, SectionAudio
from vidgen_assets.domain.plan import Section
from vidgen_assets.domain.record import Record
from vidgen_assets.domain.video import Placement


class TranscriptWord(Record):
    """A written word, what stands between it and the word before, and when it is heard (s)."""

    before: str
    text: str
    start: float


class Paragraph(Record):
    """What is said in one beat, and when that begins (s)."""

    start: float
    words: tuple[TranscriptWord, ...]


def section_paragraphs(
    section: Section, audio: SectionAudio, placements: Iterable[Placement], offset: float
) -> tuple[Paragraph, ...]:
    """The paragraphs of a section whose clip begins at `offset` seconds in the video."""
    starts = {placement.beat: offset + placement.start for placement in placements}
    return tuple(
        Paragraph(start=starts[number], words=tuple(_words(beat.display, spoken, starts[number])))
        for number, (beat, spoken) in enumerate(zip(section.beats, audio.beats, strict=True))
        if number in starts
    )


def _words(display: str, spoken: BeatAudio, start: float) -> Iterator[TranscriptWord]:
    last = 0
    for token in timed_tokens(display, spoken):
        yield _word(token, display[last : token.first], start - spoken.start)
        last = token.last


def _word(token: TimedToken, before: str, shift: float) -> TranscriptWord:
    return TranscriptWord(before=" " if before else "", text=token.text, start=token.start + shift)
