"""The visible side: the clip of a section and the final video. How pixels are made belongs to the renderer."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from vidgen_assets.domain.artifact import Artifact, MediaFile
from vidgen_assets.domain.record import Record


class Placement(Record):
    """Where a beat's audio starts in its clip, in seconds. A long animation before it pushes it back."""

    beat: int
    start: float


class SectionClip(Artifact):
    """One section as H.264 + AAC in MP4, never shorter than its audio. `duration` (s) is `frames / frame_rate`.

    `audio_duration` (s) is the narration's, without the pauses that the picture puts between its beats.
    `warnings` says in what the scene did not follow its narration; the clip holds all of the narration even so.
    `fallback` says that its scene stands in for one that could not be written.
    """

    record_name: ClassVar[str] = "clip.json"
    media: ClassVar[Mapping[str, str]] = {"mp4": "clip.mp4", "poster": "poster.jpg"}

    mp4: MediaFile
    poster: MediaFile
    width: int
    height: int
    frame_rate: int
    frames: int
    duration: float
    audio_duration: float
    placements: tuple[Placement, ...]
    renderer: str
    warnings: tuple[str, ...] = ()
    fallback: bool = False


def completeness(clips: Sequence[SectionClip]) -> str:
    """How many are as they were wished for: ``5 of 5 sections``, ``4 of 5 sections + 1 fallback``."""
    fallbacks = sum(clip.fallback for clip in clips)
    stand_in = f" + {fallbacks} fallback{'s' if fallbacks > 1 else ''}" if fallbacks else ""
    return f"{len(clips) - fallbacks} of {len(clips)} sections{stand_in}"


class Chapter(Record):
    """A section's span in the final video, in seconds."""

    title: str
    start: float
    end: float


class FinalVideo(Artifact):
    """The whole video: an MP4 with chapters. Beside it are captions and chapters as WebVTT, a poster frame, and a page
    to watch it on, which needs nothing but the MP4.
    """

    record_name: ClassVar[str] = "final.json"
    media: ClassVar[Mapping[str, str]] = {
        "mp4": "final.mp4",
        "poster": "poster.jpg",
        "captions": "captions.vtt",
        "chapters_vtt": "chapters.vtt",
        "page": "index.html",
    }

    mp4: MediaFile
    poster: MediaFile
    captions: MediaFile
    chapters_vtt: MediaFile
    page: MediaFile
    title: str
    width: int
    height: int
    frame_rate: int
    duration: float
    chapters: tuple[Chapter, ...]
