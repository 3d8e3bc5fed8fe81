"""How pictures and sound are encoded, in one place. Clips that one quality makes share every parameter, so that they
can be joined without encoding them again. What is encoded does not belong here.
"""

from collections.abc import Mapping
from fractions import Fraction

from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.record import Record

SAMPLE_RATE = 48_000  # Hz
AAC_FRAME = 1_024  # samples
AAC_BITS = 96_000  # a second, for both channels; they are alike, which costs nearly nothing
# On speech at this rate FFmpeg's "fast" coder has 37 dB of signal to noise, its default 23 dB for three times the work.
AAC_OPTIONS = {"aac_coder": "fast"}
CHANNELS = "stereo"  # some players and most upload sites mishandle mono

# A clip lasts a multiple of this. It is a whole number of frames at 15, 30 and 60 fps, and 25 whole AAC frames.
CLIP_QUANTUM = Fraction(8, 15)  # s
# At a join, the last AAC frame of a clip gives way to the priming frame of the next; the two frames before are silent.
CLIP_TAIL = Fraction(2 * AAC_FRAME, SAMPLE_RATE)  # s

KEYFRAME_SECONDS = 4  # how far a player decodes to seek; more often costs size, as most of the picture stands still


class Encoding(Record):
    """x264's speed preset and constant rate factor (smaller: finer and larger)."""

    preset: str
    crf: int

    def options(self, frame_rate: int) -> dict[str, str]:
        """x264's options. Groups of pictures are closed, as x264's default is."""
        return {"preset": self.preset, "crf": str(self.crf), "g": str(KEYFRAME_SECONDS * frame_rate)}


ENCODINGS: Mapping[Quality, Encoding] = {
    Quality.DRAFT: Encoding(preset="ultrafast", crf=26),
    Quality.STANDARD: Encoding(preset="veryfast", crf=21),
    Quality.HIGH: Encoding(preset="veryfast", crf=19),
}


def encoding_identity() -> str:
    """All of the above in a line, for the renderer's identity."""
    video = " ".join(f"{quality}:{encoding.preset}/{encoding.crf}" for quality, encoding in ENCODINGS.items())
    return f"x264 {video} key {KEYFRAME_SECONDS} s, aac {CHANNELS} {AAC_BITS} fast"
