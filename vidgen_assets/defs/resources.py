"""Resources: what asset bodies are given. Each is a plain object; here is only how Dagster gets and cleans it."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

import dagster as dg

from vidgen_assets.defs.partitions import place_of
from vidgen_assets.defs.tags import FORCE
from vidgen_assets.domain.artifact import Artifact
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.ports import MediaInspector, Narrator, Planner, Renderer, SceneWriter
from vidgen_assets.domain.production import Recipe
from vidgen_assets.storage.studio import Studio

A = TypeVar("A", bound=Artifact)
_FORGOTTEN_S = 24 * 3600.0


class Ports(NamedTuple):
    """Who makes things, and who measures them."""

    planner: Planner
    narrator: Narrator
    writer: SceneWriter
    renderer: Renderer
    inspector: MediaInspector

    @property
    def recipe(self) -> Recipe:
        """What these makers make things from."""
        return Recipe.of(self.planner, self.narrator, self.writer, self.renderer)


class Workbench:
    """What a run works with: what was asked for, what is stored, what things are made from, and a folder to work in."""

    def __init__(self, studio: Studio, scratch: Path) -> None:
        self.requests, self.recipe = studio.requests, studio.recipe
        self._artifacts, self._scratch = studio.artifacts, scratch

    def section(self, context: dg.AssetExecutionContext, plan: Plan) -> Section:
        """The section of the plan that the partition names. Raises `InputError` when the plan has none such."""
        return plan.section(str(place_of(context.partition_key).section))

    def reusable(self, context: dg.AssetExecutionContext, kind: type[A], inputs: str) -> A | None:
        """What is stored, if it was made from these inputs, is whole, and the run is not tagged to make it anyway."""
        if context.run.tags.get(FORCE) == "true":
            return None
        video, section = place_of(context.partition_key)
        return self._artifacts.find(video, section, kind, inputs)

    def folder(self, context: dg.AssetExecutionContext) -> Path:
        """A new folder for one step's files, which lasts until the run ends."""
        return Path(tempfile.mkdtemp(prefix=f"{context.asset_key.path[-1]}-", dir=self._scratch))


def workbench_resource(studio: Studio, scratch: Path) -> dg.ResourceDefinition:
    """A `Workbench` whose folder, below `scratch`, goes when its run ends; a killed run's goes a day later.

    The store is checked first: a run that could not keep what it makes, and pays for, does not begin.
    """

    @dg.resource
    def workbench(_: dg.InitResourceContext) -> Iterator[Workbench]:
        studio.artifacts.check()
        scratch.mkdir(parents=True, exist_ok=True)
        _forget(scratch)
        with tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as folder:
            yield Workbench(studio, Path(folder))

    return workbench


def _forget(scratch: Path) -> None:
    for folder in scratch.iterdir():
        if folder.stat().st_mtime < time.time() - _FORGOTTEN_S:
            shutil.rmtree(folder, ignore_errors=True)
