"""A file with many requests, one in each line, and what is wrong with a line of it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from vidgen_assets.cli.script_file import read_bytes
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.plain_text import plain_text
from vidgen_assets.domain.prompt_file import parse
from vidgen_assets.domain.request import VideoRequest

_MOST_BYTES = 64 << 20
_SUFFIXES = (".txt", ".jsonl")


def read_prompts(path: Path, wishes: Mapping[str, object]) -> list[VideoRequest]:
    """The requests in the file; where a line says nothing of them, with these wishes. Raises `InputError`."""
    if path.suffix.lower() not in _SUFFIXES:
        raise InputError(
            f"{path.suffix or 'a file without ending'} is not read",
            field="--file",
            file=path,
            fix="Give a .txt with a prompt in each line, or a .jsonl with a request in each",
        )
    content = read_bytes(path, _MOST_BYTES, "--file", "Give the path of a file with a prompt in each line")
    if len(content) > _MOST_BYTES:
        raise InputError(f"it is longer than {_MOST_BYTES:,} bytes", field="--file", file=path, fix="Split it")
    text = plain_text(content, field="--file", file=path)
    found = list(_requests(path, text, wishes))
    if not found:
        raise InputError("there is no prompt in it", field="--file", file=path, fix="Write one in each line")
    return found


def _requests(path: Path, text: str, wishes: Mapping[str, object]) -> Iterator[VideoRequest]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _from_json(line, wishes) if path.suffix.lower() == ".jsonl" else _request(line, wishes)
        except InputError as error:
            raise InputError(error.problem, field=error.field, fix=error.fix, file=path, line=number) from error


def _request(prompt: str, wishes: Mapping[str, object]) -> VideoRequest:
    return VideoRequest.model_validate({"prompt": prompt, **wishes})


def _from_json(line: str, wishes: Mapping[str, object]) -> VideoRequest:
    request = parse("line.json", line.encode())
    said = request.model_fields_set
    left = {name: value for name, value in wishes.items() if name not in said and value is not None}
    if request.script is not None:
        left = {name: value for name, value in left.items() if name not in ("audience", "minutes", "sections")}
    return VideoRequest.model_validate({**json.loads(request.model_dump_json(exclude_unset=True)), **left})
