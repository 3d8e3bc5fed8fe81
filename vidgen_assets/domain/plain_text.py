"""Bytes that a person gave as a text file, and the text in them. What the text means is known elsewhere."""

import codecs
from pathlib import Path

from vidgen_assets.domain.errors import InputError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def plain_text(content: bytes, *, field: str, file: str | Path) -> str:
    """The text, whatever its line ends, without a byte order mark; UTF-16 is taken only with one.

    Raises `InputError` with the file, and the line where it stops being UTF-8.
    """
    if content.startswith(_UTF16):
        return _unified(_from_utf16(content, field, file))
    if b"\0" in content:
        raise InputError("it is a binary file", field=field, file=file, fix="Give a file of plain UTF-8 text")
    try:
        return _unified(content.decode())
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError("it is not UTF-8 text", field=field, file=file, line=line, fix="Save it as UTF-8") from error


def _from_utf16(content: bytes, field: str, file: str | Path) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise InputError("it is broken UTF-16 text", field=field, file=file, fix="Save it as UTF-8") from error


def _unified(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
