from pathlib import Path

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.spend import Call, Spend


def _scene(folder: Path, source: str, inputs: str = "i") -> SceneCode:
    folder.mkdir()
    (folder / "scene.py").write_text(source)
    return SceneCode(inputs=inputs, source=MediaFile.of(folder / "scene.py"), scene_name="S", writer="w")


def test_a_version_follows_content_and_inputs_but_not_the_place(tmp_path: Path) -> None:
    first = _scene(tmp_path / "a", "pass")
    assert first.version == _scene(tmp_path / "b", "pass").version
    assert first.version != _scene(tmp_path / "c", "pass # 2").version
    assert first.version != _scene(tmp_path / "d", "pass", "j").version


def test_what_was_paid_changes_no_version(tmp_path: Path) -> None:
    scene = _scene(tmp_path / "a", "pass")
    call = Call(service="s", model="m", purpose="code", outcome="paid", usd=0.5)
    assert scene.model_copy(update={"spend": Spend(calls=(call,))}).version == scene.version


def test_a_record_holds_no_local_path(tmp_path: Path) -> None:
    assert str(tmp_path) not in _scene(tmp_path / "a", "pass").model_dump_json()


def test_fingerprints_ignore_key_order_but_not_part_order() -> None:
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint("a", "b") != fingerprint("b", "a")
