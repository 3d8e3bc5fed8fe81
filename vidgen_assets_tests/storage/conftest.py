from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from google.auth.credentials import AnonymousCredentials
from google.cloud.storage import Client

from vidgen_assets.storage.bucket_url import BucketUrl
from vidgen_assets.storage.cache import Cache
from vidgen_assets.storage.gcs.store import GcsStore
from vidgen_assets_tests.storage.gcs.fake_server import FakeGcs, serving

URL = BucketUrl("videos-bucket", "some/prefix")
StoreAt = Callable[..., GcsStore]


@pytest.fixture
def gcs(tmp_path: Path) -> Iterator[FakeGcs]:
    """A server that speaks Google's API, with one empty bucket."""
    folder = tmp_path / "google"
    folder.mkdir()
    with serving(folder) as fake:
        yield fake


@pytest.fixture
def store_at(gcs: FakeGcs, tmp_path: Path) -> Iterator[StoreAt]:
    """Makes stores in the bucket of the server; those with different `machine` share no cache."""
    clients: list[Client] = []

    def make(machine: str = "here", url: BucketUrl = URL, patience: float = 3.0, **client: object) -> GcsStore:
        def connect() -> Client:
            arguments = {"project": "p", "credentials": AnonymousCredentials(), **client}
            clients.append(Client(client_options={"api_endpoint": gcs.url}, **arguments))
            return clients[-1]

        return GcsStore(url, connect, Cache(tmp_path / machine, 10**9), link_hours=1, patience=patience)

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def gcs_store(store_at: StoreAt) -> GcsStore:
    return store_at()
