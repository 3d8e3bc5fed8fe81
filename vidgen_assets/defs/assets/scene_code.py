"""The scene code of a section."""

import dagster as dg

from vidgen_assets.defs import checks, metadata, pools
from vidgen_assets.defs.partitions import SECTIONS
from vidgen_assets.defs.resources import Workbench
from vidgen_assets.defs.results import Made, made
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.ports import SceneRepairer, SceneWriter
from vidgen_assets.domain.scene import SceneCode


@dg.asset(
    partitions_def=SECTIONS,
    group_name="videos",
    kinds={"python"},
    owners=["team:vidgen"],
    dagster_type=dg.PythonObjectDagsterType(SceneCode),
    pool=pools.LLM,
    check_specs=checks.CODE,
)
async def scene_code(
    context: dg.AssetExecutionContext,
    plan: Plan,
    workbench: dg.ResourceParam[Workbench],
    writer: dg.ResourceParam[SceneWriter],
) -> Made:
    """The Manim program that draws one section: a voiceover scene, written without knowing how long the voice takes.

    One that did not render is mended, where the writer can do that.
    """
    section = workbench.section(context, plan)
    inputs = workbench.recipe.code(plan, section)
    stored = workbench.stored(context, SceneCode, inputs, section.take)
    failed = workbench.failed(context, stored)
    with workbench.outages.retrying(context):
        if stored is None or stored.stands_in:
            await workbench.admit_section(context, plan, section)
        if failed and isinstance(writer, SceneRepairer):
            scene = await writer.repair(plan, section, failed, inputs, workbench.folder(context))
        elif stored and not stored.stands_in:
            scene = stored
        else:
            scene = await writer.write(plan, section, inputs, workbench.folder(context))
    found = checks.of_code(scene, section)
    return made(scene, metadata.of_code(scene, section), found, take=section.take, reused=scene is stored)
