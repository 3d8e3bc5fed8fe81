from collections.abc import Iterator
from pathlib import Path

import pytest

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.production import AssetName, Recipe, Slot
from vidgen_assets.domain.scene import SceneCode, SceneFault
from vidgen_assets.domain.staleness import Absent
from vidgen_assets.storage.artifacts import Artifacts
from vidgen_assets.storage.local import LocalStore
from vidgen_assets.storage.remembering import RememberingStore
from vidgen_assets.storage.studio import Studio

CODE = Slot(AssetName.CODE, "01")


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    studio = Studio.of(
        RememberingStore(LocalStore(tmp_path / "store")), Recipe(planner="", narrator="", writer="", renderer="")
    )
    with studio.memory.remembering():
        yield studio


@pytest.fixture
def others(tmp_path: Path) -> Artifacts:
    """What another process sees and changes."""
    return Artifacts(LocalStore(tmp_path / "store"))


@pytest.fixture
def scene(tmp_path: Path) -> SceneCode:
    source = tmp_path / "made.py"
    source.write_text("class A: ...")
    return SceneCode(inputs="i", source=MediaFile.of(source), scene_name="A", writer="w")


def renew(studio: Studio) -> None:
    studio.outlook.forget("v", CODE)
    studio.outlook.glance("v", CODE)


def test_what_others_make_is_seen_when_it_is_renewed(studio: Studio, others: Artifacts, scene: SceneCode) -> None:
    assert isinstance(studio.artifacts.look("v", CODE), Absent)
    others.save("v", "01", scene)
    assert isinstance(studio.artifacts.look("v", CODE), Absent)
    renew(studio)
    assert isinstance(studio.artifacts.look("v", CODE), SceneCode)


def test_a_fault_that_others_note_is_seen_when_the_scene_is_renewed(
    studio: Studio, others: Artifacts, scene: SceneCode
) -> None:
    others.save("v", "01", scene)
    assert isinstance(studio.artifacts.look("v", CODE), SceneCode)
    others.save("v", "01", SceneFault(inputs=scene.version, message="too wide", log="", beats=()))
    renew(studio)
    assert studio.artifacts.look("v", CODE) == Absent("did not render: too wide")


def test_a_file_that_others_lost_is_missed_when_it_is_renewed(
    studio: Studio, others: Artifacts, scene: SceneCode, tmp_path: Path
) -> None:
    others.save("v", "01", scene)
    studio.artifacts.look("v", CODE)
    (tmp_path / "store/videos/v/sections/01/scene.py").unlink()
    renew(studio)
    assert studio.artifacts.look("v", CODE) == Absent("lacks its scene.py")


def test_what_is_foreseen_is_loaded_as_what_is_not(studio: Studio, others: Artifacts, scene: SceneCode) -> None:
    others.save("v", "01", scene)
    studio.outlook.contents("v", [CODE])
    assert studio.artifacts.load("v", "01", SceneCode).source.path.read_text() == "class A: ..."
