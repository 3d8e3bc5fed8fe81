"""Which beat a scene means when it calls ``voiceover(text=…)``. The text may be altered: people and models rewrite."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from vidgen_assets.domain.narration import BeatAudio

BOOKMARK = re.compile(r"<bookmark\s+mark\s*=\s*['\"]([^'\"]*)['\"]\s*/?>(?:\s*</bookmark>)?")
_ALIKE = 0.6  # of 1; two different beats of one section are below it, a reworded one is above


class Calls:
    """The calls of one scene so far. `spoken` maps each beat that was called to the frame at which it was."""

    def __init__(self, beats: Sequence[BeatAudio]) -> None:
        self.spoken: dict[int, int] = {}
        self.warnings: list[str] = []
        self._keys = [key(beat.text) for beat in beats]

    def next_beat(self, text: str, frame: int) -> int | None:
        """The number of the beat that `text` stands for, called at `frame`. None: there is nothing to say for it."""
        beat = self._match(key(text))
        if beat is None:
            self.warnings.append(f"voiceover call without a beat: {_shortened(text)}")
        else:
            self.spoken[beat] = frame
        return beat

    def left_out(self) -> list[int]:
        """The beats that were never called."""
        return [number for number in range(len(self._keys)) if number not in self.spoken]

    def _match(self, wanted: str) -> int | None:
        left = self.left_out()
        for number in left:
            if self._keys[number] == wanted:
                return number
        alike = {number: _likeness(wanted, self._keys[number]) for number in left}
        best = max(left, key=lambda number: alike[number], default=None)
        if best is None or alike[best] >= _ALIKE:
            return best
        if any(wanted in self._keys[number] for number in self.spoken):
            return None  # a beat split over two calls: the first has said it all
        self.warnings.append(f"voiceover text of no beat, the next beat is spoken: {_shortened(wanted)}")
        return left[0]


def key(text: str) -> str:
    """`text` without bookmarks, case, spacing and punctuation."""
    return " ".join(re.findall(r"\w+", BOOKMARK.sub(" ", text).casefold()))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _shortened(text: str) -> str:
    plain = " ".join(BOOKMARK.sub(" ", text).split())
    return repr(plain if len(plain) <= 60 else plain[:59] + "…")
