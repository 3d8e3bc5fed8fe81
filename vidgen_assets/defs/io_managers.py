"""The IO manager: an asset's typed value to files and back. The layout and its guarantees are `storage`'s."""

from typing import cast

import dagster as dg

from vidgen_assets.defs.metadata import places
from vidgen_assets.defs.partitions import Place, place_of
from vidgen_assets.defs.pools import give_back
from vidgen_assets.domain.artifact import Artifact
from vidgen_assets.domain.errors import MissingArtifactError
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.production import AssetName
from vidgen_assets.storage.artifacts import Artifacts
from vidgen_assets.storage.at_once import at_once


class ArtifactIOManager(dg.IOManager):
    """Stores every asset of this package. An input by many partitions is a dict by section key, of those there are.

    The steps of a run see a value as the first of them saw or made it, and load it no second time.
    """

    def __init__(self, artifacts: Artifacts) -> None:
        self._artifacts = artifacts
        self._run, self._seen = "", dict[tuple[AssetName, Place], Artifact]()

    def handle_output(self, context: dg.OutputContext, obj: Artifact) -> None:
        """Store the value, and say where."""
        video, section = place_of(context.asset_partition_key)
        give_back(context)
        stored = self._artifacts.save(video, section, obj)
        self._seen_in(context.run_id)[AssetName(context.asset_key.path[-1]), Place(video, section)] = obj
        where = places(self._artifacts, video, section, type(obj))
        context.add_output_metadata({**where, "bytes": sum(file.size for file in stored)})

    def load_input(self, context: dg.InputContext) -> Artifact | dict[str, Artifact]:
        """The value, or those of all sections that have one."""
        name = AssetName(context.asset_key.path[-1])
        wanted = [place_of(key) for key in context.asset_partition_keys]
        seen = self._seen_in(context.step_context.run_id)
        if len(wanted) == 1:
            return seen.get((name, wanted[0])) or seen.setdefault((name, wanted[0]), self._load(name, wanted[0]))
        plan = seen.get((AssetName.PLAN, Place(wanted[0].video, None)))
        if isinstance(plan, Plan):  # what an older plan had more is of no use, and would have to be looked for
            wanted = [place for place in wanted if place.section in {section.key for section in plan.sections}]
        values = at_once(lambda place: self._optional(name, place), wanted)
        found = zip((place.section for place in wanted), values, strict=True)
        return {cast(str, section): value for section, value in found if value is not None}

    def _seen_in(self, run: str) -> dict[tuple[AssetName, Place], Artifact]:
        if run != self._run:
            self._run, self._seen = run, {}
        return self._seen

    def _load(self, name: AssetName, place: Place) -> Artifact:
        return self._artifacts.load(place.video, place.section, name.kind)

    def _optional(self, name: AssetName, place: Place) -> Artifact | None:
        try:
            return self._load(name, place)
        except MissingArtifactError:
            return None
