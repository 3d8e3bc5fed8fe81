"""Metadata: what a person wants to see of each asset in the UI. Durations are seconds; nothing secret gets here."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg

from vidgen_assets.domain.artifact import Artifact
from vidgen_assets.domain.narration import SectionAudio, speakers
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.spend import Call, Spend
from vidgen_assets.domain.video import FinalVideo, SectionClip, completeness
from vidgen_assets.services.accounts import Bill
from vidgen_assets.storage.artifacts import Artifacts

POSTER_WIDTH = 320
Metadata = Mapping[str, Any]


def places(artifacts: Artifacts, video: str, section: str | None, kind: type[Artifact]) -> Metadata:
    """Where a person finds the file that matters most, and the address that opens it in a browser, if it has one."""
    name = next(iter(kind.media.values()), kind.record_name)
    link = artifacts.link(video, section, name)
    file = {"file": dg.MetadataValue.path(artifacts.uri(video, section, name)), **_page(artifacts, video, kind)}
    return file if link is None else {**file, "link": dg.MetadataValue.url(link)}


def _page(artifacts: Artifacts, video: str, kind: type[Artifact]) -> Metadata:
    """Where a finished video can be watched with its chapters and transcript."""
    if kind is not FinalVideo:
        return {}
    link = artifacts.watch_link(video)
    page = {"page": dg.MetadataValue.path(artifacts.uri(video, None, FinalVideo.media["page"]))}
    return page if link is None else {**page, "watch": dg.MetadataValue.url(link)}


def of_plan(plan: Plan) -> Metadata:
    """The outline, and how long it is."""
    outline = "\n\n".join(f"### {section.key} {section.title}\n\n{_narration(section)}" for section in plan.sections)
    return {
        "title": plan.title,
        "sections": len(plan.sections),
        "words": sum(len(section.spoken.split()) for section in plan.sections),
        "language": plan.language,
        "voice": plan.voice or "the narrator's own",
        "quality": plan.quality.value,
        "planner": plan.planner,
        "outline": dg.MetadataValue.md(outline),
        **_bill(plan.spend),
    }


def of_audio(audio: SectionAudio, section: Section) -> Metadata:
    """What is said, how long, and by whom."""
    words = len(section.spoken.split())
    return {
        "title": section.title,
        "duration_s": round(audio.duration, 3),
        "words": words,
        "words_per_minute": round(60 * words / audio.duration) if audio.duration else 0,
        "voice": audio.voice,
        "narrator": audio.narrator,
        "timings_estimated": audio.estimated,
        **({"fallback": audio.fallback} if audio.fallback else {}),
        "narration": dg.MetadataValue.md(_narration(section)),
        **_bill(audio.spend),
    }


def of_code(scene: SceneCode, section: Section) -> Metadata:
    """The program itself."""
    source = scene.source.path.read_text()
    return {
        "title": section.title,
        "lines": source.count("\n"),
        "scene": scene.scene_name,
        "writer": scene.writer,
        "code": dg.MetadataValue.md(f"````python\n{source}\n````"),
        **({"fallback_because": dg.MetadataValue.md(f"````text\n{scene.problem}\n````")} if scene.fallback else {}),
        **_bill(scene.spend),
    }


def of_clip(clip: SectionClip, section: Section, poster: bytes) -> Metadata:
    """How it looks, and its measures."""
    return {
        "title": section.title,
        "poster": _picture(section.title, poster),
        "duration_s": round(clip.duration, 3),
        "audio_s": round(clip.audio_duration, 3),
        "frames": clip.frames,
        "size": f"{clip.width}x{clip.height} at {clip.frame_rate} fps",
        "renderer": clip.renderer,
    }


def of_final(
    video: FinalVideo, clips: Sequence[SectionClip], audios: Mapping[str, SectionAudio], bill: Bill, poster: bytes
) -> Metadata:
    """How it looks, its chapters, who speaks, and what it cost: everything that was ever tried for it included."""
    chapters = "\n".join(f"- {chapter.start:.1f} s: {chapter.title}" for chapter in video.chapters)
    return {
        "title": video.title,
        "poster": _picture(video.title, poster),
        "duration_s": round(video.duration, 3),
        "size": f"{video.width}x{video.height} at {video.frame_rate} fps",
        "chapters": dg.MetadataValue.md(chapters),
        "scenes": completeness(clips),
        "voices": speakers(audios),
        **_sum(bill),
    }


def _sum(bill: Bill) -> Metadata:
    """What a whole video has cost, by service and model; no table for what is free."""
    usd = {"usd": round(bill.usd, 4)}
    if not bill.spend.calls:
        return usd
    head = "| service | model | calls | s | tokens | characters | $ |\n" + "|---" * 7 + "|"
    rows = "\n".join(
        f"| {service} | {model} | {len(one.calls)} | {one.seconds:.1f} | "
        f"{one.tokens} | {one.characters} | {one.usd:.4f} |"
        for (service, model), one in bill.spend.by_model.items()
    )
    return {
        **usd,
        "tokens": bill.spend.tokens,
        "characters": bill.spend.characters,
        "calls_paid": len(bill.spend.calls),
        "seconds_of_calls": round(bill.spend.seconds, 1),
        "bill": dg.MetadataValue.md(f"{head}\n{rows}"),
    }


def _bill(spend: Spend) -> Metadata:
    """Nothing for what is free."""
    if not spend.calls:
        return {}
    head = "| service | model | for | outcome | s | tokens in | out | cached | characters | $ |\n" + "|---" * 10 + "|"
    rows = "\n".join(map(_row, spend.calls))
    return {
        "usd": round(spend.usd, 4),
        "tokens": spend.tokens,
        "characters": spend.characters,
        "seconds_of_calls": round(spend.seconds, 1),
        "calls_repeated": spend.repeated,
        "calls": dg.MetadataValue.md(f"{head}\n{rows}"),
    }


def _row(call: Call) -> str:
    price = "?" if call.usd is None else f"{call.usd:.4f}"
    tokens = (call.input_tokens, call.output_tokens, call.cached_tokens, call.characters)
    said = f"{call.outcome}: {call.note}" if call.note else call.outcome
    cells = (call.service, call.model, call.purpose, said, f"{call.seconds:.1f}", *map(str, tokens), price)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _narration(section: Section) -> str:
    return "\n\n".join(beat.display for beat in section.beats)


def _picture(title: str, jpeg: bytes) -> dg.MarkdownMetadataValue:
    # The UI strips sources other than http, https and data.
    alternative = title.translate(dict.fromkeys(map(ord, "[]\n"), " "))
    return dg.MetadataValue.md(f"![{alternative}](data:image/jpeg;base64,{base64.b64encode(jpeg).decode()})")
