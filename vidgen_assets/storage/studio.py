"""`Studio`: what is stored, seen with the eyes of who makes things: what of a video is stale. It makes nothing."""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple, Self

from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.production import AssetName, Recipe, Slot
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import SceneFault
from vidgen_assets.domain.staleness import Stale, stale, stale_plan, stand_ins
from vidgen_assets.storage.artifacts import Artifacts
from vidgen_assets.storage.layout import folder, request_key
from vidgen_assets.storage.remembering import RememberingStore
from vidgen_assets.storage.requests import Requests


class Studio(NamedTuple):
    """Requests and artifacts in one store, what artifacts are made from, and the store's memory.

    What is foreseen is asked for while other things are done, and is known when it is needed.
    """

    artifacts: Artifacts
    requests: Requests
    recipe: Recipe
    memory: RememberingStore

    @classmethod
    def of(cls, memory: RememberingStore, recipe: Recipe) -> Self:
        """The studio whose store this is."""
        return cls(Artifacts(memory), Requests(memory), recipe, memory)

    def foresee(self, video: str, slots: Iterable[Slot]) -> None:
        """Their records will be looked at."""
        for slot in slots:
            self.memory.foresee(partial(self.memory.read, _record(video, slot)))

    def foresee_all(self, video: str, slots: Iterable[Slot]) -> None:
        """These will be loaded, with their files."""
        wanted = list(slots)
        self.foresee(video, wanted)
        for slot in wanted:
            for key in _files(video, slot):
                self.memory.foresee(partial(self.memory.fetch, key))

    def foresee_request(self, video: str) -> None:
        """What was asked for will be looked at."""
        self.memory.foresee(partial(self.memory.read, request_key(video)))

    def renew(self, video: str, slot: Slot) -> None:
        """It was made just now, and will be looked at."""
        told = [_record(video, slot)]
        if slot.asset is AssetName.CODE:
            told.append(folder(video, slot.section) + SceneFault.record_name)
        files = _files(video, slot)
        self.memory.forget([*told, *files])
        for key in told:
            self.memory.foresee(partial(self.memory.read, key))
        for key in files:
            self.memory.foresee(partial(self.memory.stat, key))

    def plan(self, video: str) -> Plan | None:
        """The stored plan of the video."""
        stored = self.artifacts.look(video, Slot(AssetName.PLAN))
        return stored if isinstance(stored, Plan) else None

    def stand_ins(self, video: str) -> tuple[Slot, ...]:
        """What of the video stands in for something better."""
        plan = self.plan(video)
        keys = [section.key for section in plan.sections] if plan else []
        slots = [Slot(name, key) for key in keys for name in (AssetName.AUDIO, AssetName.CODE)]
        return stand_ins(self.artifacts.look_at(video, slots))

    def stale_plan(self, request: VideoRequest) -> Stale | None:
        """Whether and why the stored plan is not the one of this request."""
        return stale_plan(self.recipe, request, self.artifacts.look(request.video_id, Slot(AssetName.PLAN)))

    def stale(self, video: str, plan: Plan) -> tuple[Stale, ...]:
        """What follows from the plan and is not stored so."""
        return stale(self.recipe, plan, self.artifacts.catalog(video, plan))


def _record(video: str, slot: Slot) -> str:
    return folder(video, slot.section) + slot.asset.kind.record_name


def _files(video: str, slot: Slot) -> tuple[str, ...]:
    return tuple(folder(video, slot.section) + name for name in slot.asset.kind.media.values())
