"""The sound of a clip: slices of the section's audio, laid to the sample where the scene started each beat."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.domain.video import Placement
from vidgen_assets.rendering.encoding import SAMPLE_RATE
from vidgen_assets.rendering.media.sound import Samples, mix_in

_FADE = SAMPLE_RATE * 2 // 1000  # samples: 2 ms at a slice's edges, so that a cut in the middle of a sound cannot click


def soundtrack(
    narration: Samples, beats: Sequence[BeatAudio], placements: Sequence[Placement], seconds: Fraction
) -> Samples:
    """One channel, exactly `seconds` long. `narration` is the section's audio; each placed beat is cut from it."""
    track = np.zeros(int(seconds * SAMPLE_RATE), np.float32)
    for placement in placements:
        mix_in(track, beat_sound(narration, beats[placement.beat]), round(placement.start * SAMPLE_RATE))
    return track


def beat_sound(narration: Samples, beat: BeatAudio) -> Samples:
    """A copy of a beat's samples, faded at its edges."""
    slice_ = narration[round(beat.start * SAMPLE_RATE) : round(beat.end * SAMPLE_RATE)].copy()
    fade = min(_FADE, len(slice_) // 2)
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    slice_[:fade] *= ramp
    slice_[len(slice_) - fade :] *= ramp[::-1]
    return slice_
