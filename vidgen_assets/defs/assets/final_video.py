"""The final video."""

from concurrent.futures import ThreadPoolExecutor

import dagster as dg

from vidgen_assets.defs import checks, metadata
from vidgen_assets.defs.partitions import VIDEOS
from vidgen_assets.defs.resources import Workbench
from vidgen_assets.defs.results import Made, made
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.ports import MediaInspector, Renderer
from vidgen_assets.domain.production import parts_of
from vidgen_assets.domain.video import FinalVideo, SectionClip

# Twelve section partitions exist for every video, and most videos have fewer: which ones matter, the plan says.
_SOME = dg.AssetIn(metadata={"allow_missing_partitions": True})


@dg.asset(
    partitions_def=VIDEOS,
    group_name="videos",
    kinds={"mp4"},
    owners=["team:vidgen"],
    dagster_type=dg.PythonObjectDagsterType(FinalVideo),
    ins={"section_clip": _SOME, "section_audio": _SOME},
    check_specs=checks.FINAL,
)
def final_video(
    context: dg.AssetExecutionContext,
    plan: Plan,
    section_clip: dict[str, SectionClip],
    section_audio: dict[str, SectionAudio],
    workbench: dg.ResourceParam[Workbench],
    renderer: dg.ResourceParam[Renderer],
    inspector: dg.ResourceParam[MediaInspector],
) -> Made:
    """The whole video with chapters and captions: the clips of the plan's sections, joined without encoding again."""
    parts = parts_of(plan, section_clip, section_audio)
    clips = [clip for clip, _ in parts]
    audios = {section.key: audio for section, (_, audio) in zip(plan.sections, parts, strict=True)}
    with ThreadPoolExecutor(1) as aside:
        bill = aside.submit(workbench.bill, context)
        video = renderer.join(plan, parts, workbench.recipe.final(plan, clips), workbench.folder(context))
    poster = inspector.thumbnail(video.poster.path, metadata.POSTER_WIDTH)
    return made(
        video,
        metadata.of_final(video, clips, audios, bill.result(), poster),
        checks.of_final(video, clips, inspector),
    )
