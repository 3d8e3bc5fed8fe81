"""The composition root: which maker stands behind which port, and everything that Dagster finds in this package."""

import dagster as dg

from vidgen_assets.defs.assets.final_video import final_video
from vidgen_assets.defs.assets.plan import plan
from vidgen_assets.defs.assets.scene_code import scene_code
from vidgen_assets.defs.assets.section_audio import section_audio
from vidgen_assets.defs.assets.section_clip import section_clip
from vidgen_assets.defs.executor import concurrent_executor
from vidgen_assets.defs.io_managers import ArtifactIOManager
from vidgen_assets.defs.jobs import JOBS
from vidgen_assets.defs.resources import Ports, workbench_resource
from vidgen_assets.settings import Settings
from vidgen_assets.storage.artifacts import Artifacts
from vidgen_assets.storage.local import LocalStore
from vidgen_assets.storage.requests import Requests


def build_definitions(settings: Settings, ports: Ports) -> dg.Definitions:
    """Everything, with these makers."""
    store = LocalStore(settings.storage)
    artifacts = Artifacts(store)
    return dg.Definitions(
        assets=[plan, section_audio, scene_code, section_clip, final_video],
        jobs=JOBS,
        executor=concurrent_executor,
        resources={
            "io_manager": ArtifactIOManager(artifacts),
            "workbench": workbench_resource(artifacts, Requests(store), ports.recipe, settings.home / ".scratch"),
            "planner": ports.planner,
            "narrator": ports.narrator,
            "writer": ports.writer,
            "renderer": ports.renderer,
            "inspector": ports.inspector,
        },
    )
