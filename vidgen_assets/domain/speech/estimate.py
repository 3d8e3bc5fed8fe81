"""How long a text takes to say, before anybody has said it: for plans and dry runs, never for timings."""

import re

from vidgen_assets.domain.speech.prepare import speech_text

_S_PER_CHARACTER, _S_PER_COMMA, _S_PER_STOP, _S_AROUND = 0.064, 0.4, 0.25, 0.5


def estimated_seconds(text: str, language: str) -> float:
    """About how long the offline voice speaks, in seconds: within a tenth or so for paragraphs in English.

    The figures were fitted to espeak-ng as it is set here; other voices differ by up to a fifth.
    """
    spoken = speech_text(text, language).text
    letters, commas, stops = (len(re.findall(signs, spoken)) for signs in (r"\w|\s", r"[,;:]", r"[.!?]"))
    return _S_AROUND + letters * _S_PER_CHARACTER + commas * _S_PER_COMMA + stops * _S_PER_STOP
