"""A voice for servers of the tests: each word is a hum, with short silences between words and longer ones at stops."""

import numpy as np

from vidgen_assets.domain.alignment import Timed
from vidgen_assets.sound.samples import Samples

RATE = 24_000
_CHARACTER_S, _SPACE_S, _STOP_S, _LEAD_S = 0.05, 0.04, 0.3, 0.1


def hummed(text: str, rate: int = RATE, stop_s: float = _STOP_S) -> tuple[Samples, tuple[Timed, ...]]:
    """The text as sound, with silences of `stop_s` at stops, and when each of its characters was said."""
    sounds, said, now = [np.zeros(round(_LEAD_S * rate), np.int16)], [], _LEAD_S
    for character in text:
        loud = character.isalnum()
        seconds = _CHARACTER_S if loud else stop_s if character in ".!?" else _SPACE_S
        said.append(Timed(character, round(now, 4), round(now + seconds, 4)))
        sounds.append(_hum(seconds, rate) if loud else np.zeros(round(seconds * rate), np.int16))
        now += seconds
    return np.concatenate(sounds), tuple(said)


def _hum(seconds: float, rate: int) -> Samples:
    time = np.arange(round(seconds * rate)) / rate
    return (8_000 * np.sin(2 * np.pi * 220 * time + 0.3)).astype(np.int16)
