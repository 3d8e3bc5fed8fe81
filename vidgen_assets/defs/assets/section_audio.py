"""The voice of a section."""

import dagster as dg

from vidgen_assets.defs import checks, metadata, pools
from vidgen_assets.defs.partitions import SECTIONS
from vidgen_assets.defs.resources import Workbench
from vidgen_assets.defs.results import Made, made
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.ports import MediaInspector, Narrator


@dg.asset(
    partitions_def=SECTIONS,
    group_name="videos",
    kinds={"wav"},
    owners=["team:vidgen"],
    dagster_type=dg.PythonObjectDagsterType(SectionAudio),
    pool=pools.TTS,
    check_specs=checks.AUDIO,
)
async def section_audio(
    context: dg.AssetExecutionContext,
    plan: Plan,
    workbench: dg.ResourceParam[Workbench],
    narrator: dg.ResourceParam[Narrator],
    inspector: dg.ResourceParam[MediaInspector],
) -> Made:
    """The narration of one section, spoken: one WAV file, with the time of each beat and word."""
    section = workbench.section(context, plan)
    inputs = workbench.recipe.audio(plan, section)
    stored = workbench.reusable(context, SectionAudio, inputs, section.take)
    with workbench.outages.retrying(context):
        if stored is None:
            await workbench.admit_section(context, plan, section)
        audio = stored or await narrator.narrate(plan, section, inputs, workbench.folder(context))
    found = checks.of_audio(audio, section, inspector)
    return made(audio, metadata.of_audio(audio, section), found, take=section.take, reused=stored is not None)
