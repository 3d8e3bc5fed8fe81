"""How long a text takes to say, before anybody has said it: for plans and dry runs, never for timings."""

import re
from collections.abc import Sequence

from vidgen_assets.domain.narration import BeatAudio, Word
from vidgen_assets.domain.speech.prepare import speech_text
from vidgen_assets.domain.speech.words import source_words

_S_PER_CHARACTER, _S_PER_COMMA, _S_PER_STOP, _S_AROUND = 0.064, 0.4, 0.25, 0.5


def estimated_seconds(text: str, language: str) -> float:
    """About how long the offline voice speaks, in seconds: within a tenth or so for paragraphs in English.

    The figures were fitted to espeak-ng as it is set here; other voices differ by up to a fifth.
    """
    spoken = speech_text(text, language).text
    letters, commas, stops = (len(re.findall(signs, spoken)) for signs in (r"\w|\s", r"[,;:]", r"[.!?]"))
    return _S_AROUND + letters * _S_PER_CHARACTER + commas * _S_PER_COMMA + stops * _S_PER_STOP


def estimated_beats(texts: Sequence[str], language: str) -> tuple[BeatAudio, ...]:
    """Beats as a narrator might speak them one after another, the words of each spread evenly over its letters."""
    beats, start = [], 0.0
    for text in texts:
        seconds = estimated_seconds(text, language)
        beats.append(BeatAudio(text=text, start=start, end=start + seconds, words=_words(text, start, seconds)))
        start += seconds
    return tuple(beats)


def _words(text: str, start: float, seconds: float) -> tuple[Word, ...]:
    pace = (seconds - _S_AROUND) / max(1, len(text))
    return tuple(
        Word(
            text=word.text,
            offset=word.offset,
            start=start + word.offset * pace,
            end=start + (word.offset + len(word.text)) * pace,
        )
        for word in source_words(text)
    )
