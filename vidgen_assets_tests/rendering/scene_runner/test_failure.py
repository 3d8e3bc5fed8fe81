from pathlib import Path

import pytest

from vidgen_assets.domain.errors import SceneError
from vidgen_assets.rendering.scene_runner.failure import describe


@pytest.mark.parametrize(
    ("error", "told"), [(SceneError("there is no scene"), "there is no scene"), (ValueError("odd"), "ValueError: odd")]
)
def test_errors_of_ours_are_told_without_their_class(error: Exception, told: str, tmp_path: Path) -> None:
    assert describe(error, tmp_path / "scene.py").message == told
