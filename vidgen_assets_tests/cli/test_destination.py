from pathlib import Path

import pytest

from vidgen_assets.cli.destination import check_destination, deliver
from vidgen_assets.domain.errors import InputError


def test_a_fit_destination_is_left_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert check_destination(Path("video.mp4")) == tmp_path / "video.mp4"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_destination(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it is a folder"):
        check_destination(tmp_path)


@pytest.mark.parametrize("name", ["script.md", "films/", "video"])
def test_what_does_not_look_like_a_video_is_never_overwritten(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"does not end in \.mp4"):
        check_destination(tmp_path / name)


def test_a_destination_in_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        check_destination(tmp_path / "none" / "video.mp4")


def test_a_place_where_nothing_can_be_written_is_refused() -> None:
    with pytest.raises(InputError, match="it cannot be written") as caught:
        check_destination(Path("/proc/video.mp4"))
    assert caught.value.field == "--out"


def test_the_video_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    (tmp_path / "made.mp4").write_bytes(b"new")
    (tmp_path / "video.mp4").write_bytes(b"old")
    deliver(tmp_path / "made.mp4", tmp_path / "video.mp4")
    assert (tmp_path / "video.mp4").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made.mp4", "video.mp4"]
