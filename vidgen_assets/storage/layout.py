"""The layout of the store: which key a thing of a video has. How keys become files or objects is the adapter's."""

from urllib.parse import quote, unquote

from vidgen_assets.domain.errors import InputError

VIDEOS = "videos/"
QUEUE = "queue/"
_MAX_CHARS = 200


def segment(name: str) -> str:
    """`name` as one path segment that is safe on any file system; `unsegment` gives it back.

    Letters, digits, ``-``, ``_``, ``~`` and inner dots stay as they are, the rest is percent-encoded UTF-8. Raises
    `InputError` when there is nothing to name, or the result is longer than 200 characters.
    """
    quoted = quote(name, safe="")
    if quoted.startswith("."):
        quoted = "%2E" + quoted[1:]
    if not 1 <= len(quoted) <= _MAX_CHARS:
        raise InputError(
            f"{name[:40]!r} has {len(name):,} characters", field="name", fix=f"Use 1 to {_MAX_CHARS} plain ones"
        )
    return quoted


def unsegment(text: str) -> str:
    """The name that `segment` made `text` from."""
    return unquote(text)


def folder(video: str, section: str | None = None) -> str:
    """The prefix of all that is stored of a video, or of one of its sections; it ends with a slash."""
    whole = f"{VIDEOS}{segment(video)}/"
    return whole if section is None else f"{whole}sections/{segment(section)}/"


def request_key(video: str) -> str:
    """Where the request of a video is."""
    return f"{folder(video)}request.json"
