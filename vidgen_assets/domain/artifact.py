"""`Artifact`: a value that lasts, as one JSON record and the media files beside it. Where it lasts is the store's."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Self

from pydantic import Field

from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.domain.record import Record


class MediaFile(Record):
    """A file on local disk with its checksum. A record keeps checksum and size; the path is where the file is now."""

    path: Path = Field(exclude=True)
    sha256: str
    size: int

    @classmethod
    def of(cls, path: Path) -> Self:
        """Read `path` once, in pieces, for its checksum and size (bytes)."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(path=path, sha256=digest, size=path.stat().st_size)


class Artifact(Record):
    """The base of what the five assets make.

    Attributes:
        record_name: the JSON file that holds the record, written last.
        media: for each `MediaFile` field, the name of its file.
        inputs: the fingerprint of everything that this was made from; equal inputs mean that it need not be made again.
        take: how often it had been asked for anew when it was made: 0 for what was never made again on purpose.
    """

    record_name: ClassVar[str]
    media: ClassVar[Mapping[str, str]] = {}

    inputs: str
    take: int = 0

    @property
    def stands_in(self) -> bool:
        """Whether it takes the place of something better that could not be had; a rerun tries for that anew."""
        return False

    @property
    def version(self) -> str:
        """The data version: it changes when the content does, whatever the inputs did, or the price."""
        return fingerprint(type(self).__name__, self.model_dump(mode="json", exclude={"spend", "take"}))
