"""Resources: what asset bodies are given. Each is a plain object; here is only how Dagster gets and cleans it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

import dagster as dg

from vidgen_assets.defs.partitions import place_of
from vidgen_assets.defs.retries import OutagePolicy
from vidgen_assets.defs.scratch import scratch_folder
from vidgen_assets.defs.tags import FORCE
from vidgen_assets.domain.artifact import Artifact
from vidgen_assets.domain.errors import RenderError
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.ports import MediaInspector, Narrator, PaidService, Planner, Renderer, SceneWriter
from vidgen_assets.domain.production import Recipe
from vidgen_assets.domain.scene import FailedScene, SceneCode, SceneFault
from vidgen_assets.services.accounts import Accounts
from vidgen_assets.storage.studio import Studio

A = TypeVar("A", bound=Artifact)


class Ports(NamedTuple):
    """Who makes things, who measures them, and the services that are paid for it."""

    planner: Planner
    narrator: Narrator
    writer: SceneWriter
    renderer: Renderer
    inspector: MediaInspector
    services: tuple[PaidService, ...] = ()

    @property
    def recipe(self) -> Recipe:
        """What these makers make things from."""
        return Recipe.of(self.planner, self.narrator, self.writer, self.renderer)


class Workbench:
    """What a run works with: what was asked for, what is stored, what things are made from, and a folder to work in."""

    def __init__(self, studio: Studio, accounts: Accounts, scratch: Path, outages: OutagePolicy) -> None:
        self.requests, self.recipe, self.outages = studio.requests, studio.recipe, outages
        self._artifacts, self._accounts, self._scratch = studio.artifacts, accounts, scratch

    def section(self, context: dg.AssetExecutionContext, plan: Plan) -> Section:
        """The section of the plan that the partition names. Raises `InputError` when the plan has none such."""
        return plan.section(str(place_of(context.partition_key).section))

    def reusable(self, context: dg.AssetExecutionContext, kind: type[A], inputs: str) -> A | None:
        """What is stored, if it was made from these inputs, is whole, and the run is not tagged to make it anyway."""
        if context.run.tags.get(FORCE) == "true":
            return None
        video, section = place_of(context.partition_key)
        return self._artifacts.find(video, section, kind, inputs)

    def failed(self, context: dg.AssetExecutionContext, scene: SceneCode | None) -> FailedScene | None:
        """The scene with its fault, if it is known not to render."""
        if scene is None:
            return None
        video, section = place_of(context.partition_key)
        fault = self._artifacts.find(video, section, SceneFault, scene.version)
        return FailedScene(scene, fault) if fault else None

    def note_fault(
        self, context: dg.AssetExecutionContext, scene: SceneCode, audio: SectionAudio, error: RenderError
    ) -> None:
        """Remember that the scene did not render, so that it is not used again but mended."""
        video, section = place_of(context.partition_key)
        fault = SceneFault(inputs=scene.version, message=str(error), log=error.log, beats=audio.beats)
        self._artifacts.save(video, section, fault)

    def spent(self, context: dg.AssetExecutionContext) -> float:
        """US dollars that the video has cost so far."""
        return self._accounts.spent(place_of(context.partition_key).video)

    def folder(self, context: dg.AssetExecutionContext) -> Path:
        """A new folder for one step's files, which lasts until the run ends."""
        return Path(tempfile.mkdtemp(prefix=f"{context.asset_key.path[-1]}-", dir=self._scratch))


def workbench_resource(
    studio: Studio, accounts: Accounts, scratch: Path, outages: OutagePolicy
) -> dg.ResourceDefinition:
    """A `Workbench` whose folder, below `scratch`, lasts as long as its run.

    The store is checked first: a run that could not keep what it makes, and pays for, does not begin.
    """

    @dg.resource
    def workbench(_: dg.InitResourceContext) -> Iterator[Workbench]:
        studio.artifacts.check()
        with scratch_folder(scratch) as folder:
            yield Workbench(studio, accounts, folder, outages)

    return workbench
