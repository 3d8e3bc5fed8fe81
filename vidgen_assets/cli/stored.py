"""Looking at what is stored, without Dagster: which videos there are, and what of each."""

import contextlib
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple, Self

from vidgen_assets.defs.store import open_store
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.plan import SECTION_KEYS
from vidgen_assets.domain.production import AssetName, Slot, section_slots
from vidgen_assets.settings import Settings
from vidgen_assets.storage.artifacts import Artifacts
from vidgen_assets.storage.outlook import Outlook
from vidgen_assets.storage.remembering import RememberingStore
from vidgen_assets.storage.requests import Requests

_USUAL = SECTION_KEYS[:5]
"""The sections that most videos have; how many this one has, its plan says, when it is too late to ask ahead."""


class Stored(NamedTuple):
    """Requests and artifacts in one store, and its memory."""

    requests: Requests
    artifacts: Artifacts
    memory: RememberingStore

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """What is in the store that the settings name."""
        memory = RememberingStore(open_store(settings))
        return cls(Requests(memory), Artifacts(memory), memory)

    @contextlib.contextmanager
    def looking_ahead(self, video: str) -> Iterator[None]:
        """Remember what is seen; and begin, while other things are done, to look at what a production asks first."""
        with self.memory.remembering():
            self.memory.foresee(self.artifacts.check)
            self.memory.foresee(lambda: self.requests.load(video))
            for asset in (AssetName.PLAN, AssetName.FINAL):
                self.memory.foresee(partial(self.artifacts.look, video, Slot(asset)))
            Outlook(self.memory).records(video, [slot for key in _USUAL for slot in section_slots(key)])
            yield

    def find(self, name: str) -> str:
        """The id of the video that is called `name`, or of the only one that begins so. Raises `InputError`."""
        videos = tuple(self.requests.videos())
        if name in videos:
            return name
        found = [video for video in videos if name and video.startswith(name)]
        if not found:
            raise InputError(f"no video begins with {name!r}", field="VIDEO", fix="`vidgen list` shows those there are")
        if len(found) > 1:
            raise InputError(f"{name!r} begins {', '.join(found)}", field="VIDEO", fix="Give more of the name")
        return found[0]
