"""Scenes from the wild are drawn, or fail, as plain Manim draws or fails them."""

from pathlib import Path

import pytest

from vidgen_assets_tests.rendering.fast.sides import difference
from vidgen_assets_tests.rendering.wild.corpus import WildScene, drawn, job_of, wild_scenes


@pytest.mark.timeout(120)
@pytest.mark.filterwarnings("default")  # Manim's and numpy's own, of what scenes do
@pytest.mark.parametrize("scene", wild_scenes(), ids=str)
def test_a_scene_looks_or_fails_as_in_plain_manim(scene: WildScene, tmp_path: Path) -> None:
    plain, ours = (drawn(job_of(scene, tmp_path / side), fast=side == "ours") for side in ("plain", "ours"))
    assert ours.error is plain.error
    assert ours.count == plain.count
    assert difference(plain, ours) <= 1
