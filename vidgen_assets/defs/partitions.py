"""Partitions: videos, and their sections. Which of them exist and are made is decided elsewhere."""

from typing import NamedTuple

import dagster as dg

from vidgen_assets.domain.plan import SECTION_KEYS
from vidgen_assets.domain.production import AssetName, Slot

VIDEOS = dg.DynamicPartitionsDefinition(name="videos")
SECTIONS = dg.MultiPartitionsDefinition({"video": VIDEOS, "section": dg.StaticPartitionsDefinition(list(SECTION_KEYS))})


class Place(NamedTuple):
    """A video, or a section of one: what a partition key says."""

    video: str
    section: str | None = None


def place_of(partition_key: str) -> Place:
    """The place that a partition key of either kind names. Section keys read ``03|<video id>``."""
    if isinstance(partition_key, dg.MultiPartitionKey):
        dimensions = partition_key.keys_by_dimension
        return Place(dimensions["video"], dimensions["section"])
    return Place(partition_key)


def partition_of(video: str, slot: Slot) -> str:
    """The partition key under which a thing of a video is materialised."""
    if slot.section is None:
        return video
    return dg.MultiPartitionKey({"video": video, "section": slot.section})


def asset_key(name: AssetName) -> dg.AssetKey:
    """The key of one of our assets."""
    return dg.AssetKey(name.value)
