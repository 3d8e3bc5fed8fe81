"""Whether a sound can be the speech it is meant to be. What becomes of one that cannot is the caller's."""

from vidgen_assets.sound.samples import Samples
from vidgen_assets.sound.silence import heard, hearing_floor

_SLACK_S = 0.2
_FASTEST = 50.0  # characters a second; hurried speech has some 25
_BLIP_S = 0.05


def fault(samples: Samples, rate: int, text: str, last_word_end: float | None) -> str | None:
    """What is wrong with `text` as sound at `rate` Hz: cut off or silent; None when nothing is.

    `last_word_end` is the second at which the last word ends, as told with the sound; None when nothing was told.
    """
    length, needed = len(samples) / rate, len(text) / _FASTEST if last_word_end is None else last_word_end
    if length + _SLACK_S < needed:
        return f"the sound is cut off: {length:.2f} s of at least {needed:.2f} s"
    audible = heard(samples, 0, len(samples), hearing_floor(samples))
    if audible is None or audible[1] - audible[0] < _BLIP_S * rate:
        return "there is nothing to be heard in the sound"
    return None
