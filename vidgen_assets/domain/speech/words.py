"""The words of a text as a reader counts them. When each is spoken is a narrator's to say."""

import re
from typing import NamedTuple

# Scripts without spaces between words count sign by sign; dashes part words even where no space does.
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\s\u2013-\u2015\u2026{_UNSPACED}]+")
_WIDE = "、。，．！？；：・「」『』（）"
_EDGE = re.compile(rf"""^["'“”„‘’«»‹›()\[\]{{}}.,;:!?¡¿*`_{_WIDE}]+|["'“”„‘’«»‹›()\[\]{{}}.,;:!?*`_{_WIDE}]+$""")

_OWN_END = re.compile(r"\)")  # the bracket that closes f(x)
_OWN_STOP = re.compile(r"(?:\w\.){2,}")  # e.g., U.S.


class SourceWord(NamedTuple):
    """A word of a text and where it starts, in characters; punctuation around it is left out."""

    text: str
    offset: int


def source_words(text: str) -> tuple[SourceWord, ...]:
    """The words of `text` in order. A sign that stands alone, such as ``→``, counts as one."""
    found = (_trimmed(match[0], match.start()) for match in _TOKEN.finditer(text))
    return tuple(word for word in found if word.text)


def _trimmed(token: str, offset: int) -> SourceWord:
    body = _EDGE.sub("", token)
    start = token.find(body)
    own = _OWN_END.match(token, start + len(body)) if "(" in body else _OWN_STOP.match(token, start)
    end = own.end() if own else start + len(body)
    return SourceWord(token[start:end], offset + start)
