"""What plain Manim draws and what the fast one draws, frame by frame."""

from pathlib import Path

import pytest

from vidgen_assets_tests.rendering.fast.scenes import SCENES
from vidgen_assets_tests.rendering.fast.sides import difference, rendered


@pytest.mark.filterwarnings("default::DeprecationWarning")  # Manim's own
@pytest.mark.filterwarnings("default::RuntimeWarning")  # numpy's, of coordinates that are no numbers
@pytest.mark.parametrize("name", SCENES)
def test_frames_times_and_errors_are_plain_manims(name: str, tmp_path: Path) -> None:
    plain, fast = (rendered(SCENES[name], tmp_path, fast=fast) for fast in (False, True))
    assert fast.error is plain.error
    assert fast.subtitles == plain.subtitles
    assert fast.count == plain.count > 0
    assert difference(plain, fast) <= 1
