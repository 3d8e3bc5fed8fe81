from pathlib import Path

import pytest

from vidgen_assets_tests.cli.conftest import Vidgen


def test_a_machine_that_can_make_videos_is_told_so(vidgen: Vidgen, home: Path) -> None:
    answer = vidgen("doctor")
    assert answer.exit_code == 0
    assert "Videos can be made." in answer.stdout
    for name in ("Python", "Cairo", "Inter", "espeak-ng", "LaTeX", "Landlock", "Disk space"):
        assert name in answer.stdout
    assert not home.exists()


def test_a_store_that_cannot_be_written_is_broken(vidgen: Vidgen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDGEN_STORAGE", "/proc/videos")
    answer = vidgen("doctor")
    assert answer.exit_code == 2
    assert "No video can be made: Videos." in answer.stdout
