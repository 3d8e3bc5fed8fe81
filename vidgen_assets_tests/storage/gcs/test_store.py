"""What is particular to a bucket: metadata, memory of copies, links, and what it costs in requests."""

from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from vidgen_assets.storage.gcs.store import GcsStore
from vidgen_assets_tests.storage.conftest import StoreAt
from vidgen_assets_tests.storage.gcs.fake_server import FakeGcs


def asked(gcs: FakeGcs) -> Iterator[str]:
    """What was asked since the last time, in short."""
    for line in gcs.faults.asked:
        method, _, target = line.partition(" ")
        yield f"{method} media" if "alt=media" in target else f"{method} {urlsplit(target).path.split('/')[1]}"
    gcs.faults.asked.clear()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("plan.json", "application/json"),
        ("scene.py", "text/x-python; charset=utf-8"),
        ("audio.wav", "audio/wav"),
        ("clip.mp4", "video/mp4"),
        ("poster.jpg", "image/jpeg"),
        ("captions.vtt", "text/vtt; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
        ("unknown", "application/octet-stream"),
    ],
)
def test_objects_say_what_they_are_and_that_copies_may_be_old(
    gcs: FakeGcs, gcs_store: GcsStore, name: str, kind: str
) -> None:
    gcs_store.write(f"a/{name}", b"content")
    metadata = gcs.bucket.get(f"some/prefix/a/{name}").metadata
    assert metadata["contentType"] == kind
    assert metadata["cacheControl"] == "private, no-cache, no-transform"
    assert metadata["metadata"]["sha256"] == "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73"


def test_what_was_written_or_read_here_is_not_downloaded_again(
    gcs: FakeGcs, gcs_store: GcsStore, store_at: StoreAt
) -> None:
    gcs_store.write("a", b"one")
    assert list(asked(gcs)) == ["POST upload"]
    assert gcs_store.read("a") == b"one"
    assert list(asked(gcs)) == ["GET storage"]
    elsewhere = store_at("elsewhere")
    assert [elsewhere.read("a"), elsewhere.read("a")] == [b"one", b"one"]
    assert list(asked(gcs)) == ["GET storage", "GET media", "GET storage"]


def test_what_another_machine_wrote_is_seen_at_once(gcs_store: GcsStore, store_at: StoreAt) -> None:
    gcs_store.write("a", b"one")
    store_at("elsewhere").write("a", b"two")
    assert gcs_store.read("a") == b"two"


def test_a_copy_that_was_damaged_here_is_replaced(gcs_store: GcsStore) -> None:
    gcs_store.write("a", b"content")
    gcs_store.fetch("a").write_bytes(b"CONTENT")
    assert gcs_store.read("a") == b"content"


def test_a_fetched_file_is_not_uploaded_where_it_came_from(gcs: FakeGcs, gcs_store: GcsStore) -> None:
    gcs_store.write("a", b"content")
    fetched = gcs_store.fetch("a")
    list(asked(gcs))
    gcs_store.write("a", fetched)
    assert list(asked(gcs)) == ["GET storage"]


def test_a_fetched_file_of_an_older_generation_is_uploaded(gcs_store: GcsStore) -> None:
    gcs_store.write("a", b"one")
    fetched = gcs_store.fetch("a")
    gcs_store.write("a", b"two")
    gcs_store.write("a", fetched)
    assert gcs_store.read("a") == b"one"


def test_what_is_missing_costs_one_request(gcs: FakeGcs, gcs_store: GcsStore) -> None:
    assert gcs_store.stat("nothing") is None
    assert list(asked(gcs)) == ["GET storage"]


def test_objects_of_others_are_not_listed(gcs: FakeGcs, gcs_store: GcsStore, tmp_path: Path) -> None:
    gcs_store.write("a", b"")
    for name in ("some/prefix/.hidden/b", "some/prefix/folder/", "elsewhere/c", "some/prefixed"):
        (tmp_path / "file").write_bytes(b"")
        gcs.bucket.insert({"name": name}, tmp_path / "file", None)
    assert list(gcs_store.list("")) == ["a"]


def test_a_forked_process_has_a_connection_of_its_own(gcs_store: GcsStore) -> None:
    gcs_store.write("a", b"content")
    process = get_context("fork").Process(target=_read_often, args=(gcs_store,))
    process.start()
    _read_often(gcs_store)
    process.join()
    assert process.exitcode == 0


def _read_often(store: GcsStore) -> None:
    assert all(store.read("a") == b"content" for _ in range(50))


def test_a_link_leads_to_the_console_where_nothing_can_sign(gcs: FakeGcs, gcs_store: GcsStore) -> None:
    assert gcs_store.link("a/b π.mp4") == (
        "https://console.cloud.google.com/storage/browser/_details/videos-bucket/some/prefix/a/b%20%CF%80.mp4"
    )
    assert gcs.faults.asked == []
