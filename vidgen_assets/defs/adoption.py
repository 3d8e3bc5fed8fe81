"""Making known to an instance what is in the store already, so that a new instance on an old folder shows it all."""

import dagster as dg

from vidgen_assets.defs.history import History
from vidgen_assets.defs.metadata import places
from vidgen_assets.defs.partitions import VIDEOS, asset_key, partition_of
from vidgen_assets.domain.artifact import Artifact
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.storage.studio import Studio

_DATA_VERSION = "dagster/data_version"


def adopt(instance: dg.DagsterInstance, studio: Studio, video: str) -> None:
    """Report as materialised, without a run, what is stored of the video and was never materialised here."""
    instance.add_dynamic_partitions(str(VIDEOS.name), [video])
    plan = studio.plan(video)
    if plan is None:
        return
    newest = History.of(instance, video).newest
    stored = {Slot(AssetName.PLAN): plan, **studio.artifacts.catalog(video, plan)}
    for slot, artifact in stored.items():
        if isinstance(artifact, Artifact) and slot not in newest:
            instance.report_runless_asset_event(_materialization(studio, video, slot, artifact))


def _materialization(studio: Studio, video: str, slot: Slot, artifact: Artifact) -> dg.AssetMaterialization:
    return dg.AssetMaterialization(
        asset_key(slot.asset),
        description="Found in the store; it was made before this instance knew of it.",
        partition=partition_of(video, slot),
        metadata={
            **places(studio.artifacts, video, slot.section, type(artifact)),
            "inputs": artifact.inputs,
            "reused": True,
        },
        tags={_DATA_VERSION: artifact.version},
    )
