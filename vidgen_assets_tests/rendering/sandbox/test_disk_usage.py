"""Folders that something hostile has filled are counted and removed all the same."""

import os
from pathlib import Path

import pytest

from vidgen_assets.rendering.sandbox.disk_usage import footprint, remove_tree


def test_size_and_number_are_counted(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "file").write_bytes(b"x" * 8192)
    size, files = footprint(tmp_path, 10)
    assert (size >= 8192, files) == (True, 2)


def test_counting_stops_in_time(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / str(number)).touch()
    assert footprint(tmp_path, 5).files == 6


def test_folders_deeper_than_any_path_are_noticed_and_removed(tmp_path: Path) -> None:
    before, top = Path.cwd(), tmp_path / "top"
    top.mkdir()
    os.chdir(top)
    for _ in range(60):
        Path("d" * 200).mkdir()
        os.chdir("d" * 200)
    Path("hidden").write_bytes(b"x")
    os.chdir(before)
    with pytest.raises(OSError, match="too long"):
        footprint(top, 1000)
    remove_tree(top)
    assert not top.exists()


def test_links_and_closed_folders_are_removed_and_not_followed(tmp_path: Path) -> None:
    kept, top = tmp_path / "kept", tmp_path / "top"
    kept.write_text("x")
    (top / "closed" / "inner").mkdir(parents=True)
    (top / "link").symlink_to(kept)
    (top / "closed").chmod(0)
    remove_tree(top)
    assert (top.exists(), kept.read_text()) == (False, "x")


def test_removing_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    remove_tree(tmp_path / "nothing")
