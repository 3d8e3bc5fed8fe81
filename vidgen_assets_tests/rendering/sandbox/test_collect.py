"""Only a plain file of the right kind is ever taken from where something hostile has been."""

import os
from pathlib import Path

import pytest

from vidgen_assets.rendering.sandbox.collect import Kind, Output, OutputRefusedError, collect

MP4 = b"\0\0\0\x20ftypisom" + b"x" * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work" / "inner").mkdir(parents=True)
    return tmp_path / "work"


def _take(folder: Path, name: str = "clip.mp4", kind: Kind = "mp4", largest: int = 1000) -> bytes:
    target = folder.parent / "taken"
    collect(Output(name, target, kind, largest), folder)
    return target.read_bytes()


def test_a_plain_file_is_taken(folder: Path) -> None:
    (folder / "inner" / "clip.mp4").write_bytes(MP4)
    assert _take(folder, "inner/clip.mp4") == MP4


def _link(folder: Path) -> None:
    (folder.parent / "secret").write_bytes(MP4)
    (folder / "clip.mp4").symlink_to(folder.parent / "secret")


def _other_name(folder: Path) -> None:
    (folder.parent / "secret").write_bytes(MP4)
    (folder / "clip.mp4").hardlink_to(folder.parent / "secret")


@pytest.mark.parametrize(
    "leave",
    [
        _link,
        _other_name,
        lambda folder: os.mkfifo(folder / "clip.mp4"),
        lambda folder: (folder / "clip.mp4").mkdir(),
        lambda folder: (folder / "clip.mp4").write_bytes(b""),
        lambda folder: (folder / "clip.mp4").write_bytes(MP4 * 100),
        lambda folder: (folder / "clip.mp4").write_bytes(b"<html>not a video</html>"),
        lambda _: None,
    ],
    ids=["symlink", "hard link", "fifo", "folder", "empty", "too large", "other kind", "missing"],
)
def test_anything_else_is_refused(folder: Path, leave: object) -> None:
    assert callable(leave)
    leave(folder)
    with pytest.raises(OutputRefusedError):
        _take(folder)
    assert not (folder.parent / "taken").exists()


def test_a_link_on_the_way_is_refused(folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "clip.mp4").write_bytes(MP4)
    (folder / "step").symlink_to(outside)
    with pytest.raises(OutputRefusedError):
        _take(folder, "step/clip.mp4")


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", ""])
def test_a_name_never_leads_outside(folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match="plain relative path"):
        _take(folder, name)
