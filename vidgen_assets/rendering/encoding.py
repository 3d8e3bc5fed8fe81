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

KEYFRAME_SECONDS = 6  # how far at most a player decodes to seek

# What holding frames and joining clips rely on. One reference and no reordering: a packet comes out for each frame that
# goes in, and a frame that stands still can be told in a slice of its own. No looking ahead: with a constant quantiser
# it would decide nothing.
_FIXED = {
    "keyint": "infinite",  # keyframes are asked for, as x264 does not see the frames that stand still
    "scenecut": 0,
    "open-gop": 0,
    "bframes": 0,
    "ref": 1,
    "weightp": 0,
    "rc-lookahead": 0,
    "sync-lookahead": 0,
    "mbtree": 0,
    "aq-mode": 0,
    "force-cfr": 1,  # else x264 waits for the next frame before it lets one go
}


class Encoding(Record):
    """x264's speed preset and constant quantiser (0 to 51, smaller is finer and larger).

    The picture is H.264 of 4:2:0 in closed groups. Why these numbers: `docs/decisions`, the encoder policy.
    """

    preset: str
    quantiser: int

    def options(self) -> dict[str, str]:
        """Options for libavcodec's libx264."""
        parameters = ":".join(f"{name}={value}" for name, value in _FIXED.items())
        return {"preset": self.preset, "qp": str(self.quantiser), "forced-idr": "1", "x264-params": parameters}


ENCODINGS: Mapping[Quality, Encoding] = {
    Quality.DRAFT: Encoding(preset="superfast", quantiser=25),
    Quality.STANDARD: Encoding(preset="veryfast", quantiser=23),
    Quality.HIGH: Encoding(preset="veryfast", quantiser=25),
}


def encoding_identity() -> str:
    """All of the above in a line, for the renderer's identity."""
    video = " ".join(f"{quality}:{encoding.preset}/{encoding.quantiser}" for quality, encoding in ENCODINGS.items())
    return f"x264 {video} key {KEYFRAME_SECONDS} s, aac {CHANNELS} {AAC_BITS} fast"
