"""Looking at what is stored, without Dagster: which videos there are, and what of each."""

from typing import NamedTuple, Self

from vidgen_assets.defs.store import open_store
from vidgen_assets.domain.errors import InputError
from vidgen_assets.settings import Settings
from vidgen_assets.storage.artifacts import Artifacts
from vidgen_assets.storage.requests import Requests


class Stored(NamedTuple):
    """Requests and artifacts in one store."""

    requests: Requests
    artifacts: Artifacts

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """What is in the store that the settings name."""
        store = open_store(settings)
        return cls(Requests(store), Artifacts(store))

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
