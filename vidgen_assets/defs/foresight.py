"""What a run will ask of the store first: known from its partition, it is asked for while the run still starts."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from vidgen_assets.defs.history import slots_of, video_of
from vidgen_assets.defs.store import open_memory
from vidgen_assets.domain.production import AssetName, Slot, section_slots
from vidgen_assets.settings import Settings
from vidgen_assets.storage.bucket_url import BucketUrl
from vidgen_assets.storage.outlook import Outlook


@contextmanager
def looking_ahead(run: dg.DagsterRun) -> Iterator[None]:
    """Remember what the run sees of a bucket, and begin to look before Dagster has loaded what it needs for the run.

    A folder answers at once, and is looked at when the run has it.
    """
    settings = Settings.from_env()
    if not isinstance(settings.storage, BucketUrl):
        yield
        return
    memory = open_memory(settings)
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
        outlook.records(video, section_slots(slots[0].section))
    elif slots[0].asset is AssetName.FINAL:
        outlook.planned(video, [AssetName.CLIP, AssetName.AUDIO])
    else:
        outlook.request(video)
