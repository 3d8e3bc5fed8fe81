from pathlib import Path

import pytest

from vidgen_assets_tests.cli.conftest import Vidgen
from vidgen_assets_tests.emulator import BUCKET, emulator


def test_a_machine_that_can_make_videos_is_told_so(vidgen: Vidgen, home: Path) -> None:
    answer = vidgen("doctor")
    assert answer.exit_code == 0
    assert "Videos can be made." in answer.stdout
    for name in ("Python", "Cairo", "Inter", "espeak-ng", "LaTeX", "Sandbox", "Disk space"):
        assert name in answer.stdout
    assert not home.exists()


def test_a_sandbox_that_is_switched_off_is_missing_and_videos_can_be_made(
    vidgen: Vidgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("VIDGEN_UNSAFE_NO_SANDBOX", "true")
    answer = vidgen("doctor")
    assert answer.exit_code == 0
    assert "switched off by VIDGEN_UNSAFE_NO_SANDBOX" in answer.stdout


def test_a_store_that_cannot_be_written_is_broken(vidgen: Vidgen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDGEN_STORAGE", "/proc/videos")
    answer = vidgen("doctor")
    assert answer.exit_code == 2
    assert "No video can be made: Videos." in answer.stdout


def test_a_bucket_that_can_be_used_is_told_with_its_name(vidgen: Vidgen, monkeypatch: pytest.MonkeyPatch) -> None:
    with emulator() as bucket:
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", bucket.url)
        monkeypatch.setenv("VIDGEN_STORAGE", f"gs://{BUCKET}/a")
        answer = vidgen("doctor")
    assert answer.exit_code == 0
    assert f"gs://{BUCKET}/a" in answer.stdout


def test_a_bucket_that_is_missing_is_broken(vidgen: Vidgen, monkeypatch: pytest.MonkeyPatch) -> None:
    with emulator() as bucket:
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", bucket.url)
        monkeypatch.setenv("VIDGEN_STORAGE", "gs://no-such-bucket")
        answer = vidgen("doctor")
    assert answer.exit_code == 2
    assert "No video can be made: Videos." in answer.stdout


def test_a_paid_service_that_is_not_set_is_no_fault(vidgen: Vidgen) -> None:
    told = vidgen("doctor").stdout
    assert "Claude" in told
    assert "not set" in told


def test_a_paid_service_that_cannot_be_reached_is_found(vidgen: Vidgen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")
    answer = vidgen("doctor")
    assert answer.exit_code == 2
    assert "No video can be made: Claude." in answer.stdout
