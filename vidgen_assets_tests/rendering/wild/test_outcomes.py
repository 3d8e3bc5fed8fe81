"""Scenes from the wild in the warm worker's sandbox: the same ones succeed as under plain Manim, with their frames,
and the others fail for the same reason.
"""

from pathlib import Path

import pytest

from vidgen_assets.domain.errors import RenderError
from vidgen_assets.rendering.job import RenderJob
from vidgen_assets.rendering.sandbox.limits import Limits
from vidgen_assets.rendering.warm_scene import render_in_sandbox, scene_pool
from vidgen_assets_tests.rendering.wild.corpus import WildScene, drawn, job_of, wild_scenes

SPOKEN = 8  # frames


@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("scene", wild_scenes(), ids=str)
def test_a_scene_succeeds_or_fails_as_in_plain_manim(scene: WildScene, tmp_path: Path, runtime_root: Path) -> None:
    plain = drawn(job_of(scene, tmp_path / "plain"), fast=False)
    frames, why = _outcome(job_of(scene, tmp_path / "ours"), runtime_root)
    if plain.error is None:
        assert why == ""
        assert plain.count <= frames < plain.count + SPOKEN  # it is held until its narration ends
    else:
        assert plain.error.__name__ in why


def _outcome(job: RenderJob, runtime_root: Path) -> tuple[int, str]:
    try:
        outcome = render_in_sandbox(job, scene_pool(slots=2, runtime_folder=runtime_root), Limits(wall=60))
    except RenderError as problem:
        return 0, str(problem)
    return outcome.frames, ""
