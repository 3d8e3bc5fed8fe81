"""The clock of a clip: how long it is and where each beat's audio starts. Pure arithmetic; what draws and what sounds
are others' business. Both sides of a render use it, the process that draws and the one that lays the audio.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.domain.video import Placement
from vidgen_assets.rendering.encoding import CLIP_QUANTUM, CLIP_TAIL

_FUZZ = 1e-6  # frames: what floating point may add to a whole number of them


class Timeline(NamedTuple):
    """Where each beat starts, in beat order, and the clip's length in frames."""

    placements: tuple[Placement, ...]
    frames: int


def whole_frames(seconds: float, frame_rate: int) -> int:
    """The fewest frames that last `seconds`."""
    return math.ceil(seconds * frame_rate - _FUZZ)


def lay_out(beats: Sequence[BeatAudio], spoken: Mapping[int, int], drawn: int, frame_rate: int) -> Timeline:
    """The timeline of a scene that drew `drawn` frames and started each beat in `spoken` at the frame given there.

    A beat that the scene left out follows at the end, and a scene that spoke none is laid under the whole narration.
    """
    starts = {beat: frame / frame_rate for beat, frame in spoken.items()}
    end = _end(beats, starts.items()) if spoken else beats[0].start
    if spoken and len(spoken) < len(beats):
        end = max(end, drawn / frame_rate)
    for number, beat in enumerate(beats):
        if number not in starts:
            starts[number] = end
            end += beat.duration
    placements = tuple(Placement(beat=number, start=starts[number]) for number in range(len(beats)))
    return Timeline(placements, _clip_frames(drawn, _end(beats, starts.items()), frame_rate))


def _end(beats: Sequence[BeatAudio], starts: Iterable[tuple[int, float]]) -> float:
    return max(start + beats[number].duration for number, start in starts)


def _clip_frames(drawn: int, audio_end: float, frame_rate: int) -> int:
    quantum = int(CLIP_QUANTUM * frame_rate)
    needed = max(drawn, whole_frames(audio_end + float(CLIP_TAIL), frame_rate), 1)
    return math.ceil(needed / quantum) * quantum
