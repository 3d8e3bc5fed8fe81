"""Fonts: which letters of a text none of the installed ones can draw. How text is set belongs to the scenes."""

from pathlib import Path

from vidgen_assets.domain.child import ChildError, ChildJob
from vidgen_assets.rendering.process import run

_WALL_S = 10.0
_MOST = 40


def undrawable(text: str) -> str:
    """The letters, 40 at most, that would be drawn as empty boxes, in order; none if fontconfig's tools are missing."""
    letters = sorted({letter for letter in text if letter.isprintable() and not letter.isascii()})
    if not letters or _has_font("".join(letters)):
        return ""
    return "".join(letter for letter in letters[: 10 * _MOST] if not _has_font(letter))[:_MOST]


def _has_font(letters: str) -> bool:
    """Whether one font has all of the letters."""
    wanted = " ".join(f"{ord(letter):x}" for letter in letters)
    try:
        answer = run(ChildJob(("fc-list", f":charset={wanted}", "family"), Path("/"), _WALL_S))
    except ChildError:
        return True
    return bool(answer.output.strip())
