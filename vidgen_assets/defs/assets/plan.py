"""The plan of a video."""

import dagster as dg

from vidgen_assets.defs import checks, metadata, pools
from vidgen_assets.defs.partitions import VIDEOS
from vidgen_assets.defs.resources import Workbench
from vidgen_assets.defs.results import Made, made
from vidgen_assets.defs.speaking_ahead import SpeakingAhead
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.ports import Planner
from vidgen_assets.domain.production import as_asked


@dg.asset(
    partitions_def=VIDEOS,
    group_name="videos",
    kinds={"json"},
    owners=["team:vidgen"],
    dagster_type=dg.PythonObjectDagsterType(Plan),
    pool=pools.LLM,
    check_specs=checks.PLAN,
)
async def plan(
    context: dg.AssetExecutionContext,
    workbench: dg.ResourceParam[Workbench],
    planner: dg.ResourceParam[Planner],
    ahead: dg.ResourceParam[SpeakingAhead],
) -> Made:
    """What the video says and shows: its sections, and in each the beats of narration with what is seen meanwhile.

    It is made from the request that the partition leads to, `videos/<id>/request.json`.
    """
    request = workbench.requests.load(context.partition_key)
    inputs = workbench.recipe.plan(request)
    stored = workbench.reusable(context, Plan, inputs)
    with workbench.outages.retrying(context):
        if stored is None:
            await workbench.admit_video(request)
        value = as_asked(stored or await ahead.plan(context, planner, request, inputs), request)
    return made(value, metadata.of_plan(value), checks.of_plan(value), reused=stored is not None)
