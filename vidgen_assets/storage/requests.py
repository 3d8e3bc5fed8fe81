"""`Requests`: what people asked for, one record for each video, before anything of it is made."""

from collections.abc import Iterator

from pydantic import ValidationError

from vidgen_assets.domain.errors import InputError, MissingArtifactError
from vidgen_assets.domain.ports import ArtifactStore, StoredObject
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.storage.layout import VIDEOS, request_key, unsegment


class Requests:
    """The requests of all videos, under the ids of their videos."""

    def __init__(self, store: ArtifactStore) -> None:
        self._store = store

    def save(self, request: VideoRequest) -> StoredObject:
        """Store the request, in place of an older one of the same video."""
        return self._store.write(request_key(request.video_id), request.model_dump_json(indent=2).encode())

    def load(self, video: str) -> VideoRequest:
        """The request of this video. Raises `InputError` when nobody asked for it, or the record is damaged."""
        key = request_key(video)
        try:
            return VideoRequest.model_validate_json(self._store.read(key))
        except MissingArtifactError as error:
            raise InputError(
                f"nobody has asked for this video, there is no {self._store.uri(key)}",
                field=f"partition {video}",
                fix="Ask for it with `vidgen make`; `vidgen list` shows what there is",
            ) from error
        except ValidationError as error:
            raise InputError(
                "it is damaged: not a request record",
                field=f"partition {video}",
                file=self._store.uri(key),
                fix="Ask for it again, with the same `vidgen make` as before, which writes it anew",
            ) from error

    def videos(self) -> Iterator[str]:
        """The ids of all videos that somebody asked for, in order."""
        for key in self._store.list(VIDEOS):
            _, video, *rest = key.split("/")
            if rest == ["request.json"]:
                yield unsegment(video)
