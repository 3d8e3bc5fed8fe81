"""What holds for every store, whatever is behind it."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import MissingArtifactError, StorageError
from vidgen_assets.domain.ports import ArtifactStore
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.storage.bucket_url import BucketUrl
from vidgen_assets.storage.layout import folder
from vidgen_assets.storage.local import LocalStore
from vidgen_assets.storage.requests import Requests
from vidgen_assets.storage.spooling import SpoolingStore
from vidgen_assets_tests.storage.conftest import StoreAt

KINDS = ("folder", "bucket", "bucket without prefix", "spooling bucket")
MakeStore = Callable[[], ArtifactStore]


@pytest.fixture(params=KINDS)
def make_store(request: pytest.FixtureRequest, tmp_path: Path, store_at: StoreAt) -> MakeStore:
    makers: dict[str, MakeStore] = {
        "folder": lambda: LocalStore(tmp_path / "store"),
        "bucket": store_at,
        "bucket without prefix": lambda: store_at(url=BucketUrl("videos-bucket")),
        "spooling bucket": lambda: SpoolingStore(store_at(), tmp_path / "spool"),
    }
    return makers[request.param]


@pytest.fixture
def store(make_store: MakeStore) -> ArtifactStore:
    return make_store()


def test_what_is_written_is_read_back_from_bytes_and_from_a_file(store: ArtifactStore, tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(b"file")
    assert store.write("a/one", b"bytes").size == 5
    stored = store.write("a/two", tmp_path / "source")
    assert stored.uri == store.uri("a/two")
    assert store.read("a/one") == b"bytes"
    assert store.fetch("a/two").read_bytes() == b"file"
    assert store.stat("a/two") == stored
    assert stored.size == 4


@pytest.mark.parametrize("content", [b"", b"\r\n--\0\xff\r\n", b"x" * (9 << 20)], ids=["empty", "odd", "large"])
def test_bytes_come_back_as_they_were(store: ArtifactStore, content: bytes, tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(content)
    store.write("bytes", content)
    store.write("file.mp4", tmp_path / "source")
    assert store.read("bytes") == store.read("file.mp4") == content


def test_a_file_keeps_the_ending_of_its_name(store: ArtifactStore) -> None:
    store.write("a/scene.py", b"")
    assert store.fetch("a/scene.py").name == "scene.py"


def test_a_stored_file_is_a_copy(store: ArtifactStore, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"before")
    store.write("a", source)
    source.write_bytes(b"after!")
    assert store.read("a") == b"before"


def test_what_is_written_again_is_new(store: ArtifactStore) -> None:
    for content in (b"one", b"two"):
        store.write("a", content)
        assert store.read("a") == content


def test_a_fetched_file_can_be_stored_where_it_came_from_and_elsewhere(store: ArtifactStore) -> None:
    store.write("a", b"one")
    fetched = store.fetch("a")
    store.write("a", fetched)
    store.write("b", fetched)
    assert store.read("a") == store.read("b") == b"one"


def test_what_is_missing_is_named(store: ArtifactStore) -> None:
    store.write("a", b"")
    for key in ("nothing", "a/b"):
        with pytest.raises(MissingArtifactError, match=key):
            store.read(key)
        with pytest.raises(MissingArtifactError, match=key):
            store.fetch(key)
        assert store.stat(key) is None


@pytest.mark.parametrize(
    "key",
    [
        *("", "/", "/etc/passwd", "../evil", "a/../b", "a/..", ".", "a/./b", "a//b", "a/", ".hidden", "..a", "a/.b"),
        *("a\0b", "a\nb", "a\r\nHost: b", "a\tb", "a\x7fb", "a\x85b", "a\u2028b", "a\\b", "..\\evil", "a\ufeffb"),
        *("x" * 300, "日" * 90, "a/" + "x" * 256, ".well-known/acme-challenge/token", "a\u202eb", "\ud800", "a/\udcff"),
    ],
)
def test_a_key_that_could_leave_the_folder_or_hide_is_refused(store: ArtifactStore, key: str) -> None:
    for verb in (store.read, store.fetch, store.stat, store.delete, store.uri):
        with pytest.raises(StorageError, match="is not a key"):
            verb(key)
    with pytest.raises(StorageError, match="is not a key"):
        store.write(key, b"")
    with pytest.raises(StorageError, match="is not a key"):
        store.claim(key, b"")


@pytest.mark.parametrize(
    "key",
    [
        *(
            "a/b π",
            "größe.md",
            "日本語.json",
            "a|b.txt",
            "100% ?#&+=[*].txt",
            "x" * 255,
            "a..",
            "a.",
            " a ",
            "~",
        ),
        *(
            "%2e%2e/evil",
            "%2F",
            "gs:/b",
            "http:/a",
            "CON",
            "nul.txt",
            "a:b",
            "'\"`$(id);",
            "-rf",
            "o/acl",
            "😀" * 60,
        ),
    ],
)
def test_any_usual_name_is_a_key(store: ArtifactStore, key: str) -> None:
    store.write(key, key.encode())
    assert store.read(key).decode() == key
    assert list(store.list("")) == [key]
    store.delete(key)
    assert store.stat(key) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("a/B", "a/b"), ("é", "e\u0301"), ("a", "a "), ("a%20b", "a b"), ("a+b", "a b"), ("ß", "ss")],
)
def test_keys_that_only_look_alike_are_not_the_same(store: ArtifactStore, one: str, other: str) -> None:
    store.write(one, b"1")
    assert store.stat(other) is None
    assert store.claim(other, b"2")
    assert (store.read(one), store.read(other)) == (b"1", b"2")
    assert list(store.list("")) == sorted([one, other])


def test_hostile_names_of_videos_stay_among_the_videos(store: ArtifactStore) -> None:
    for name in (
        "../evil",
        "a/b π",
        ".hidden",
        "..",
        "日" * 20,
        "\0",
        "a\r\nb",
        "CON",
        "A",
        "a",
        "é",
        "e\u0301",
        "~",
        "%2e",
    ):
        store.write(f"{folder(name)}plan.json", name.encode())
    assert len(list(store.list("videos/"))) == len(list(store.list(""))) == 14
    assert store.read(f"{folder('../evil')}plan.json") == b"../evil"


def test_requests_are_listed_whatever_else_there_is(store: ArtifactStore) -> None:
    requests = [VideoRequest(prompt=f"Explain {topic}") for topic in ("heaps", "ünïcode", "../evil", "queues")]
    for request in requests:
        Requests(store).save(request)
        store.write(f"{folder(request.video_id, '01')}request.json", b"not one")
    assert list(Requests(store).videos()) == sorted(request.video_id for request in requests)


def test_a_list_holds_the_keys_under_a_prefix_in_order(store: ArtifactStore) -> None:
    for key in ("b/2", "b/10", "bc", "a/x/y"):
        store.write(key, b"")
    assert list(store.list("b")) == ["b/10", "b/2", "bc"]
    assert list(store.list("b/")) == ["b/10", "b/2"]
    assert list(store.list("")) == ["a/x/y", "b/10", "b/2", "bc"]
    assert list(store.list("none/")) == list(store.list("../")) == list(store.list("/etc/")) == []


def test_a_scan_tells_what_is_there_and_a_new_generation_whenever_it_is_replaced(store: ArtifactStore) -> None:
    before = time.time()
    for content in (b"one", b"longer"):
        store.write("b/2", content)
        store.write("b/1", b"")
    store.write("c", b"")
    found = {listed.key: listed for listed in store.scan("b/")}
    assert {key: listed.size for key, listed in found.items()} == {"b/1": 0, "b/2": 6}
    assert all(abs(listed.updated - before) < 60 for listed in found.values())
    store.write("b/2", b"longer")
    (again,) = [listed for listed in store.scan("b/") if listed.key == "b/2"]
    assert again.generation != found["b/2"].generation
    assert list(store.scan("none/")) == list(store.scan("../")) == []


def test_what_is_moved_is_under_the_other_key_only(store: ArtifactStore) -> None:
    store.write("a/one", b"1")
    store.write("b/one", b"2")
    (listed,) = store.scan("a/")
    assert store.move("a/one", listed.generation, "b/one")
    assert list(store.list("")) == ["b/one"]
    assert store.read("b/one") == b"1"
    assert not store.move("a/one", listed.generation, "b/one")


def test_what_was_replaced_since_it_was_listed_is_missing(store: ArtifactStore) -> None:
    store.write("a/b.txt", b"first")
    (listed,) = store.scan("a/")
    assert store.read("a/b.txt", listed.generation) == b"first"
    store.write("a/b.txt", b"second")
    with pytest.raises(MissingArtifactError):
        store.read("a/b.txt", listed.generation)


def test_what_was_replaced_meanwhile_is_not_moved(store: ArtifactStore) -> None:
    store.write("a/one", b"old")
    (listed,) = store.scan("a/")
    store.write("a/one", b"new")
    assert not store.move("a/one", listed.generation, "b/one")
    assert list(store.list("")) == ["a/one"]
    assert store.read("a/one") == b"new"


def test_deleting_is_repeatable(store: ArtifactStore) -> None:
    store.write("a/b/c", b"")
    store.write("a/d", b"")
    store.delete("a/b/c")
    store.delete("a/b/c")
    assert list(store.list("")) == ["a/d"]


def test_of_sixteen_racers_exactly_one_claims(make_store: MakeStore) -> None:
    stores = [make_store() for _ in range(16)]
    with ThreadPoolExecutor(16) as pool:
        claims = [pool.submit(store.claim, "claims/one", str(racer).encode()) for racer, store in enumerate(stores)]
    won = [claim.result() for claim in claims]
    assert won.count(True) == 1
    assert stores[0].read("claims/one") == str(won.index(True)).encode()


def test_a_working_store_passes_its_check_and_nothing_is_left_behind(store: ArtifactStore) -> None:
    store.check()
    assert list(store.list("")) == []
