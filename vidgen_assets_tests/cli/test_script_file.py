from pathlib import Path

import pytest

from vidgen_assets.cli.script_file import read_script
from vidgen_assets.domain.errors import InputError


def _script(folder: Path, content: bytes) -> Path:
    path = folder / "lesson.md"
    path.write_bytes(content)
    return path


def test_line_ends_and_a_byte_order_mark_of_other_systems_are_taken(tmp_path: Path) -> None:
    assert read_script(_script(tmp_path, b"\xef\xbb\xbf# Title\r\n\r\nText\rmore\n")) == "# Title\n\nText\nmore\n"


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.md: script: it cannot be read: No such file"):
        read_script(tmp_path / "none.md")


def test_a_folder_is_no_script(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it cannot be read: Is a directory"):
        read_script(tmp_path)


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it is a binary file"):
        read_script(_script(tmp_path, b"\x89PNG\r\n\0\0"))


def test_the_line_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_script(_script(tmp_path, "# Title\n\nCaf\xe9\n".encode("latin-1")))
    assert (caught.value.line, caught.value.fix) == (3, "Save it as UTF-8")


def test_a_huge_file_is_refused_without_being_read_whole() -> None:
    with pytest.raises(InputError, match="longer than 200,000 characters"):
        read_script(Path("/dev/zero"))
