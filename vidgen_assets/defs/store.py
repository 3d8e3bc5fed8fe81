"""Which store the settings mean: a folder, or a bucket with a cache before it and a spool behind it.

Neither Dagster nor anything of Google's is imported for a folder.
"""

from functools import cache
from pathlib import Path

from vidgen_assets.domain.ports import ArtifactStore
from vidgen_assets.settings import Settings
from vidgen_assets.storage.bucket_url import BucketUrl
from vidgen_assets.storage.cache import Cache
from vidgen_assets.storage.local import LocalStore
from vidgen_assets.storage.remembering import RememberingStore
from vidgen_assets.storage.spooling import SpoolingStore

_GB = 10**9


def open_store(settings: Settings) -> ArtifactStore:
    """The store; a bucket is not contacted yet."""
    if isinstance(settings.storage, BucketUrl):
        return _open_bucket(settings.storage, settings.home, int(settings.cache_gb * _GB), settings.link_hours)
    return LocalStore(settings.storage)


def open_memory(settings: Settings) -> RememberingStore:
    """The store with a memory; of a bucket, all in this process have the same one."""
    store = open_store(settings)
    return _memory_of(store) if isinstance(store, SpoolingStore) else RememberingStore(store)


@cache
def _memory_of(store: SpoolingStore) -> RememberingStore:
    return RememberingStore(store)


@cache
def _open_bucket(url: BucketUrl, home: Path, cache_bytes: int, link_hours: int) -> SpoolingStore:
    """One for all who want it, so that they share its connections."""
    # `dagster_gcp.GCSResource` gives the same client, but to import it takes more than a second, in two processes.
    from google.cloud.storage import Client

    from vidgen_assets.storage.gcs.store import GcsStore

    store = GcsStore(url, Client, Cache(home / "cache", cache_bytes), link_hours=link_hours)
    return SpoolingStore(store, home / "spool" / url.bucket / url.prefix)
