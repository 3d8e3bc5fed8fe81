"""The synthesiser espeak-ng: which voices it has, how it is set for calm explanations, and the child that runs it.

The library and its data come with the wheel `espeakng-loader`. It speaks in a child process (`espeak_child`), which
keeps its global state and its licence (GPL) out of this one, and makes the same words the same samples every time.
"""

import functools
import json
import re
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

import espeakng_loader

from vidgen_assets.domain.child import ChildJob
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.speech.prepare import is_english
from vidgen_assets.providers.offline_voice.engine import Voice

_CHILD = Path(__file__).with_name("espeak_child.py")
_RATE, _VOLUME, _PITCH, _RANGE, _GAP = 1, 2, 3, 4, 7
# Words a minute; per cent of full amplitude, low enough that no voice clips inside the library; pitch and its range on
# espeak's scale from 0 to 100; pause between words in units of 10 ms.
_PARAMETERS = {_RATE: 160, _VOLUME: 60, _PITCH: 45, _RANGE: 60, _GAP: 1}
_LIMIT_S, _LIMIT_S_PER_CHARACTER = 20.0, 0.01
_WELL_KNOWN = ("en-us", "en-gb", "de", "es", "fr", "it", "pt-br", "nl", "pl")
_NAMED_FEW = 12


class Espeak:
    """espeak-ng. Its voices are languages, such as ``en-gb``, with a variant if wanted, such as ``en-us+f3``.

    `data` is a folder ``espeak-ng-data``, by default the one of the wheel.
    """

    name = "espeak"
    identity = f"espeak-ng {version('espeakng-loader')} {json.dumps(_PARAMETERS)}"

    def __init__(self, data: Path | None = None) -> None:
        self._data = data or Path(espeakng_loader.get_data_path())

    def voice(self, name: str | None, language: str) -> Voice:
        """See `Engine.voice`; `key` is a file of espeak's data, such as ``gmw/en-US+f3``."""
        wanted = (name or self._default(language)).lower()
        tongue, plus, variant = wanted.partition("+")
        variants = {known.lower(): known for known in _variants(self._data)}
        if tongue not in _languages(self._data):
            raise InputError(f"espeak has no voice {name or language!r}", field="voice", fix=self._fix(tongue))
        if plus and variant not in variants:
            few = ", ".join(sorted(variants.values())[:_NAMED_FEW])
            raise InputError(f"espeak has no variant {variant!r}", field="voice", fix=f"Use one of these: {few}, …")
        return Voice(wanted, tongue, _languages(self._data)[tongue] + (f"+{variants[variant]}" if plus else ""))

    def voices(self) -> tuple[str, ...]:
        """Every language; each can be followed by ``+`` and a variant."""
        return tuple(sorted(_languages(self._data)))

    def job(self, texts: Sequence[str], voice: Voice) -> ChildJob:
        """See `Engine.job`."""
        order = {
            "library": espeakng_loader.get_library_path(),
            "data": str(self._data.parent),
            "voice": voice.key,
            "parameters": _PARAMETERS,
            "texts": texts,
        }
        limit = _LIMIT_S + _LIMIT_S_PER_CHARACTER * sum(map(len, texts))
        return ChildJob((sys.executable, "-I", "-S", str(_CHILD)), _CHILD.parent, limit, json.dumps(order).encode())

    def _default(self, language: str) -> str:
        tag = language.lower().replace("_", "-")
        if tag == "en" or (is_english(tag) and tag not in _languages(self._data)):
            return "en-us"
        parts = tag.split("-")
        known = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
        return next((tag for tag in known if tag in _languages(self._data)), tag)

    def _fix(self, tongue: str) -> str:
        near = [name for name in self.voices() if name[:2] == tongue[:2]]
        few = ", ".join(dict.fromkeys([*near, *_WELL_KNOWN][:_NAMED_FEW]))
        return f"Use one of these: {few}, …, if wanted with a variant, as in en-us+f3"


@functools.cache
def _languages(data: Path) -> Mapping[str, str]:
    """From language tags to voice files, as the files themselves declare them; the first of two that claim one wins by
    the priority that it states (a lower number is stronger)."""
    claims: dict[str, tuple[int, str]] = {}
    for file in sorted((data / "lang").rglob("*")):
        if file.is_file():
            for tag, priority in re.findall(r"^language\s+(\S+)(?:\s+(\d+))?", file.read_text("utf-8"), re.MULTILINE):
                claim = int(priority or 5), file.relative_to(data / "lang").as_posix()
                claims[tag.lower()] = min(claims.get(tag.lower(), claim), claim)
    return MappingProxyType({tag: voice for tag, (_, voice) in claims.items()})


@functools.cache
def _variants(data: Path) -> frozenset[str]:
    return frozenset(file.name for file in (data / "voices" / "!v").iterdir())
