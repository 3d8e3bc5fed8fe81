"""How hard x264 works on each quality. Why these numbers: `docs/decisions`, the encoder policy.

What holds for every quality, because joining clips and holding frames rely on it, is in `_FIXED`.
"""

from collections.abc import Mapping

from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.record import Record

# One reference and no reordering: a packet comes out for each frame that goes in, and a frame that stands still can be
# told in a slice of its own. No looking ahead: with a constant quantiser it would decide nothing.
_FIXED = {
    "keyint": "infinite",  # keyframes are asked for, as x264 does not see the frames that stand still
    "scenecut": "0",
    "bframes": "0",
    "ref": "1",
    "weightp": "0",
    "rc-lookahead": "0",
    "sync-lookahead": "0",
    "mbtree": "0",
    "aq-mode": "0",
    "open-gop": "0",
    "force-cfr": "1",  # else x264 waits for the next frame before it lets one go
}


class EncoderPolicy(Record):
    """An x264 preset and constant quantiser (0 to 51, smaller is finer), and how often the picture starts afresh.

    `keyframe_seconds` is how far at most a player decodes to seek. Groups of pictures are closed.
    """

    preset: str
    quantiser: int
    keyframe_seconds: int

    def options(self) -> dict[str, str]:
        """Options for libavcodec's encoder."""
        parameters = ":".join(f"{name}={value}" for name, value in _FIXED.items())
        return {"preset": self.preset, "qp": str(self.quantiser), "forced-idr": "1", "x264-params": parameters}


POLICIES: Mapping[Quality, EncoderPolicy] = {
    Quality.DRAFT: EncoderPolicy(preset="superfast", quantiser=25, keyframe_seconds=8),
    Quality.STANDARD: EncoderPolicy(preset="veryfast", quantiser=23, keyframe_seconds=8),
    Quality.HIGH: EncoderPolicy(preset="veryfast", quantiser=23, keyframe_seconds=8),
}
