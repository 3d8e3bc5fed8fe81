"""What a key of the store may be. Adapters hold to it, so that a folder can be copied to a bucket and back.

Which thing has which key is `layout`'s.
"""

import os

from vidgen_assets.domain.errors import StorageError

_MAX_SEGMENT_BYTES = 255


def segments(key: str) -> list[str]:
    """The parts of a key between slashes. Raises `StorageError` unless each is safe as a file name."""
    parts = key.split("/")
    if not all(map(_is_segment, parts)):
        raise StorageError(f"{key!r} is not a key: it needs segments that are neither empty, hidden nor overlong")
    return parts


def is_key(text: str) -> bool:
    """Whether every part is safe as a file name; nothing else in a folder or bucket is the store's."""
    return all(map(_is_segment, text.split("/")))


def _is_segment(text: str) -> bool:
    usable = text and not text.startswith(".") and text.isprintable() and "\\" not in text
    return bool(usable) and len(os.fsencode(text)) <= _MAX_SEGMENT_BYTES
