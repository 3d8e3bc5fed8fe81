import os
import resource
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import StorageError
from vidgen_assets.storage.local import LocalStore


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "store")


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file can grow beyond 1 kB: the nearest to a full disk that needs no mount."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_person_can_drop_files_with_any_usual_name(store: LocalStore, tmp_path: Path) -> None:
    names = ["my prompt.txt", "größe.md", "日本語.json", "a|b.txt"]
    for name in names:
        (tmp_path / "store/queue").mkdir(parents=True, exist_ok=True)
        (tmp_path / "store/queue" / name).write_text(name)
    assert [store.read(key).decode() for key in store.list("queue/")] == sorted(names)


def test_a_list_holds_the_keys_under_a_prefix_in_order_and_no_temporary_file(store: LocalStore, tmp_path: Path) -> None:
    for key in ("b/2", "b/10", "bc", "a/x/y"):
        store.write(key, b"")
    (tmp_path / "store/b/.tmp-123").touch()
    assert list(store.list("b")) == ["b/10", "b/2", "bc"]
    assert list(store.list("b/")) == ["b/10", "b/2"]
    assert list(store.list("")) == ["a/x/y", "b/10", "b/2", "bc"]
    assert list(store.list("none/")) == []


def test_deleting_removes_empty_folders_and_is_repeatable(store: LocalStore, tmp_path: Path) -> None:
    store.write("a/b/c", b"")
    store.write("a/d", b"")
    store.delete("a/b/c")
    store.delete("a/b/c")
    assert sorted(path.name for path in (tmp_path / "store").rglob("*")) == ["a", "d"]


def test_of_sixteen_racing_processes_exactly_one_claims(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, get_context("forkserver")) as pool:
        won = list(pool.map(_claim, [tmp_path] * 16, range(16)))
    assert won.count(True) == 1
    assert LocalStore(tmp_path).read("claims/one") == str(won.index(True)).encode()


def _claim(root: Path, racer: int) -> bool:
    with ThreadPoolExecutor(4) as pool:
        claims = [pool.submit(LocalStore(root).claim, "claims/one", str(racer).encode()) for _ in range(4)]
    return any(claim.result() for claim in claims)


def test_a_full_disk_leaves_the_old_object_whole_and_says_what_to_do(
    store: LocalStore, tmp_path: Path, full_disk: None
) -> None:
    store.write("a", b"old")
    with pytest.raises(StorageError, match=r"store/a: File too large\. .*VIDGEN_HOME"):
        store.write("a", b"x" * 10_000)
    assert store.read("a") == b"old"
    assert [path.name for path in (tmp_path / "store").iterdir()] == ["a"]


def test_a_file_where_a_folder_is_needed_is_named(store: LocalStore) -> None:
    store.write("a", b"")
    with pytest.raises(StorageError, match=r"store/a/b: .* Move away the file"):
        store.write("a/b", b"")


@pytest.fixture
def as_nobody(store: LocalStore, tmp_path: Path) -> Iterator[None]:
    """A user who may not write into the store, whoever runs the tests."""
    store.write("a", b"old")
    (tmp_path / "store").chmod(0o500)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65_534)
    yield
    os.seteuid(user)
    (tmp_path / "store").chmod(0o700)


def test_a_folder_without_permission_is_named(store: LocalStore, as_nobody: None) -> None:
    with pytest.raises(StorageError, match=r"store/a: Permission denied\. Make it writable"):
        store.write("a", b"new")


def test_a_file_is_settled_once_nobody_has_it_open_for_writing_and_it_is_not_new(tmp_path: Path) -> None:
    store, path = LocalStore(tmp_path), tmp_path / "prompt.txt"
    with path.open("w") as file:
        file.write("Explain")
        file.flush()
        os.utime(path, (0, 0))
        assert not store.is_settled("prompt.txt")
    assert store.is_settled("prompt.txt")
    path.write_text("Explain heaps")
    assert not store.is_settled("prompt.txt")
    os.utime(path, (time.time() - 2,) * 2)
    assert store.is_settled("prompt.txt")
    assert not store.is_settled("gone.txt")


def test_pipes_and_links_to_nowhere_are_not_scanned(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / ".hidden.txt").touch()
    (tmp_path / "file.txt").touch()
    assert [listed.key for listed in LocalStore(tmp_path).scan("")] == ["file.txt"]
