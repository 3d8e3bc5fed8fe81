"""`Artifacts`: typed values to files and back, over any store. When they are made or reused is not decided here."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from pydantic import ValidationError

from vidgen_assets.domain.artifact import Artifact, MediaFile
from vidgen_assets.domain.errors import CorruptArtifactError, MissingArtifactError, SpooledError
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.ports import ArtifactStore, StoredObject
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.scene import SceneCode, SceneFault
from vidgen_assets.domain.staleness import Absent, Catalog
from vidgen_assets.domain.video import FinalVideo, SectionClip
from vidgen_assets.storage.at_once import at_once, together
from vidgen_assets.storage.layout import folder

A = TypeVar("A", bound=Artifact)

_LATELY_S = 60.0


class Artifacts:
    """The artifacts of all videos. A record is written after its media, so that it never promises what is not there."""

    def __init__(self, store: ArtifactStore) -> None:
        self._store = store

    def save(self, video: str, section: str | None, artifact: Artifact) -> tuple[StoredObject, ...]:
        """Store media, all at once, and then the record: when this returns, they last. The record's comes last."""
        base = folder(video, section)
        files = [(base + name, getattr(artifact, field).path) for field, name in artifact.media.items()]
        media = at_once(self._put, files)
        record = artifact.model_dump_json(indent=2).encode()
        return (*media, self._store.write(base + artifact.record_name, record))

    def load(self, video: str, section: str | None, kind: type[A]) -> A:
        """The value, every byte of its media checked.

        Raises `MissingArtifactError`, or `CorruptArtifactError`; then its record is removed, so that it counts as not
        made and is made again.
        """
        try:
            return self._verified(folder(video, section), kind)
        except CorruptArtifactError:
            self._store.delete(folder(video, section) + kind.record_name)
            raise

    def find(self, video: str, section: str | None, kind: type[A], inputs: str) -> A | None:
        """The value, if there is one that was made from `inputs` and is whole; media of another are not looked at."""
        try:
            if self._fields(folder(video, section), kind).get("inputs") != inputs:
                return None
            found = self.load(video, section, kind)
        except (MissingArtifactError, CorruptArtifactError):
            return None
        return found if found.inputs == inputs else None

    def look(self, video: str, slot: Slot) -> Artifact | Absent:
        """What a glance at record, names and sizes tells; no media is read, and their paths are not for opening."""
        base, kind = folder(video, slot.section), slot.asset.kind
        try:
            fields = self._fields(base, kind)
            if kind is not SceneCode:
                return self._glance(base, kind, fields)
            found, fault = together(lambda: self._glance(base, kind, fields), lambda: self._fault(base))
        except MissingArtifactError:
            return Absent()
        except CorruptArtifactError:
            return Absent("has a damaged record")
        if fault is not None and isinstance(found, SceneCode) and fault.inputs == found.version:
            return Absent(f"did not render: {fault.message}")
        return found

    def promised(self, video: str, slot: Slot, key: str) -> StoredObject:
        """One of its files as its record describes it. Raises `MissingArtifactError` and `CorruptArtifactError`."""
        base, kind = folder(video, slot.section), slot.asset.kind
        fields = self._fields(base, kind)
        return next(
            StoredObject(self._store.uri(key), fields[field].get("size", 0))
            for field, name in kind.media.items()
            if base + name == key
        )

    def take(self, video: str, section: str) -> int:
        """Which take of a section its clip is: the last one that was finished. 0 where there is no record of it."""
        try:
            found = self._fields(folder(video, section), SectionClip).get("take", 0)
        except (MissingArtifactError, CorruptArtifactError):
            return 0
        return found if isinstance(found, int) else 0

    def catalog(self, video: str, plan: Plan) -> Catalog:
        """A glance at everything that follows from the plan."""
        by_section = (AssetName.AUDIO, AssetName.CODE, AssetName.CLIP)
        slots = [Slot(name, section.key) for section in plan.sections for name in by_section]
        return self.look_at(video, [*slots, Slot(AssetName.FINAL)])

    def look_at(self, video: str, slots: Sequence[Slot]) -> Catalog:
        """A glance at each of these, all at once."""
        return dict(zip(slots, at_once(lambda slot: self.look(video, slot), slots), strict=True))

    def uri(self, video: str, section: str | None, name: str) -> str:
        """Where a person finds the file called `name` of a video or section."""
        return self._store.uri(folder(video, section) + name)

    def link(self, video: str, section: str | None, name: str) -> str | None:
        """An ``https`` address of that file, if the store has such a thing."""
        return self._store.link(folder(video, section) + name)

    def watch_link(self, video: str) -> str | None:
        """An ``https`` address of the page of a finished video, at which the video plays as long as the link works."""
        page, film = (self.link(video, None, FinalVideo.media[field]) for field in ("page", "mp4"))
        if page is None or film is None or not urlsplit(page).query:
            return page
        return f"{page}#video={quote(film, safe='')}"  # a signed page may not read what lies beside it

    def check(self) -> None:
        """Raise `StorageError`, saying what to do, when nothing could be stored. Asked before anything is spent."""
        self._store.check(lately=_LATELY_S)

    def _fault(self, base: str) -> SceneFault | None:
        try:
            return self._verified(base, SceneFault)
        except (MissingArtifactError, CorruptArtifactError):
            return None

    def _glance(self, base: str, kind: type[Artifact], fields: dict[str, Any]) -> Artifact | Absent:
        found = at_once(lambda name: self._store.stat(base + name), kind.media.values())
        for (field, name), stored in zip(kind.media.items(), found, strict=True):
            if stored is None or stored.size != fields[field].get("size"):
                return Absent(f"lacks its {name}" if stored is None else f"has a damaged {name}")
            fields[field]["path"] = stored.uri
        return _parsed(base, kind, fields)

    def _put(self, file: tuple[str, Path]) -> StoredObject:
        key, path = file
        try:
            return self._store.write(key, path)
        except SpooledError:  # the record is sent after it, or is spooled too, which is said then
            return StoredObject(self._store.uri(key), path.stat().st_size)

    def _verified(self, base: str, kind: type[A]) -> A:
        keys = [base + name for name in kind.media.values()]
        fields, files = together(lambda: self._fields(base, kind), lambda: at_once(self._media, keys))
        for (field, name), found in zip(kind.media.items(), files, strict=True):
            if (found.sha256, found.size) != (fields[field].get("sha256"), fields[field].get("size")):
                raise CorruptArtifactError(base + name, "its bytes are not those that its record names")
            fields[field]["path"] = found.path
        return _parsed(base, kind, fields)

    def _media(self, key: str) -> MediaFile:
        try:
            return MediaFile.of(self._store.fetch(key))
        except MissingArtifactError as error:
            raise CorruptArtifactError(key, "its record is there but the file is not") from error

    def _fields(self, base: str, kind: type[Artifact]) -> dict[str, Any]:
        key = base + kind.record_name
        try:
            fields = json.loads(self._store.read(key))
        except ValueError as error:
            raise CorruptArtifactError(key, "it is not JSON") from error
        if not isinstance(fields, dict) or not all(isinstance(fields.get(field), dict) for field in kind.media):
            raise CorruptArtifactError(key, f"it is not a {kind.__name__} record")
        return fields


def _parsed(base: str, kind: type[A], fields: dict[str, Any]) -> A:
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        raise CorruptArtifactError(base + kind.record_name, f"it is not a {kind.__name__} record") from error
