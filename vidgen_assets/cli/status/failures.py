"""What went wrong when things were last made, as Dagster's instance remembers it."""

from collections.abc import Mapping

import dagster as dg

from vidgen_assets.defs.partitions import partition_of
from vidgen_assets.defs.progress import Failure
from vidgen_assets.defs.tags import PARTITION
from vidgen_assets.defs.watching import Watch
from vidgen_assets.domain.plan import SECTION_KEYS
from vidgen_assets.domain.production import AssetName, Slot

_RUNS = 50
_FAILED = [dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]


def last_failures(instance: dg.DagsterInstance, video: str) -> Mapping[Slot, str]:
    """The newest message for each thing of the video that has ever failed."""
    partitions = [video, *(str(partition_of(video, Slot(AssetName.CLIP, section))) for section in SECTION_KEYS)]
    messages: dict[Slot, str] = {}
    for run in instance.get_runs(dg.RunsFilter(tags={PARTITION: partitions}, statuses=_FAILED), limit=_RUNS):
        for news in Watch(instance, run).news():
            if isinstance(news, Failure):
                messages.setdefault(news.slot, news.message)
    return messages
