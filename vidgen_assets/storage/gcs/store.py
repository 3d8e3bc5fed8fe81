"""`GcsStore`: a bucket as an `ArtifactStore`. What keys mean is not known here, nor what to do about an outage."""

import contextlib
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from google.api_core.exceptions import NotFound, PreconditionFailed
from google.cloud.storage import Blob, Client

from vidgen_assets.domain.errors import MissingArtifactError, StorageError
from vidgen_assets.domain.ports import ListedObject, StoredObject
from vidgen_assets.storage.bucket_url import BucketUrl
from vidgen_assets.storage.cache import Cache
from vidgen_assets.storage.gcs.checking import check
from vidgen_assets.storage.gcs.connection import TIMEOUT_S, Connection, attempted
from vidgen_assets.storage.gcs.downloads import Downloads
from vidgen_assets.storage.gcs.errors import explained, is_no_bucket
from vidgen_assets.storage.gcs.links import link
from vidgen_assets.storage.gcs.uploads import upload
from vidgen_assets.storage.keys import is_key, segments

_MAX_NAME_BYTES = 1024


class GcsStore:
    """Each object is the one in the bucket whose name is the URL's prefix and the key: a folder can be copied there.

    Args:
        url: the bucket and prefix.
        connect: makes Google's client; it is called when the bucket is first needed.
        cache: where copies of objects are kept, from which they are read.
        link_hours: how long links work without an account; 0 for links that need one.
        patience: seconds for which a request is tried again before it counts as failed.
    """

    def __init__(
        self, url: BucketUrl, connect: Callable[[], Client], cache: Cache, *, link_hours: int, patience: float = 120.0
    ) -> None:
        self._url, self._link_hours = url, link_hours
        self._connection = Connection(url, connect, patience)
        self._cache, self._downloads = cache, Downloads(self._connection, cache)

    def read(self, key: str, generation: str | None = None) -> bytes:
        """A small object, whole; from the cache when it has not changed. One whose generation is known is not looked
        up before, and not cached."""
        if generation is None:
            return self.fetch(key).read_bytes()
        name = self._name(key)
        with explained(self._url):
            try:
                return self._downloads.content(name, generation)
            except NotFound as error:
                if is_no_bucket(error):
                    raise
                raise MissingArtifactError(key) from error

    def fetch(self, key: str) -> Path:
        """A copy in the cache of the object as it is now."""
        name = self._name(key)
        with explained(self._url):
            return attempted(lambda: self._fetched(key, name), NotFound)

    def write(self, key: str, content: bytes | Path) -> StoredObject:
        """Upload bytes or a file. Our own copy of the object as it is there, from `fetch`, is not sent again."""
        name = self._name(key)
        with explained(self._url):
            found = self._look(name) if self._downloads.is_copy(content) else None
            if found is None or not self._downloads.is_copy_of(content, found):
                found = upload(self._connection, name, content)
                self._downloads.keep(found, content)
        return StoredObject(self.uri(key), int(found.size))

    def claim(self, key: str, content: bytes) -> bool:
        """Create the object if there is none; Google decides who of many is first."""
        name = self._name(key)
        with explained(self._url):
            try:
                upload(self._connection, name, content, claim=secrets.token_hex(16))
            except PreconditionFailed:
                return False
        return True

    def stat(self, key: str) -> StoredObject | None:
        """What is under the key, or None."""
        name = self._name(key)
        with explained(self._url):
            found = self._look(name)
        return None if found is None else StoredObject(self.uri(key), int(found.size))

    def list(self, prefix: str) -> Iterator[str]:
        """The keys that start with `prefix`, in order; what others put there under no such key is passed over."""
        with explained(self._url):
            keys = sorted(self._url.key(blob.name) for blob in self._blobs(prefix, "items(name),nextPageToken"))
        return filter(is_key, keys)

    def scan(self, prefix: str) -> Iterator[ListedObject]:
        """What is under the keys that start with `prefix`, a page at a time."""
        with explained(self._url):
            fields = "items(name,size,updated,generation),nextPageToken"
            for blob in self._blobs(prefix, fields):
                if is_key(key := self._url.key(blob.name)):
                    yield ListedObject(key, int(blob.size), blob.updated.timestamp(), str(blob.generation))

    def move(self, key: str, generation: str, to: str) -> bool:
        """Copy the object within Google's service, and remove it there unless something newer is in its place."""
        name, target = self._name(key), self._name(to)
        with explained(self._url):
            source, number = self._connection.bucket.blob(name), int(generation)
            try:
                self._copy(source, self._connection.bucket.blob(target), number)
            except (NotFound, PreconditionFailed) as error:
                if isinstance(error, NotFound) and is_no_bucket(error):
                    raise
                return False
            with contextlib.suppress(NotFound, PreconditionFailed):
                source.delete(if_generation_match=number, retry=self._connection.retry, timeout=TIMEOUT_S)
        return True

    def _copy(self, source: Blob, target: Blob, generation: int) -> None:
        """Google copies large objects in pieces, each of which has to be asked for."""
        token, how = None, {"retry": self._connection.retry, "timeout": TIMEOUT_S}
        while True:
            token, _, _ = target.rewrite(source, token=token, if_source_generation_match=generation, **how)
            if token is None:
                break

    def is_settled(self, key: str) -> bool:
        """True: an object is there when all of it is."""
        self._name(key)
        return True

    def delete(self, key: str) -> None:
        """Remove an object."""
        name = self._name(key)
        with explained(self._url), contextlib.suppress(NotFound):
            self._connection.bucket.blob(name).delete(retry=self._connection.retry, timeout=TIMEOUT_S)

    def uri(self, key: str) -> str:
        """The ``gs://`` URI of the object."""
        return f"gs://{self._url.bucket}/{self._name(key)}"

    def link(self, key: str) -> str:
        """A signed link where the credentials can sign, else one to Google's console."""
        with explained(self._url):
            return link(self._connection.bucket.blob(self._name(key)), self._link_hours)

    def check(self, *, lately: float = 0.0) -> None:
        """Ask Google whether the bucket is there and may be used. Raises `StorageError`."""
        stamp = self._cache.place(str(self._url), "checked")
        if not _is_younger(stamp, lately):
            check(self._connection)
            with explained(self._url), self._cache.filling(stamp) as staged:
                staged.touch()

    def _blobs(self, prefix: str, fields: str) -> Iterable[Blob]:
        found: Iterable[Blob] = self._connection.bucket.list_blobs(
            prefix=self._url.name(prefix), fields=fields, retry=self._connection.retry, timeout=TIMEOUT_S
        )
        return found

    def _fetched(self, key: str, name: str) -> Path:
        found = self._look(name)
        if found is None:
            raise MissingArtifactError(key)
        return self._downloads.get(found)

    def _look(self, name: str) -> Blob | None:
        blob = self._connection.bucket.blob(name)
        try:
            blob.reload(retry=self._connection.retry, timeout=TIMEOUT_S)
        except NotFound as error:
            if is_no_bucket(error):
                raise
            return None
        return blob

    def _name(self, key: str) -> str:
        name = self._url.name("/".join(segments(key)))
        if len(name.encode()) > _MAX_NAME_BYTES:
            raise StorageError(f"{key!r} is not a key: with its prefix it has more than {_MAX_NAME_BYTES} bytes")
        return name


def _is_younger(file: Path, seconds: float) -> bool:
    try:
        return time.time() - file.stat().st_mtime < seconds
    except FileNotFoundError:
        return False
