"""The final video and what lies beside it: captions, chapters, a poster, a page.

How packets are copied is `media.join`'s, and what stands on the page is `watch_page`'s.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.captions import Cue, captions_vtt, chapters_vtt, section_cues
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.video import Chapter, FinalVideo, SectionClip
from vidgen_assets.rendering.media.join import Labels, Part, join_clips
from vidgen_assets.rendering.watch_page.page import Film, watch_page

Parts = Sequence[tuple[SectionClip, SectionAudio]]


def write_final_video(plan: Plan, parts: Parts, inputs: str, folder: Path) -> FinalVideo:
    """Join `parts`, one for each section, in `folder`. Raises `RenderError`, `av.FFmpegError` or `OSError`."""
    clips = [clip for clip, _ in parts]
    chapters, cues = tuple(_chapters(plan, clips)), tuple(_cues(plan, parts))
    files = {field: folder / name for field, name in FinalVideo.media.items()}
    join_clips(
        files["mp4"],
        [Part(clip.mp4.path, section.key, clip.frames) for clip, section in zip(clips, plan.sections, strict=True)],
        clips[0].frame_rate,
        Labels(plan.title, plan.language, chapters, cues),
    )
    film = Film(chapters, captions_vtt(cues), chapters_vtt(chapters), clips[0].poster.path.read_bytes())
    files["captions"].write_text(film.captions_vtt, encoding="utf-8")
    files["chapters_vtt"].write_text(film.chapters_vtt, encoding="utf-8")
    files["poster"].write_bytes(film.poster)
    files["page"].write_text(watch_page(plan, parts, film), encoding="utf-8")
    return FinalVideo(
        inputs=inputs,
        **{field: MediaFile.of(path) for field, path in files.items()},
        title=plan.title,
        width=clips[0].width,
        height=clips[0].height,
        frame_rate=clips[0].frame_rate,
        duration=chapters[-1].end,
        chapters=chapters,
    )


def _chapters(plan: Plan, clips: Sequence[SectionClip]) -> Iterator[Chapter]:
    start, frames = 0.0, 0
    for section, clip in zip(plan.sections, clips, strict=True):
        frames += clip.frames
        end = frames / clip.frame_rate
        yield Chapter(title=section.title, start=start, end=end)
        start = end


def _cues(plan: Plan, parts: Parts) -> Iterator[Cue]:
    chapters = _chapters(plan, [clip for clip, _ in parts])
    for section, chapter, (clip, audio) in zip(plan.sections, chapters, parts, strict=True):
        yield from section_cues(section, audio, clip.placements, chapter.start, chapter.end)
