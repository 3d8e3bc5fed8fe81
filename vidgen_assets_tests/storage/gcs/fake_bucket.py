"""A bucket as Google keeps one: objects with generations and checksums, on disk, and preconditions that hold."""

import base64
import secrets
import shutil
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import google_crc32c

PERMISSIONS = frozenset(f"storage.objects.{verb}" for verb in ("create", "delete", "get", "list"))


class Refusal(Exception):  # noqa: N818 - it is an answer
    """What Google answers instead of doing it."""

    def __init__(self, code: int, message: str, reason: str = "") -> None:
        super().__init__(message)
        self.code, self.reason = code, reason


class Stored(NamedTuple):
    """An object: its metadata as JSON has them, and the file with its content."""

    metadata: Mapping[str, Any]
    content: Path


class FakeBucket:
    """Objects of one bucket. `granted` is what the account may do, `spoiled` the answer to a checksum that is wrong."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self._folder = name, folder
        self.granted, self.spoiled = PERMISSIONS, 400
        self._lock = threading.Lock()
        self._objects: dict[str, Stored] = {}
        self._generation = 0

    def insert(self, metadata: Mapping[str, Any], content: Path, if_generation: str | None) -> Mapping[str, Any]:
        found = _crc32c(content)
        if metadata.get("crc32c", found) != found:
            raise Refusal(
                self.spoiled, f"Provided CRC32C {metadata['crc32c']!r} doesn't match calculated CRC32C {found!r}."
            )
        with self._lock:
            now = self._objects.get(metadata["name"])
            if if_generation is not None and if_generation != (now.metadata["generation"] if now else "0"):
                raise Refusal(412, "At least one of the pre-conditions you specified did not hold.", "conditionNotMet")
            self._generation += 1
            kept = content.replace(self._folder / f"object-{self._generation}")
            described = {
                **metadata,
                "bucket": self.name,
                "generation": str(self._generation),
                "updated": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
                "size": str(kept.stat().st_size),
                "crc32c": found,
            }
            self._objects[metadata["name"]] = Stored(described, kept)
            return described

    def get(self, name: str, generation: str | None = None) -> Stored:
        found = self._objects.get(name)
        if found is None or generation not in (None, found.metadata["generation"]):
            raise Refusal(404, f"No such object: {self.name}/{name}", "notFound")
        return found

    def copy(self, name: str, generation: str | None, to: str) -> Mapping[str, Any]:
        found = self._at(name, generation)
        fresh = self._folder / f"copy-{secrets.token_hex(8)}"
        shutil.copyfile(found.content, fresh)
        return self.insert({**found.metadata, "name": to}, fresh, None)

    def delete(self, name: str, generation: str | None) -> None:
        self._at(name, generation)
        del self._objects[name]

    def _at(self, name: str, generation: str | None) -> Stored:
        found = self.get(name)
        if generation not in (None, found.metadata["generation"]):
            raise Refusal(412, "At least one of the pre-conditions you specified did not hold.", "conditionNotMet")
        return found

    def page(self, prefix: str, token: str, size: int) -> tuple[list[Mapping[str, Any]], str | None]:
        names = [name for name in sorted(self._objects) if name.startswith(prefix) and name > token]
        page = names[:size]
        return [self._objects[name].metadata for name in page], page[-1] if len(names) > size else None

    def damage(self, name: str, content: bytes) -> None:
        """Change an object behind the back of whoever stored it, as another program would."""
        metadata, file = self._objects[name]
        file.write_bytes(content)
        changed = {"generation": str(self._generation + 1), "size": str(len(content)), "crc32c": _crc32c(file)}
        self._generation += 1
        self._objects[name] = Stored({**metadata, **changed}, file)

    def names(self) -> list[str]:
        return sorted(self._objects)


def _crc32c(file: Path) -> str:
    crc = 0
    for piece in pieces(file):
        crc = google_crc32c.extend(crc, piece)
    return base64.b64encode(crc.to_bytes(4, "big")).decode()


def pieces(file: Path, start: int = 0) -> Iterator[bytes]:
    """The content of a file from `start` on, never held whole."""
    with file.open("rb") as opened:
        opened.seek(start)
        while piece := opened.read(1 << 18):
            yield piece
