"""Voice names: which narrator, and which of its voices. Which voices there are belongs to the narrator."""

from typing import NamedTuple, Self


class VoiceName(NamedTuple):
    """A voice as people write it: ``espeak:en-gb``, ``flite:slt``, or just ``en-gb``, a voice of the default narrator.

    Attributes:
        narrator: the part before the colon, in lower case; None where nobody asked for a certain narrator.
        name: the narrator's own name for the voice; None for its default, as in ``flite:`` or where no voice is given.
    """

    narrator: str | None
    name: str | None

    @classmethod
    def parse(cls, voice: str | None) -> Self:
        """Split at the first colon. Never fails: what the parts mean is checked by whoever knows the voices."""
        narrator, colon, name = (voice or "").partition(":")
        if not colon:
            narrator, name = "", narrator
        return cls(narrator.strip().lower() or None, name.strip() or None)
