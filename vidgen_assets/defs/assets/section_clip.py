"""The clip of a section."""

import dagster as dg

from vidgen_assets.defs import checks, metadata, pools
from vidgen_assets.defs.partitions import SECTIONS
from vidgen_assets.defs.resources import Workbench
from vidgen_assets.defs.results import Made, made
from vidgen_assets.domain.errors import RenderError
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.ports import MediaInspector, Renderer, SceneRepairer, SceneWriter
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.video import SectionClip


@dg.asset(
    partitions_def=SECTIONS,
    group_name="videos",
    kinds={"mp4"},
    owners=["team:vidgen"],
    dagster_type=dg.PythonObjectDagsterType(SectionClip),
    pool=pools.RENDER,
    check_specs=checks.CLIP,
)
def section_clip(
    context: dg.AssetExecutionContext,
    plan: Plan,
    section_audio: SectionAudio,
    scene_code: SceneCode,
    workbench: dg.ResourceParam[Workbench],
    writer: dg.ResourceParam[SceneWriter],
    renderer: dg.ResourceParam[Renderer],
    inspector: dg.ResourceParam[MediaInspector],
) -> Made:
    """One section as a video clip: its scene, rendered against its voice, and anew whenever asked for.

    What keeps a scene from rendering is remembered, so that the next run mends it.
    """
    section = workbench.section(context, plan)
    inputs = workbench.recipe.clip(plan, section_audio, scene_code)
    mendable = isinstance(writer, SceneRepairer)
    try:
        clip = renderer.render(plan, scene_code, section_audio, inputs, workbench.folder(context))
        if clip.warnings and mendable and not scene_code.fallback:
            raise RenderError("the scene did not follow its narration", log="\n".join(clip.warnings))
    except RenderError as error:
        if mendable:
            workbench.note_fault(context, scene_code, section_audio, error)
        raise
    clip = clip.model_copy(update={"fallback": scene_code.fallback})
    poster = inspector.thumbnail(clip.poster.path, metadata.POSTER_WIDTH)
    take = max(section.take, section_audio.take, scene_code.take)
    found = checks.of_clip(clip, section_audio, inspector)
    return made(clip, metadata.of_clip(clip, section, poster), found, take=take)
