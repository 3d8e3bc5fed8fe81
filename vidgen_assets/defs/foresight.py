"""What a run will ask of the store first: known from its partition, it is asked for while the run still starts."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from vidgen_assets.defs.history import BY_SECTION, slots_of, video_of
from vidgen_assets.defs.store import open_memory
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.settings import Settings
from vidgen_assets.storage.outlook import Outlook


@contextmanager
def looking_ahead(run: dg.DagsterRun) -> Iterator[None]:
    """Remember what the run sees of a bucket, and begin to look before Dagster has loaded what it needs for the run."""
    memory = open_memory(Settings.from_env())
    with memory.remembering():
        foresee_inputs(Outlook(memory), run)
        yield


def foresee_inputs(outlook: Outlook, run: dg.DagsterRun) -> None:
    """Begin to look at what the run is made from, and at what is there of what it makes."""
    video, slots = video_of(run), slots_of(run)
    if video is None or not slots:
        return
    outlook.records(video, [Slot(AssetName.PLAN)])
    if slots[0].section:
        outlook.records(video, [Slot(name, slots[0].section) for name in BY_SECTION])
    elif slots[0].asset is AssetName.FINAL:
        outlook.planned(video, [AssetName.CLIP, AssetName.AUDIO])
    else:
        outlook.request(video)
