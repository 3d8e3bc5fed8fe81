"""Video ids: what names a video everywhere, as a Dagster partition key, a folder and a word in a command."""

import hashlib
import re
import unicodedata

VIDEO_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{10}")
_SLUG_CHARS = 48


def video_id(title: str, identity: tuple[str, ...]) -> str:
    """A slug of `title` for people, and ten hex digits of the hash of `identity` for uniqueness.

    The id holds only lower-case ASCII letters, digits and hyphens, so it is safe as a partition key (no ``|``, ``/``
    or ``...``) and as a path segment. Its length is at most 59 characters.
    """
    digest = hashlib.sha256("\0".join(identity).encode()).hexdigest()[:10]
    return f"{_slug(title)}-{digest}"


def _slug(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_text)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:_SLUG_CHARS]
        if len(longer) > _SLUG_CHARS:
            break
        slug = longer
    return slug or "video"
