"""When the store fails after something was paid for, it waits here, and is sent on the next try."""

from pathlib import Path

import pytest

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.errors import SpooledError, StorageError
from vidgen_assets.domain.ports import StoredObject
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.storage.artifacts import Artifacts
from vidgen_assets.storage.gcs.store import GcsStore
from vidgen_assets.storage.local import LocalStore
from vidgen_assets.storage.spooling import SpoolingStore
from vidgen_assets_tests.storage.conftest import StoreAt
from vidgen_assets_tests.storage.gcs.fake_server import FakeGcs
from vidgen_assets_tests.storage.gcs.faults import Fault, Trouble

DOWN = Fault("POST", "/upload", Trouble.STATUS)


class FailingStore(LocalStore):
    """A store that refuses writes while it is `down`, and notes them."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.down, self.tried = True, list[str]()

    def write(self, key: str, content: bytes | Path) -> StoredObject:
        self.tried.append(key)
        if self.down:
            raise StorageError("gs://bucket cannot be reached. Try again later")
        return super().write(key, content)


@pytest.fixture
def behind(tmp_path: Path) -> FailingStore:
    return FailingStore(tmp_path / "behind")


@pytest.fixture
def store(behind: FailingStore, tmp_path: Path) -> SpoolingStore:
    return SpoolingStore(behind, tmp_path / "spool", pause=0)


def test_what_the_store_does_not_take_waits_and_is_named(store: SpoolingStore, tmp_path: Path) -> None:
    with pytest.raises(
        SpooledError, match=r"'a/b' could not be stored and waits in .*spool/a/b: gs://bucket cannot"
    ) as e:
        store.write("a/b", b"paid for")
    assert (e.value.key, Path(e.value.place).read_bytes()) == ("a/b", b"paid for")
    assert "Nothing has to be made or paid for again" in str(e.value)


@pytest.mark.parametrize("verb", ["read", "fetch", "stat", "check", "write"])
def test_it_is_sent_before_anything_else_is_asked_of_its_folder(
    store: SpoolingStore, behind: FailingStore, tmp_path: Path, verb: str
) -> None:
    with pytest.raises(SpooledError):
        store.write("a/b", b"paid for")
    behind.down = False
    arguments = {"check": (), "write": ("a/c", b"")}
    getattr(store, verb)(*arguments.get(verb, ("a/b",)))
    assert behind.read("a/b") == b"paid for"
    assert not list((tmp_path / "spool").rglob("b"))


def test_another_process_sends_it(store: SpoolingStore, behind: FailingStore, tmp_path: Path) -> None:
    with pytest.raises(SpooledError):
        store.write("a/b", b"paid for")
    behind.down = False
    assert SpoolingStore(behind, tmp_path / "spool").read("a/b") == b"paid for"


def test_while_the_store_is_down_what_waits_is_there(store: SpoolingStore, behind: FailingStore) -> None:
    with pytest.raises(SpooledError):
        store.write("a/b", b"paid for")
    assert store.read("a/b") == store.fetch("a/b").read_bytes() == b"paid for"
    assert store.stat("a/b") is not None


def test_what_cannot_be_sent_is_told_and_holds_up_nothing(
    store: SpoolingStore, behind: FailingStore, caplog: pytest.LogCaptureFixture
) -> None:
    for key in ("a/b", "c/d"):
        with pytest.raises(SpooledError):
            store.write(key, b"")
    behind.tried = []
    store.check()
    assert behind.tried == ["a/b", "c/d"]
    assert "spool/a/* still waits to be stored: gs://bucket cannot be reached" in caplog.text


def test_what_waits_in_one_folder_does_not_keep_another_from_being_used(
    store: SpoolingStore, behind: FailingStore
) -> None:
    with pytest.raises(SpooledError):
        store.write("a/b/c", b"")
    behind.down, behind.tried = False, []
    store.write("a/d", b"")
    assert behind.tried == ["a/d"]


def test_what_is_written_later_waits_behind_it_and_is_sent_later(store: SpoolingStore, behind: FailingStore) -> None:
    for key in ("a/z.wav", "a/m.json", "a/a.json"):
        with pytest.raises(SpooledError):
            store.write(key, b"")
    behind.down, behind.tried = False, []
    store.check()
    assert behind.tried == ["a/z.wav", "a/m.json", "a/a.json"]


def test_a_newer_value_takes_the_place_of_one_that_waits(store: SpoolingStore, behind: FailingStore) -> None:
    for content in (b"one", b"two"):
        with pytest.raises(SpooledError):
            store.write("a", content)
    behind.down = False
    store.write("b", b"")
    assert behind.read("a") == b"two"


def test_what_is_deleted_waits_no_more(store: SpoolingStore, behind: FailingStore) -> None:
    with pytest.raises(SpooledError):
        store.write("a/b", b"")
    store.delete("a/b")
    behind.down = False
    assert store.stat("a/b") is None


def test_a_store_that_failed_moments_ago_is_not_waited_for_again(behind: FailingStore, tmp_path: Path) -> None:
    store = SpoolingStore(behind, tmp_path / "spool", pause=60)
    for key in ("a/b", "a/c", "elsewhere/d"):
        with pytest.raises(SpooledError, match="cannot be reached"):
            store.write(key, b"")
    assert behind.tried == ["a/b", "elsewhere/d"]


def test_an_artifact_waits_whole_and_its_record_is_sent_last(
    store: SpoolingStore, behind: FailingStore, tmp_path: Path
) -> None:
    (tmp_path / "made.py").write_text("class A: ...")
    scene = SceneCode(inputs="i", source=MediaFile.of(tmp_path / "made.py"), scene_name="A", writer="w")
    with pytest.raises(SpooledError, match=r"scene\.json"):
        Artifacts(store).save("v", "01", scene)
    (tmp_path / "made.py").unlink()
    behind.down, behind.tried = False, []
    found = Artifacts(store).find("v", "01", SceneCode, "i")
    assert found is not None
    assert found.source.path.read_text() == "class A: ..."
    assert [key.rpartition("/")[2] for key in behind.tried] == ["scene.py", "scene.json"]


def test_when_the_store_comes_back_between_media_and_record_both_are_there(
    gcs: FakeGcs, store_at: StoreAt, tmp_path: Path
) -> None:
    (tmp_path / "made.py").write_text("class A: ...")
    scene = SceneCode(inputs="i", source=MediaFile.of(tmp_path / "made.py"), scene_name="A", writer="w")
    gcs.faults.add(Fault("POST", "/upload", Trouble.STATUS, 403, "no", "forbidden"))
    Artifacts(SpoolingStore(store_at(), tmp_path / "spool", pause=0)).save("v", "01", scene)
    assert isinstance(Artifacts(store_at("elsewhere")).look("v", Slot(AssetName.CODE, "01")), SceneCode)


def test_a_bucket_that_is_down_and_comes_back_loses_nothing(gcs: FakeGcs, store_at: StoreAt, tmp_path: Path) -> None:
    store = SpoolingStore(store_at(patience=0.3), tmp_path / "spool", pause=0)
    gcs.faults.add(DOWN, times=99)
    with pytest.raises(SpooledError, match=r"Google Cloud Storage cannot be reached"):
        store.write("ledger/claude/1.json", b"an answer")
    gcs.faults.clear()
    assert store.read("ledger/claude/1.json") == b"an answer"
    bucket: GcsStore = store_at("elsewhere")
    assert bucket.read("ledger/claude/1.json") == b"an answer"
