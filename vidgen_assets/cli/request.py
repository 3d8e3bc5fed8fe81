"""From what is on the command line to a request. What a request may hold is the domain's to say."""

from pathlib import Path

from vidgen_assets.cli.script_file import read_script
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.request import VideoRequest


def video_request(
    prompt: str | None, script: Path | None, *, language: str, voice: str | None, quality: Quality
) -> VideoRequest:
    """The request for a prompt or for the script in a file. Raises `InputError`."""
    text = None if prompt is None else _printable(prompt)
    if script is None:
        _not_a_file(text)
        return VideoRequest(prompt=text or "", language=language, voice=voice, quality=quality)
    return VideoRequest(
        prompt=text,
        script=read_script(script),
        script_name=_printable(script.name),
        language=language,
        voice=voice,
        quality=quality,
    )


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
