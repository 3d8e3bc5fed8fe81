import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import MissingArtifactError, StorageError
from vidgen_assets.storage.local import LocalStore
from vidgen_assets.storage.remembering import RememberingStore


class Asked(LocalStore):
    """A local store that notes what is asked, waits while `held`, and fails while `down`."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.asked: list[str] = []
        self.began, self.held, self.down = threading.Event(), threading.Event(), False
        self.held.set()

    def read(self, key: str) -> bytes:
        self.asked.append(key)
        self.began.set()
        self.held.wait()
        if self.down:
            raise StorageError("it is down")
        return super().read(key)


@pytest.fixture
def store(tmp_path: Path) -> Asked:
    return Asked(tmp_path / "store")


@pytest.fixture
def memory(store: Asked) -> Iterator[RememberingStore]:
    memory = RememberingStore(store)
    with memory.remembering():
        yield memory


def test_nothing_is_asked_twice(store: Asked, memory: RememberingStore) -> None:
    store.write("a/b", b"1")
    assert [memory.read("a/b"), memory.read("a/b")] == [b"1", b"1"]
    assert store.asked == ["a/b"]


def test_that_something_is_missing_is_remembered_too(store: Asked, memory: RememberingStore) -> None:
    for _ in range(2):
        with pytest.raises(MissingArtifactError):
            memory.read("a/b")
    assert store.asked == ["a/b"]


def test_an_outage_is_not_remembered(store: Asked, memory: RememberingStore) -> None:
    store.write("a/b", b"1")
    store.down = True
    with pytest.raises(StorageError):
        memory.read("a/b")
    store.down = False
    assert memory.read("a/b") == b"1"


def test_what_is_written_is_known_without_asking(store: Asked, memory: RememberingStore) -> None:
    with pytest.raises(MissingArtifactError):
        memory.read("a/b")
    memory.write("a/b", b"1")
    assert memory.read("a/b") == b"1"
    assert store.asked == ["a/b"]


@pytest.mark.parametrize("change", ["write", "claim", "delete", "move"])
def test_what_is_changed_here_is_seen_changed(
    store: Asked, memory: RememberingStore, tmp_path: Path, change: str
) -> None:
    store.write("a/c", b"other")
    if change != "claim":
        store.write("a/b", b"1")
    before = memory.stat("a/b")
    (tmp_path / "file").write_bytes(b"longer")
    generation = next((found.generation for found in store.scan("a/b")), "")
    {
        "write": lambda: memory.write("a/b", tmp_path / "file"),
        "claim": lambda: memory.claim("a/b", b"longer"),
        "delete": lambda: memory.delete("a/b"),
        "move": lambda: memory.move("a/b", generation, "a/c"),
    }[change]()
    assert memory.stat("a/b") == store.stat("a/b") != before


def test_what_others_change_is_seen_once_it_is_forgotten(store: Asked, memory: RememberingStore) -> None:
    store.write("a/b", b"1")
    memory.read("a/b")
    store.write("a/b", b"2")
    assert memory.read("a/b") == b"1"
    memory.forget(["a/b"])
    assert memory.read("a/b") == b"2"


def test_all_of_it_can_be_forgotten(store: Asked, memory: RememberingStore) -> None:
    store.write("a/b", b"1")
    memory.read("a/b")
    store.write("a/b", b"2")
    memory.forget_all()
    assert memory.read("a/b") == b"2"


def test_an_answer_that_was_on_its_way_when_its_key_was_forgotten_is_not_kept(
    store: Asked, memory: RememberingStore
) -> None:
    store.write("a/b", b"1")
    store.held.clear()
    late = threading.Thread(target=memory.read, args=["a/b"])
    late.start()
    store.began.wait()
    memory.forget(["a/b"])
    store.held.set()
    late.join()
    store.write("a/b", b"2")
    assert memory.read("a/b") == b"2"


def test_who_asks_while_an_answer_is_foreseen_waits_for_that_one(store: Asked, memory: RememberingStore) -> None:
    store.write("a/b", b"1")
    store.held.clear()
    memory.foresee(lambda: memory.read("a/b"))
    store.began.wait()
    threading.Timer(0.05, store.held.set).start()
    assert memory.read("a/b") == b"1"
    assert store.asked == ["a/b"]


def test_what_goes_wrong_ahead_is_told_to_who_asks(memory: RememberingStore) -> None:
    memory.foresee(lambda: memory.read("../evil"))
    with pytest.raises(StorageError, match="not a key"):
        memory.read("../evil")


def test_outside_of_it_nothing_is_remembered_nor_foreseen(store: Asked) -> None:
    memory = RememberingStore(store)
    store.write("a/b", b"1")
    with memory.remembering():
        memory.read("a/b")
    memory.foresee(lambda: memory.read("a/b"))
    store.write("a/b", b"2")
    assert memory.read("a/b") == b"2"
    assert store.asked == ["a/b", "a/b"]


def test_within_another_it_goes_on_with_that_ones_memory(store: Asked, memory: RememberingStore) -> None:
    store.write("a/b", b"1")
    with memory.remembering():
        memory.read("a/b")
    memory.read("a/b")
    assert store.asked == ["a/b"]
