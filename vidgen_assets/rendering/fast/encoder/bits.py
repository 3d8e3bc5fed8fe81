"""Reading and changing single bits of an H.264 unit. What the bits mean belongs to `frame_numbers`."""

import re

_ESCAPED = b"\x00\x00\x03"
_TO_ESCAPE = re.compile(rb"\x00\x00(?=[\x00-\x03])")


def unescaped(unit: bytes) -> bytes:
    """`unit` without the bytes that keep it from looking like the start of another (ITU-T H.264, 7.4.1)."""
    return unit.replace(_ESCAPED, b"\x00\x00")


def escaped(unit: bytes) -> bytes:
    """The reverse of `unescaped`."""
    return _TO_ESCAPE.sub(_ESCAPED, unit)


class Bits:
    """Reads `data` from its first bit on. `position` counts the bits that have been read."""

    def __init__(self, data: bytes) -> None:
        self.position = 0
        self._data = data

    def number(self, bits: int) -> int:
        """An unsigned number of so many bits."""
        start, self.position = self.position, self.position + bits
        first, last = start // 8, (self.position + 7) // 8
        window = int.from_bytes(self._data[first:last], "big")
        return window >> (last * 8 - self.position) & ((1 << bits) - 1)

    def golomb(self) -> int:
        """An unsigned number in the Exp-Golomb code (7.2, ue(v))."""
        zeros = 0
        while self.number(1) == 0:
            zeros += 1
        return (1 << zeros) - 1 + self.number(zeros)


def with_number(data: bytes, position: int, bits: int, value: int) -> bytes:
    """`data` with the number of so many `bits` at bit `position` replaced by `value`."""
    first, last = position // 8, (position + bits + 7) // 8
    shift = last * 8 - position - bits
    window = int.from_bytes(data[first:last], "big") & ~(((1 << bits) - 1) << shift) | value << shift
    return data[:first] + window.to_bytes(last - first, "big") + data[last:]
