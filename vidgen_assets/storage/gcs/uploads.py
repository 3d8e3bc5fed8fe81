"""Uploads: checksummed, so that an object is whole or not there; large ones in pieces, each tried again by itself."""

import io
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from google.api_core.exceptions import BadRequest, GoogleAPICallError, NotFound, PreconditionFailed
from google.cloud.storage import Blob
from google.cloud.storage.exceptions import DataCorruption

from vidgen_assets.storage.gcs.checksums import Checksums
from vidgen_assets.storage.gcs.connection import TIMEOUT_S, Connection, attempted
from vidgen_assets.storage.gcs.errors import is_no_bucket

SHA256 = "sha256"
_CLAIM = "claim"
_PIECE = 8 << 20  # bytes of one request, and held in memory; what is smaller goes up in one request
_TIMEOUT_S = 120.0  # of one piece, so that half a megabit per second is enough
_GONE = 410
_DAMAGED = (BadRequest, DataCorruption, ValueError)
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".py": "text/x-python; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".wav": "audio/wav",
}
# Objects are replaced under their names, so every copy of one has to be asked for again; and never compressed anew.
_CACHING = "private, no-cache, no-transform"


def upload(connection: Connection, name: str, content: bytes | Path, *, claim: str | None = None) -> Blob:
    """Store bytes or a file under `name`; Google refuses them if they do not have their checksum when they arrive.

    With `claim`, a word of the caller's own, raises `PreconditionFailed` when there is an object already, unless it is
    the one with that word: an answer may be lost on its way, and the question asked again.
    """
    with ExitStack() as stack:
        file = io.BytesIO(content) if isinstance(content, bytes) else stack.enter_context(content.open("rb"))
        checksums = Checksums.of(file)
        return attempted(lambda: _sent(connection, name, file, checksums, claim), *_DAMAGED)


def _blob(connection: Connection, name: str, checksums: Checksums, claim: str | None) -> Blob:
    blob = connection.bucket.blob(name, chunk_size=_PIECE)
    blob.metadata = {SHA256: checksums.sha256, **({_CLAIM: claim} if claim else {})}
    blob.cache_control = _CACHING
    blob.crc32c = checksums.crc32c
    return blob


def _sent(connection: Connection, name: str, file: BinaryIO, checksums: Checksums, claim: str | None) -> Blob:
    blob = _blob(connection, name, checksums, claim)
    file.seek(0)
    try:
        blob.upload_from_file(
            file,
            size=checksums.size,
            content_type=_TYPES.get(Path(blob.name).suffix, "application/octet-stream"),
            checksum=None,  # the client would compare only afterwards, and then remove the object
            if_generation_match=None if claim is None else 0,
            retry=connection.retry,
            timeout=_TIMEOUT_S,
        )
    except PreconditionFailed as error:
        if claim is None or not _is_there(blob, connection):  # so no other object can be what stands in the way
            raise ValueError("it was refused, as if it had arrived otherwise than it was sent") from error
        if (blob.metadata or {}).get(_CLAIM) != claim:
            raise
    except GoogleAPICallError as error:
        if error.code == _GONE:
            raise ValueError("Google forgot what was uploaded so far") from error
        raise
    if blob.crc32c != checksums.crc32c:
        raise ValueError(f"{blob.name} arrived with CRC32C {blob.crc32c}, and not {checksums.crc32c}")
    return blob


def _is_there(blob: Blob, connection: Connection) -> bool:
    try:
        blob.reload(retry=connection.retry, timeout=TIMEOUT_S)
    except NotFound as error:
        if is_no_bucket(error):
            raise
        return False
    return True
