"""The number that every coded frame carries (ITU-T H.264, 7.4.3, `frame_num`): where it stands, and setting it.

When frames are put between those that x264 made, its own numbers no longer count without a gap.
"""

import re

from vidgen_assets.rendering.fast.encoder.bits import Bits, escaped, unescaped, with_number

_SLICE, _PARAMETERS = 1, 7  # kinds of units: a slice of a frame that is not a keyframe, a sequence parameter set
_START = re.compile(rb"\x00?\x00\x00\x01")
_PROFILES_WITH_CHROMA_FORMAT = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})


class FrameNumbers:
    """Numbers frames of the stream whose parameters (Annex B, with start codes) are given."""

    def __init__(self, parameters: bytes) -> None:
        unit = next(unit for unit in _START.split(parameters) if unit and unit[0] & 31 == _PARAMETERS)
        self._bits = _number_bits(unescaped(unit))

    def renumbered(self, packet: bytes, number: int) -> bytes:
        """`packet`, a whole frame that is not a keyframe, carrying `number`; numbers wrap."""
        starts = [match.end() for match in _START.finditer(packet)]
        for start, end in reversed(list(zip(starts, [*starts[1:], len(packet)], strict=True))):
            if packet[start] & 31 == _SLICE:
                packet = packet[:start] + self._slice(packet[start:end], number % (1 << self._bits)) + packet[end:]
        return packet

    def _slice(self, unit: bytes, number: int) -> bytes:
        plain = unescaped(unit)
        bits = Bits(plain)
        bits.number(8)  # the unit's own header
        for _ in ("first macroblock", "slice type", "picture parameters"):
            bits.golomb()
        return escaped(with_number(plain, bits.position, self._bits, number))


def _number_bits(unit: bytes) -> int:
    bits = Bits(unit)
    bits.number(8)
    profile = bits.number(8)
    bits.number(16)  # constraints and level
    bits.golomb()  # id
    if profile in _PROFILES_WITH_CHROMA_FORMAT:
        if bits.golomb() == 3:
            bits.number(1)
        bits.golomb(), bits.golomb()  # depth of luma and chroma
        bits.number(1)
        if bits.number(1):
            raise ValueError("scaling matrices are not expected of x264")
    return bits.golomb() + 4
