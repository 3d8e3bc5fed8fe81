"""The synthesiser flite, smoother than espeak-ng and English only: where it is installed, and the child that runs it.

Its libraries come with Debian's package `libflite1`; nothing of it ships with this one.
"""

import json
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from vidgen_assets.domain.child import ChildJob
from vidgen_assets.domain.errors import ConfigurationError, InputError, NarrationError
from vidgen_assets.domain.speech.prepare import is_english
from vidgen_assets.providers.offline_voice.engine import Voice

_CHILD = Path(__file__).with_name("flite_child.py")
_COMMON = ("libflite.so.1", "libflite_usenglish.so.1", "libflite_cmulex.so.1")
_VOICES = ("awb", "kal16", "rms", "slt")
_DEFAULT = "slt"
_STRETCH = 1.08
_LIMIT_S, _LIMIT_S_PER_CHARACTER = 30.0, 0.02


class Flite:
    """flite with the voices of CMU's Arctic recordings. `folders` is where its libraries are looked for."""

    name = "flite"
    identity = f"flite 2, stretch {_STRETCH}"

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        self._folders = _library_folders() if folders is None else tuple(folders)

    def voice(self, name: str | None, language: str) -> Voice:
        """See `Engine.voice`. Raises `ConfigurationError` when flite is not installed."""
        wanted = (name or _DEFAULT).lower()
        there_are = f"Use one of these: {', '.join(_VOICES)}"
        if wanted not in _VOICES:
            raise InputError(f"flite has no voice {name!r}", field="voice", fix=there_are)
        if not is_english(language):
            raise InputError(f"flite does not speak {language}", field="voice", fix="Use an espeak voice")
        self._find(_library(wanted))
        return Voice(wanted, "en-us", wanted)

    def voices(self) -> tuple[str, ...]:
        """See `Engine.voices`."""
        return _VOICES

    def job(self, texts: Sequence[str], voice: Voice) -> ChildJob:
        """See `Engine.job`."""
        order = {
            "libraries": [str(self._find(library)) for library in (*_COMMON, _library(voice.key))],
            "register": f"register_cmu_us_{voice.key}",
            "stretch": _STRETCH,
            "texts": [_ascii(text) for text in texts],
        }
        limit = _LIMIT_S + _LIMIT_S_PER_CHARACTER * sum(map(len, texts))
        return ChildJob((sys.executable, "-I", "-S", str(_CHILD)), _CHILD.parent, limit, json.dumps(order).encode())

    def _find(self, library: str) -> Path:
        for folder in self._folders:
            if (folder / library).exists():
                return folder / library
        raise ConfigurationError(
            f"flite is not installed ({library} is missing)", field="voice", fix="Install it: apt-get install libflite1"
        )


def _library_folders() -> tuple[Path, ...]:
    return (*Path("/usr/lib").glob("*-linux-gnu*"), *map(Path, ("/usr/lib64", "/usr/lib", "/usr/local/lib")))


def _ascii(text: str) -> str:
    """The text in the letters that flite knows, accents gone, as long as before; what it cannot read is a space.

    Raises `NarrationError` when nothing is left to read.
    """
    bases = (unicodedata.normalize("NFKD", letter)[0] for letter in text)
    plain = "".join(base if base.isascii() else " " for base in bases)
    if not any(letter.isalnum() for letter in plain):
        raise NarrationError(f"flite can read nothing of {text[:40]!r}; use an espeak voice")
    return plain


def _library(voice: str) -> str:
    return f"libflite_cmu_us_{voice}.so.1"
