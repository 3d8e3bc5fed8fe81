"""Whatever befalls a request, an upload or download ends right, or with an error that says what to do."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import CorruptArtifactError, StorageError
from vidgen_assets.storage.gcs.store import GcsStore
from vidgen_assets_tests.storage.conftest import StoreAt
from vidgen_assets_tests.storage.gcs.fake_server import FakeGcs
from vidgen_assets_tests.storage.gcs.faults import Fault, Trouble

# Google's client leaves the answers of refused downloads, and their sockets, to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

SMALL, LARGE = 100_000, 18 << 20
PASSING = [
    pytest.param(Trouble.STATUS, 408, id="408"),
    pytest.param(Trouble.STATUS, 429, id="429"),
    pytest.param(Trouble.STATUS, 500, id="500"),
    pytest.param(Trouble.STATUS, 503, id="503"),
    pytest.param(Trouble.RESET, 0, id="reset"),
    pytest.param(Trouble.LOST, 0, id="answer lost"),
]


@pytest.fixture(autouse=True)
def collected(store_at: StoreAt) -> Iterator[None]:
    """So that no later test has to hear of them."""
    yield
    gc.collect()


@pytest.fixture(params=[SMALL, LARGE], ids=["small", "large"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(bytes(range(256)) * (request.param // 256))
    return path


@pytest.mark.parametrize(("trouble", "code"), PASSING)
def test_an_upload_survives_what_passes(
    gcs: FakeGcs, gcs_store: GcsStore, store_at: StoreAt, file: Path, trouble: Trouble, code: int
) -> None:
    for method in ("POST", "PUT"):
        gcs.faults.add(Fault(method, "/upload", trouble, code))
    gcs_store.write("a/clip.mp4", file)
    assert store_at("elsewhere").read("a/clip.mp4") == file.read_bytes()


@pytest.mark.parametrize(("trouble", "code"), [*PASSING, pytest.param(Trouble.HALF, 0, id="half")])
def test_a_download_survives_what_passes(
    gcs: FakeGcs, gcs_store: GcsStore, store_at: StoreAt, file: Path, trouble: Trouble, code: int
) -> None:
    gcs_store.write("a/clip.mp4", file)
    gcs.faults.add(Fault("GET", "alt=media", trouble, code))
    gcs.faults.add(Fault("GET", "prettyPrint", trouble, code))
    assert store_at("elsewhere").fetch("a/clip.mp4").read_bytes() == file.read_bytes()


def test_a_download_that_breaks_goes_on_where_it_was(gcs: FakeGcs, gcs_store: GcsStore, store_at: StoreAt) -> None:
    gcs_store.write("a", b"0123456789" * 100_000)
    gcs.faults.add(Fault("GET", "alt=media", Trouble.HALF), times=3)
    assert store_at("elsewhere").read("a") == b"0123456789" * 100_000
    assert len([asked for asked in gcs.faults.asked if "alt=media" in asked]) == 4


@pytest.mark.parametrize("trouble", [Trouble.WRONG_CHECKSUM, Trouble.PARTIAL, Trouble.SPOILED])
@pytest.mark.parametrize("testbench", [False, True])
def test_an_upload_that_arrives_otherwise_is_made_again(
    gcs: FakeGcs, gcs_store: GcsStore, file: Path, trouble: Trouble, testbench: bool
) -> None:
    if testbench:
        gcs.speak_as_testbench()
    for method in ("POST", "PUT"):
        gcs.faults.add(Fault(method, "/upload", trouble))
    gcs_store.write("clip.mp4", file)
    assert gcs.bucket.get("some/prefix/clip.mp4").content.read_bytes() == file.read_bytes()


def test_a_forgotten_upload_is_begun_anew(gcs: FakeGcs, gcs_store: GcsStore, tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(bytes(LARGE))
    gcs.faults.add(Fault("PUT", "/upload", Trouble.STATUS, 410, "gone", "gone"))
    assert gcs_store.write("clip.mp4", tmp_path / "clip.mp4").size == LARGE


def test_a_download_that_comes_otherwise_is_made_again(gcs: FakeGcs, gcs_store: GcsStore, store_at: StoreAt) -> None:
    gcs_store.write("a", b"content")
    gcs.faults.add(Fault("GET", "alt=media", Trouble.FLIPPED), times=2)
    assert store_at("elsewhere").read("a") == b"content"


def test_bytes_that_always_arrive_otherwise_are_an_error_and_no_copy_of_them_is_kept(
    gcs: FakeGcs, gcs_store: GcsStore, store_at: StoreAt, tmp_path: Path
) -> None:
    gcs.faults.add(Fault("POST", "/upload", Trouble.WRONG_CHECKSUM), times=9)
    with pytest.raises(StorageError, match=r"gs://videos-bucket/some/prefix: .* damaged on its way, again and again"):
        gcs_store.write("a", b"content")
    gcs.faults.clear()
    gcs_store.write("a", b"content")
    gcs.faults.add(Fault("GET", "alt=media", Trouble.FLIPPED), times=9)
    with pytest.raises(StorageError, match="damaged on its way, again and again"):
        store_at("elsewhere").read("a")
    assert not [path for path in (tmp_path / "elsewhere").rglob("*") if path.is_file()]


def test_an_object_that_was_changed_by_another_program_is_named(gcs: FakeGcs, gcs_store: GcsStore) -> None:
    gcs_store.write("a/scene.py", b"class A: ...")
    gcs.bucket.damage("some/prefix/a/scene.py", b"class B: ...")
    with pytest.raises(CorruptArtifactError, match=r"a/scene\.py"):
        gcs_store.read("a/scene.py")


def test_an_object_without_our_checksum_is_read(gcs: FakeGcs, gcs_store: GcsStore, tmp_path: Path) -> None:
    (tmp_path / "copied").write_bytes(b"by gsutil")
    gcs.bucket.insert({"name": "some/prefix/a"}, tmp_path / "copied", None)
    assert gcs_store.read("a") == b"by gsutil"


@pytest.mark.parametrize(("trouble", "code"), [(Trouble.STATUS, 503), (Trouble.STATUS, 429), (Trouble.RESET, 0)])
def test_an_outage_ends_with_what_to_do(gcs: FakeGcs, store_at: StoreAt, trouble: Trouble, code: int) -> None:
    store = store_at(patience=0.2)
    for method in ("GET", "POST", "DELETE"):
        gcs.faults.add(Fault(method, "", trouble, code), times=999)
    for verb in (store.read, store.stat, store.list, store.delete):
        with pytest.raises(
            StorageError, match=r"gs://videos-bucket/some/prefix: .* cannot be reached .* Try again later"
        ):
            verb("a")
    with pytest.raises(StorageError, match="cannot be reached"):
        store.write("a", b"")


def test_an_object_that_is_replaced_while_it_is_read_is_read_anew(
    gcs: FakeGcs, gcs_store: GcsStore, store_at: StoreAt
) -> None:
    gcs_store.write("a", b"content")
    gcs.faults.add(Fault("GET", "alt=media", Trouble.STATUS, 404, "No such object: videos-bucket/a", "notFound"))
    assert store_at("elsewhere").read("a") == b"content"


def test_a_claim_whose_answer_was_lost_is_still_won(gcs: FakeGcs, gcs_store: GcsStore) -> None:
    gcs.faults.add(Fault("POST", "/upload", Trouble.LOST))
    assert gcs_store.claim("a", b"mine")
    assert not gcs_store.claim("a", b"another's")
    assert gcs_store.read("a") == b"mine"


@pytest.mark.parametrize("testbench", [False, True])
def test_a_claim_that_arrives_otherwise_is_made_again(gcs: FakeGcs, gcs_store: GcsStore, testbench: bool) -> None:
    if testbench:
        gcs.speak_as_testbench()
    gcs.faults.add(Fault("POST", "/upload", Trouble.SPOILED))
    assert gcs_store.claim("a", b"mine")
    assert not gcs_store.claim("a", b"another's")
    assert gcs_store.read("a") == b"mine"


@pytest.mark.parametrize("before", [True, False], ids=["in place of another", "where nothing was"])
def test_what_always_arrives_otherwise_is_told_so_in_any_dialect(
    gcs: FakeGcs, gcs_store: GcsStore, before: bool
) -> None:
    if before:
        gcs_store.write("a", b"before")
    gcs.speak_as_testbench()
    gcs.faults.add(Fault("POST", "/upload", Trouble.SPOILED), times=9)
    with pytest.raises(StorageError, match="damaged on its way, again and again"):
        gcs_store.write("a", b"content")
    assert (gcs_store.stat("a") is not None) == before


def test_of_sixteen_racers_in_a_storm_exactly_one_claims(gcs: FakeGcs, store_at: StoreAt) -> None:
    for trouble in (Trouble.LOST, Trouble.RESET, Trouble.STATUS):
        gcs.faults.add(Fault("POST", "/upload", trouble), times=5)
    with ThreadPoolExecutor(16) as pool:
        won = list(pool.map(lambda racer: store_at(patience=20.0).claim("a", str(racer).encode()), range(16)))
    assert won.count(True) == 1
    assert store_at("elsewhere").read("a") == str(won.index(True)).encode()
