"""`Studio`: what is stored, seen with the eyes of who makes things: what of a video is stale. It makes nothing."""

from typing import NamedTuple, Self

from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.production import AssetName, Recipe, Slot
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.staleness import Stale, stale, stale_plan, stand_ins
from vidgen_assets.storage.artifacts import Artifacts
from vidgen_assets.storage.outlook import Outlook
from vidgen_assets.storage.remembering import RememberingStore
from vidgen_assets.storage.requests import Requests


class Studio(NamedTuple):
    """Requests and artifacts in one store, what artifacts are made from, and the store's memory."""

    artifacts: Artifacts
    requests: Requests
    recipe: Recipe
    memory: RememberingStore

    @classmethod
    def of(cls, memory: RememberingStore, recipe: Recipe) -> Self:
        """The studio whose store this is."""
        return cls(Artifacts(memory), Requests(memory), recipe, memory)

    @property
    def outlook(self) -> Outlook:
        """By which is said what will be looked at soon."""
        return Outlook(self.memory)

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
