"""Reading a file that a person names. What its text means belongs to the domain."""

from pathlib import Path

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.plain_text import plain_text
from vidgen_assets.domain.request import MAX_SCRIPT_CHARS

_MOST_BYTES = 4 * MAX_SCRIPT_CHARS  # UTF-8 needs at most four a character


def read_script(path: Path) -> str:
    """The text of the script, whatever its line ends, without a byte order mark. Raises `InputError`."""
    content = read_bytes(path, _MOST_BYTES, "script", "Give the path of a Markdown file")
    if len(content) > _MOST_BYTES:
        raise InputError(
            f"it is longer than {MAX_SCRIPT_CHARS:,} characters",
            field="script",
            file=path,
            fix="Shorten it, or make several videos",
        )
    return plain_text(content, field="script", file=path)


def read_bytes(path: Path, most: int, field: str, fix: str) -> bytes:
    """What is in the file, of which no more than `most` bytes and one are read. Raises `InputError`."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise InputError(f"it cannot be read: {error.strerror}", field=field, file=path, fix=fix) from error
