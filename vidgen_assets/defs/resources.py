"""Resources: what asset bodies are given. Each is a plain object; here is only how Dagster gets and cleans it."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

import dagster as dg

from vidgen_assets.defs.clearance import Clearance
from vidgen_assets.defs.foresight import foresee_inputs
from vidgen_assets.defs.history import slots_of
from vidgen_assets.defs.partitions import place_of
from vidgen_assets.defs.retries import OutagePolicy
from vidgen_assets.defs.scratch import scratch_folder
from vidgen_assets.defs.tags import FORCE
from vidgen_assets.domain.artifact import Artifact
from vidgen_assets.domain.errors import RenderError
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.ports import MediaInspector, Narrator, PaidService, Planner, Renderer, SceneWriter
from vidgen_assets.domain.production import AssetName, Recipe, Slot
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import FailedScene, SceneCode, SceneFault
from vidgen_assets.domain.staleness import Absent
from vidgen_assets.services.accounts import Accounts, Bill
from vidgen_assets.settings import Settings
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
        return Recipe(self.planner, self.narrator, self.writer, self.renderer)


class Workbench:
    """What a run works with: what was asked for, what is stored, what things are made from, and a folder to work in."""

    def __init__(
        self, studio: Studio, accounts: Accounts, clearance: Clearance, scratch: Path, outages: OutagePolicy
    ) -> None:
        self.requests, self.recipe, self.outages = studio.requests, studio.recipe, outages
        self._artifacts, self._accounts, self._scratch = studio.artifacts, accounts, scratch
        self._clearance = clearance

    async def admit_video(self, request: VideoRequest) -> None:
        """Raise what stands in the way of buying a plan, and of speaking it. Asked before anything is spent."""
        await self._clearance.to_think()
        await self._clearance.to_speak(request.voice, request.language)

    async def admit_section(self, context: dg.AssetExecutionContext, plan: Plan, section: Section) -> None:
        """Raise what stands in the way of all that the run has to buy for the section, not of this step alone: no scene
        is paid for that has no voice. Asked before anything is spent."""
        video = place_of(context.partition_key).video
        inputs = {AssetName.AUDIO: self.recipe.audio(plan, section), AssetName.CODE: self.recipe.code(plan, section)}
        wanted = {slot.asset for slot in slots_of(context.run)}
        slots = [Slot(name, section.key) for name in inputs if name in wanted]
        stored = await asyncio.to_thread(self._artifacts.look_at, video, slots)
        take = section.take if _is_forced(context) else None
        bought = {slot.asset for slot, one in stored.items() if not _is_fresh(one, inputs[slot.asset], take)}
        if AssetName.CODE in bought:
            await self._clearance.to_think()
        if AssetName.AUDIO in bought:
            await self._clearance.to_speak_all(plan, [section])

    def section(self, context: dg.AssetExecutionContext, plan: Plan) -> Section:
        """The section of the plan that the partition names, and the take of it that the run is to make.

        Where the run is tagged to make things anyway, that is one more than the clip's: so a run that goes on after one
        which was killed makes the same take, and pays for nothing twice. Raises `InputError` when there is no such
        section.
        """
        video, key = place_of(context.partition_key)
        section = plan.section(str(key))
        return section.model_copy(update={"take": self._artifacts.take(video, section.key) + _is_forced(context)})

    def stored(self, context: dg.AssetExecutionContext, kind: type[A], inputs: str, take: int = 0) -> A | None:
        """What is stored, if it was made from these inputs and is whole. Where the run is tagged to make it anyway, it
        has to be of this `take` already."""
        video, section = place_of(context.partition_key)
        if _is_forced(context) and not take:
            return None
        found = self._artifacts.find(video, section, kind, inputs)
        return None if found and _is_forced(context) and found.take != take else found

    def reusable(self, context: dg.AssetExecutionContext, kind: type[A], inputs: str, take: int = 0) -> A | None:
        """The same, unless it stands in for something better, which is tried for anew."""
        found = self.stored(context, kind, inputs, take)
        return None if found and found.stands_in else found

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

    def bill(self, context: dg.AssetExecutionContext) -> Bill:
        """What the video has cost so far."""
        return self._accounts.bill(place_of(context.partition_key).video)

    def folder(self, context: dg.AssetExecutionContext) -> Path:
        """A new folder for one step's files, which lasts until the run ends."""
        return Path(tempfile.mkdtemp(prefix=f"{context.asset_key.path[-1]}-", dir=self._scratch))


def build_clearance(settings: Settings, ports: Ports) -> Clearance:
    """The checks of what these makers buy from."""
    return Clearance(settings.home / ".admitted", settings.stamp, ports.narrator, ports.services)


def _is_fresh(stored: Artifact | Absent, inputs: str, take: int | None) -> bool:
    if not isinstance(stored, Artifact) or stored.stands_in:
        return False
    return stored.inputs == inputs and take in (None, stored.take)


def _is_forced(context: dg.AssetExecutionContext) -> bool:
    return context.run.tags.get(FORCE) == "true"


def workbench_resource(
    studio: Studio, accounts: Accounts, clearance: Clearance, scratch: Path, outages: OutagePolicy
) -> dg.ResourceDefinition:
    """A `Workbench` whose folder, below `scratch`, lasts as long as its run.

    The store is checked first: a run that could not keep what it makes, and pays for, does not begin. All that a run
    does sees the store as it was when the run began, but for what the run itself has changed.
    """

    @dg.resource
    def workbench(context: dg.InitResourceContext) -> Iterator[Workbench]:
        with studio.memory.remembering(), scratch_folder(scratch) as folder:
            if context.run:
                foresee_inputs(studio.outlook, context.run)
            studio.artifacts.check()
            yield Workbench(studio, accounts, clearance, folder, outages)

    return workbench
