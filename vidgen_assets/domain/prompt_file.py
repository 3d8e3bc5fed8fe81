"""Prompt files: what somebody put into the queue, and the request in it. Where such files lie is the queue's.

A `.json` file holds the fields of a `VideoRequest`, a `.md` file is a script, a `.txt` file a prompt.
"""

import difflib
from pathlib import PurePosixPath

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.plain_text import plain_text
from vidgen_assets.domain.request import MAX_PROMPT_CHARS, MAX_SCRIPT_CHARS, VideoRequest

MOST_BYTES = 6 * MAX_SCRIPT_CHARS
"""More than any request needs: JSON may spell a character in six bytes."""

_SCRIPTS = (".md", ".markdown")
_SUFFIXES = (".json", *_SCRIPTS, ".txt")


def check_outside(name: str, size: int) -> None:
    """Raise `InputError` when a file that is called so and has so many bytes holds no request, whatever is in it."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in _SUFFIXES:
        kind = f"{suffix!r} files are not read" if suffix else "its name has no ending that says what it is"
        raise InputError(
            kind, field="file name", file=name, fix="Use .json for fields, .md for a script, .txt for a prompt"
        )
    if size > MOST_BYTES:
        problem = f"it has {size:,} bytes, at most {MOST_BYTES:,} are read"
        raise InputError(problem, field="file", file=name, fix="Shorten it, or make several videos")


def parse(name: str, content: bytes) -> VideoRequest:
    """The request in the file called `name`. Raises `InputError` with file and field."""
    check_outside(name, len(content))
    path = PurePosixPath(name)
    try:
        if path.suffix.lower() == ".json":
            return _from_json(path, content)
        if path.suffix.lower() in _SCRIPTS:
            return VideoRequest(script=plain_text(content, field="script", file=name), script_name=path.name)
        return _from_text(name, content)
    except InputError as error:
        if error.file == name:
            raise
        raise InputError(error.problem, field=error.field, fix=error.fix, file=name, line=error.line) from error


def looks_unfinished(name: str, content: bytes) -> bool:
    """Whether the rest of the file may be still to come: nothing is in it, or its JSON ends too early."""
    if not content.strip():
        return True
    if not name.lower().endswith(".json"):
        return False
    try:
        VideoRequest.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        return first["type"] == "json_invalid" and "EOF" in first["msg"]
    except InputError:
        return False
    return False


def _from_text(name: str, content: bytes) -> VideoRequest:
    text = plain_text(content, field="prompt", file=name).strip()
    if len(text) > MAX_PROMPT_CHARS:
        problem = f"it has {len(text):,} characters, at most {MAX_PROMPT_CHARS:,} are taken"
        raise InputError(problem, field="prompt", file=name, fix="Shorten it, or make it a script, in a .md file")
    return VideoRequest(prompt=text)


def _from_json(path: PurePosixPath, content: bytes) -> VideoRequest:
    text = plain_text(content, field="json", file=str(path))
    try:
        request = VideoRequest.model_validate_json(text)
    except ValidationError as error:
        raise _explained(error.errors()[0], str(path)) from error
    unnamed = request.script is not None and "script_name" not in request.model_fields_set
    return request.model_copy(update={"script_name": f"{path.stem}.md"}) if unnamed else request


def _explained(error: ErrorDetails, file: str) -> InputError:
    field = ".".join(map(str, error["loc"]))
    if error["type"] == "json_invalid":
        problem = f"it is not JSON: {error['msg'].removeprefix('Invalid JSON: ')}"
        return InputError(problem, field="json", file=file, fix='Write one object, such as {"prompt": "…"}')
    if error["type"] == "extra_forbidden":
        return InputError("there is no such field", field=field, file=file, fix=_fields_like(field))
    if not field:
        return InputError(
            "it is not one object", field="json", file=file, fix='Write {"prompt": "…"}; one file for each video'
        )
    fix = error["msg"].replace("Input should be", "Give", 1)
    return InputError(f"{error['input']!r} cannot be used", field=field, file=file, fix=fix)


def _fields_like(name: str) -> str:
    known = list(VideoRequest.model_fields)
    near = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean {near[0]}?" if near else f"Use {', '.join(known)}"
