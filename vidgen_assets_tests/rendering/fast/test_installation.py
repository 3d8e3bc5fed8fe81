import gc
from pathlib import Path

import pytest
from manim import Mobject
from manim.camera.camera import Camera
from manim.scene.scene_file_writer import SceneFileWriter

from vidgen_assets.rendering.fast.fitness import UnfitManimWarning, fingerprint, misfits
from vidgen_assets.rendering.fast.installation import fast_manim
from vidgen_assets.rendering.fast.replacements import replacements
from vidgen_assets_tests.rendering.fast.scenes import SCENES
from vidgen_assets_tests.rendering.fast.sides import rendered

WANTED = tuple(replacements(SceneFileWriter))


def test_this_manim_is_the_one_that_the_replacements_were_made_for() -> None:
    assert list(misfits(WANTED)) == []


def test_everything_is_put_back() -> None:
    before = [each.plain for each in WANTED], gc.get_threshold()
    with fast_manim(SceneFileWriter) as fast:
        assert fast
        assert all(each.plain is not plain for each, plain in zip(WANTED, before[0], strict=True))
    assert ([each.plain for each in WANTED], gc.get_threshold()) == before


def test_everything_is_put_back_after_an_error() -> None:
    before = [each.plain for each in WANTED]
    with pytest.raises(KeyError), fast_manim(SceneFileWriter):
        raise KeyError
    assert [each.plain for each in WANTED] == before


def test_an_attribute_is_plain_again_with_the_value_that_it_had() -> None:
    with fast_manim():
        camera = Camera()
        pixels = camera.pixel_array
        del vars(camera)["background"]
        with pytest.raises(AttributeError, match="no attribute 'background'"):
            _ = camera.background
    assert camera.pixel_array is pixels
    assert not hasattr(Camera, "pixel_array")


def test_a_function_that_has_changed_is_named() -> None:
    changed = WANTED[0]._replace(fingerprint="0" * 12)
    assert list(misfits([changed, *WANTED[1:]])) == ["CairoRenderer.init_scene has changed"]


def test_another_manim_draws_as_plain_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def update(mobject: Mobject, dt: float = 0, recursive: bool = True) -> Mobject:
        """What another version, or a plug-in, may have in its place."""
        return mobject

    monkeypatch.setattr(Mobject, "update", update)
    drawing = fast_manim()
    with pytest.warns(UnfitManimWarning, match=r"Mobject\.update has changed"):
        assert not drawing.__enter__()
    assert Mobject.update is update
    assert rendered(SCENES["nothing_is_played"], tmp_path, fast=False).count == 1


def test_fingerprints_tell_sources_apart() -> None:
    assert len({fingerprint(each.plain) for each in WANTED}) == len(WANTED)
