"""From what is on the command line to a request. What a request may hold is the domain's to say."""

from pathlib import Path
from typing import Any

from vidgen_assets.cli.script_file import read_script
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.request import VideoRequest


def video_request(prompt: str | None, script: Path | None, **wishes: Any) -> VideoRequest:
    """The request for a prompt or for the script in a file, with other fields as `wishes`. Raises `InputError`."""
    text = None if prompt is None else _printable(prompt)
    if script is None:
        _not_a_file(text)
        return VideoRequest(prompt=text or "", **wishes)
    name = _printable(script.name)
    return VideoRequest(prompt=text, script=read_script(script), script_name=name, **wishes)


def _printable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError("it is not UTF-8 text", field="prompt", fix="Set the terminal to UTF-8") from error
    return text


def _not_a_file(prompt: str | None) -> None:
    if prompt and prompt.lower().endswith((".md", ".markdown")):
        raise InputError(
            f"{prompt!r} looks like the name of a file", field="prompt", fix="To use a script, put --script before it"
        )
