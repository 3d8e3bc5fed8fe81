"""Reading a script file that a person names. What its text means belongs to the domain."""

from pathlib import Path

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.request import MAX_SCRIPT_CHARS

_MOST_BYTES = 4 * MAX_SCRIPT_CHARS  # UTF-8 needs at most four a character


def read_script(path: Path) -> str:
    """The text of the script, whatever its line ends, without a byte order mark. Raises `InputError`."""
    text = _decoded(path, _content(path))
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise _refusal(path, f"it cannot be read: {error.strerror}", "Give the path of a Markdown file") from error
    if len(content) > _MOST_BYTES:
        raise _refusal(path, f"it is longer than {MAX_SCRIPT_CHARS:,} characters", "Shorten it, or make several videos")
    return content


def _decoded(path: Path, content: bytes) -> str:
    if b"\0" in content:
        raise _refusal(path, "it is a binary file", "Give a Markdown file, which is plain UTF-8 text")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refusal(path, "it is not UTF-8 text", "Save it as UTF-8", line) from error


def _refusal(path: Path, problem: str, fix: str, line: int | None = None) -> InputError:
    return InputError(problem, field="script", file=path, line=line, fix=fix)
