"""What keeps a bucket from being used is found by one check, before anything is spent, and each has its own message."""

import datetime
from pathlib import Path

import google.auth
import pytest
from google.cloud.storage import Client
from google.oauth2.credentials import Credentials

from vidgen_assets.domain.errors import StorageError
from vidgen_assets.storage.bucket_url import BucketUrl
from vidgen_assets.storage.cache import Cache
from vidgen_assets.storage.gcs.store import GcsStore
from vidgen_assets_tests.storage.conftest import URL, StoreAt
from vidgen_assets_tests.storage.gcs.fake_bucket import PERMISSIONS
from vidgen_assets_tests.storage.gcs.fake_server import FakeGcs
from vidgen_assets_tests.storage.gcs.faults import Fault, Trouble


def test_it_is_one_request(gcs: FakeGcs, gcs_store: GcsStore) -> None:
    gcs_store.check()
    assert len(gcs.faults.asked) == 1


def test_what_was_found_lately_by_any_process_here_is_good_enough(gcs: FakeGcs, store_at: StoreAt) -> None:
    store_at().check()
    store_at().check(lately=60)
    assert len(gcs.faults.asked) == 1
    store_at("elsewhere").check(lately=60)
    store_at().check()
    assert len(gcs.faults.asked) == 3


def test_what_was_found_wrong_is_looked_at_again(gcs: FakeGcs, gcs_store: GcsStore) -> None:
    gcs.bucket.granted = frozenset()
    for _ in range(2):
        with pytest.raises(StorageError, match="no permission"):
            gcs_store.check(lately=60)
    gcs.bucket.granted = PERMISSIONS
    gcs_store.check(lately=60)


@pytest.mark.parametrize("testbench", [False, True])
def test_a_missing_bucket(gcs: FakeGcs, store_at: StoreAt, testbench: bool) -> None:
    if testbench:
        gcs.speak_as_testbench()
    store = store_at(url=BucketUrl("no-such-bucket"))
    for verb in (store.check, lambda: store.write("a", b""), lambda: store.stat("a"), lambda: store.read("a")):
        with pytest.raises(
            StorageError, match=r"gs://no-such-bucket: there is no such bucket\. .*buckets create gs://no"
        ):
            verb()


def test_a_permission_that_lacks_is_named(gcs: FakeGcs, gcs_store: GcsStore) -> None:
    gcs.bucket.granted = PERMISSIONS - {"storage.objects.create"}
    with pytest.raises(
        StorageError, match=r"no permission for storage\.objects\.create\. Grant the role in deploy/gcs"
    ):
        gcs_store.check()


@pytest.mark.parametrize(
    ("code", "message", "reason", "said"),
    [
        (
            403,
            "sa@a-project.iam.gserviceaccount.com does not have storage.objects.create access to the bucket.",
            "forbidden",
            r"no permission: sa@a-project\..* does not have .*\. Grant the role in deploy/gcs/role\.yaml",
        ),
        (
            403,
            "sa@p.iam.gserviceaccount.com does not have serviceusage.services.use access to the user project.",
            "userProjectAccessDenied",
            r"the project cannot be used with it: .* Set GOOGLE_CLOUD_PROJECT",
        ),
        (
            400,
            "Bucket is a requester pays bucket but no user project provided.",
            "required",
            r"the project cannot be used with it: .* Set GOOGLE_CLOUD_PROJECT",
        ),
        (
            403,
            "The billing account for the owning project is disabled in state absent",
            "accountDisabled",
            r"the project cannot be used with it: .*billing",
        ),
        (401, "Invalid Credentials", "authError", r"the credentials have expired .*gcloud auth application-default"),
        (503, "Backend Error", "backendError", r"cannot be reached or does not answer: Backend Error"),
    ],
)
def test_a_refusal_is_told_by_its_cause(
    gcs: FakeGcs, store_at: StoreAt, code: int, message: str, reason: str, said: str
) -> None:
    gcs.faults.add(Fault("GET", "testPermissions", Trouble.STATUS, code, message, reason), times=999)
    with pytest.raises(StorageError, match=said):
        store_at(patience=0.3, credentials=Credentials(token="a token")).check()  # noqa: S106 - it is worth nothing


def test_credentials_that_have_expired(gcs: FakeGcs, store_at: StoreAt) -> None:
    secrets = {"token": "old", "refresh_token": "revoked", "client_id": "i", "client_secret": "s"}
    expired = Credentials(**secrets, token_uri=f"{gcs.url}/token", expiry=datetime.datetime(2020, 1, 1))
    with pytest.raises(StorageError, match=r"credentials have expired or were revoked: .*invalid_grant.* Log in again"):
        store_at(credentials=expired).check()


def test_no_credentials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GOOGLE_APPLICATION_CREDENTIALS", "STORAGE_EMULATOR_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    store = GcsStore(URL, lambda: Client(credentials=google.auth.default()[0]), Cache(tmp_path, 10), link_hours=0)
    with pytest.raises(StorageError, match=r"there are no Google credentials\. Log in with `gcloud auth application"):
        store.check()
