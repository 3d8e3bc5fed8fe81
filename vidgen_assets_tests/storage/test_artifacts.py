from pathlib import Path

import pytest

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.errors import CorruptArtifactError, InputError, MissingArtifactError
from vidgen_assets.domain.ports import StoredObject
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.staleness import Absent
from vidgen_assets.storage.artifacts import Artifacts
from vidgen_assets.storage.local import LocalStore
from vidgen_assets.storage.requests import Requests

SCENE = Slot(AssetName.CODE, "01")


class RecordingStore(LocalStore):
    """A local store that notes what is written."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.written: list[str] = []

    def write(self, key: str, content: bytes | Path) -> StoredObject:
        self.written.append(key)
        return super().write(key, content)


@pytest.fixture
def store(tmp_path: Path) -> RecordingStore:
    return RecordingStore(tmp_path / "store")


@pytest.fixture
def artifacts(store: RecordingStore) -> Artifacts:
    return Artifacts(store)


@pytest.fixture
def scene(tmp_path: Path) -> SceneCode:
    source = tmp_path / "made.py"
    source.write_text("class A: ...")
    return SceneCode(inputs="i", source=MediaFile.of(source), scene_name="A", writer="w")


def test_an_artifact_comes_back_equal_from_files_a_person_can_open(
    artifacts: Artifacts, scene: SceneCode, tmp_path: Path
) -> None:
    artifacts.save("v", "01", scene)
    loaded = artifacts.load("v", "01", SceneCode)
    assert loaded.version == scene.version
    assert loaded.source.path == tmp_path / "store/videos/v/sections/01/scene.py"
    assert loaded.source.path.read_text() == "class A: ..."


def test_the_record_is_written_last(artifacts: Artifacts, scene: SceneCode, store: RecordingStore) -> None:
    artifacts.save("v", "01", scene)
    assert [key.rpartition("/")[2] for key in store.written] == ["scene.py", "scene.json"]


def test_saving_what_was_loaded_copies_no_media(artifacts: Artifacts, scene: SceneCode) -> None:
    artifacts.save("v", "01", scene)
    loaded = artifacts.load("v", "01", SceneCode)
    before = loaded.source.path.stat()
    artifacts.save("v", "01", loaded)
    after = loaded.source.path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_artifact_is_found_by_its_inputs_only(artifacts: Artifacts, scene: SceneCode) -> None:
    assert artifacts.find("v", "01", SceneCode, "i") is None
    artifacts.save("v", "01", scene)
    assert artifacts.find("v", "01", SceneCode, "i") is not None
    assert artifacts.find("v", "01", SceneCode, "other") is None


def test_a_damaged_file_is_named_and_then_counts_as_not_made(
    artifacts: Artifacts, scene: SceneCode, store: RecordingStore
) -> None:
    artifacts.save("v", "01", scene)
    store.write("videos/v/sections/01/scene.py", b"class B: ...")
    assert not isinstance(artifacts.look("v", SCENE), Absent)
    with pytest.raises(CorruptArtifactError, match=r"videos/v/sections/01/scene\.py' is damaged"):
        artifacts.load("v", "01", SceneCode)
    assert artifacts.look("v", SCENE) == Absent()
    with pytest.raises(MissingArtifactError):
        artifacts.load("v", "01", SceneCode)


@pytest.mark.parametrize(
    ("key", "content", "reason"),
    [
        ("scene.py", None, "lacks its scene.py"),
        ("scene.py", b"short", "has a damaged scene.py"),
        ("scene.json", None, "has not been made yet"),
        ("scene.json", b"{", "has a damaged record"),
        ("scene.json", b"[]", "has a damaged record"),
        ("scene.json", b'{"source": {"size": 12}}', "has a damaged record"),
    ],
)
def test_a_glance_tells_what_is_wrong(
    artifacts: Artifacts, scene: SceneCode, store: RecordingStore, key: str, content: bytes | None, reason: str
) -> None:
    artifacts.save("v", "01", scene)
    place = f"videos/v/sections/01/{key}"
    store.delete(place) if content is None else store.write(place, content)
    assert artifacts.look("v", SCENE) == Absent(reason)
    assert artifacts.find("v", "01", SceneCode, "i") is None


def test_a_request_is_kept_under_the_id_of_its_video(store: RecordingStore) -> None:
    requests = Requests(store)
    request = VideoRequest(prompt="Explain heaps")
    requests.save(request)
    assert requests.load(request.video_id) == request
    assert list(requests.videos()) == [request.video_id]


def test_a_video_that_nobody_asked_for_is_named(store: RecordingStore) -> None:
    with pytest.raises(InputError, match=r"partition \.\./evil: nobody has asked .* Ask for it with `vidgen make`"):
        Requests(store).load("../evil")
