"""What a run will ask of the store first: known from its partition, it is asked for while the run still starts."""

import dagster as dg

from vidgen_assets.defs.history import BY_SECTION, slots_of, video_of
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.storage.studio import Studio


def foresee_inputs(studio: Studio, run: dg.DagsterRun) -> None:
    """Begin to look at what the run is made from, and at what is there of what it makes."""
    video, slots = video_of(run), slots_of(run)
    if video is None or not slots:
        return
    studio.foresee(video, [Slot(AssetName.PLAN)])
    if slots[0].section:
        studio.foresee(video, [Slot(name, slots[0].section) for name in BY_SECTION])
    elif slots[0].asset is AssetName.FINAL:
        studio.memory.foresee(lambda: _foresee_parts(studio, video))
    else:
        studio.foresee_request(video)


def _foresee_parts(studio: Studio, video: str) -> None:
    plan = studio.artifacts.load(video, None, Plan)
    parts = (AssetName.CLIP, AssetName.AUDIO)
    studio.foresee_all(video, [Slot(name, section.key) for section in plan.sections for name in parts])
