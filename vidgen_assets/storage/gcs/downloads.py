"""Downloads: streamed to the local cache, resumed where they broke off, and checked in whole before they are there."""

import contextlib
import shutil
from pathlib import Path

from google.cloud.storage import Blob
from google.cloud.storage.exceptions import DataCorruption

from vidgen_assets.domain.errors import CorruptArtifactError
from vidgen_assets.storage.cache import Cache
from vidgen_assets.storage.gcs.checksums import Checksums, crc32c
from vidgen_assets.storage.gcs.connection import TIMEOUT_S, Connection, attempted
from vidgen_assets.storage.gcs.uploads import SHA256


class Downloads:
    """Local copies of objects, each of the generation that was looked up; a copy that was damaged is replaced."""

    def __init__(self, connection: Connection, cache: Cache) -> None:
        self._connection, self._cache = connection, cache

    def get(self, blob: Blob) -> Path:
        """A file with the content of an object that was looked up. Raises `NotFound` when it is replaced meanwhile."""
        place = self._place(blob)
        if _is_whole(place, blob):
            self._cache.touch(place)
        else:
            attempted(lambda: self._download(blob, place), ValueError)
        return place

    def content(self, name: str, generation: str) -> bytes:
        """The bytes of a small object, as its one request brings them. Raises `NotFound` when it was replaced."""
        blob = self._connection.bucket.blob(name, generation=int(generation))
        how = {"raw_download": True, "retry": self._connection.retry, "timeout": TIMEOUT_S}
        content: bytes = attempted(lambda: blob.download_as_bytes(checksum="crc32c", **how), DataCorruption)
        return content

    def keep(self, blob: Blob, content: bytes | Path) -> None:
        """Have a copy of what was just uploaded, which is likely to be wanted next; without one it is downloaded."""
        with contextlib.suppress(OSError), self._cache.filling(self._place(blob)) as staged:
            if isinstance(content, bytes):
                staged.write_bytes(content)
            else:
                shutil.copyfile(content, staged)

    def is_copy(self, content: bytes | Path) -> bool:
        """Whether this is a file of the cache, so that the object may be as it is already."""
        return isinstance(content, Path) and self._cache.holds(content)

    def is_copy_of(self, content: bytes | Path, blob: Blob | None) -> bool:
        """Whether this is our copy of this very object."""
        return blob is not None and content == self._place(blob)

    def _place(self, blob: Blob) -> Path:
        return self._cache.place(f"{blob.bucket.name}/{blob.name}", str(blob.generation))

    def _download(self, blob: Blob, place: Path) -> None:
        with self._cache.filling(place) as staged:
            with staged.open("wb") as file:
                blob.download_to_file(
                    file, raw_download=True, checksum=None, retry=self._connection.retry, timeout=TIMEOUT_S
                )
            # The client does not compare checksums when it had to resume.
            with staged.open("rb") as file:
                found = Checksums.of(file)
            if (found.crc32c, found.size) != (blob.crc32c, blob.size):
                raise ValueError(f"{blob.name} came with CRC32C {found.crc32c}, and not {blob.crc32c}")
            _check_content(blob, found)


def _is_whole(place: Path, blob: Blob) -> bool:
    try:
        return place.stat().st_size == blob.size and crc32c(place) == str(blob.crc32c)
    except FileNotFoundError:
        return False


def _check_content(blob: Blob, found: Checksums) -> None:
    """What was put there by other means than ours has no SHA-256, which is no fault."""
    if (blob.metadata or {}).get(SHA256, found.sha256) != found.sha256:
        raise CorruptArtifactError(blob.name, "its bytes are not those that were stored")
