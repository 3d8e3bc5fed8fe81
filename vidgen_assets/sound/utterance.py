"""What was said for one text, as any voice answers it: sound, and when each word starts. Cutting belongs beside."""

from typing import NamedTuple

from vidgen_assets.sound.samples import Samples


class Mark(NamedTuple):
    """The voice starts to say the word at `position`, in characters of its text, with sample `start`."""

    position: int
    start: int


class Utterance(NamedTuple):
    """One text as sound, `rate` in Hz, with a mark for each word, in the order in which they are said."""

    samples: Samples
    rate: int
    marks: tuple[Mark, ...]
