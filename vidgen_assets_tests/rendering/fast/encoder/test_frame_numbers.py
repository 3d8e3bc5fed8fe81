import pytest

from vidgen_assets.rendering.fast.encoder.bits import Bits, escaped, unescaped, with_number
from vidgen_assets.rendering.fast.encoder.frame_numbers import FrameNumbers

START = b"\x00\x00\x00\x01"
# x264's parameters for High profile, 1280x720; frame numbers have 4 bits.
PARAMETERS = START + bytes.fromhex("6764001facb402802dd350101014000003000400000300f23c60ca80") + START + b"\x68\xee\x0f"


def slice_of(number: int, rest: str = "1" * 60) -> bytes:
    """A slice's unit: header, first macroblock 0, slice type 5, parameter set 0, the number, and the rest."""
    bits = f"01000001{1:b}{6:05b}{1:b}{number:04b}{rest}"
    padded = bits + "0" * (-len(bits) % 8)
    return START + escaped(int(padded, 2).to_bytes(len(padded) // 8, "big"))


@pytest.mark.parametrize("number", [0, 1, 7, 15])
def test_a_frame_gets_the_number_that_is_due(number: int) -> None:
    assert FrameNumbers(PARAMETERS).renumbered(slice_of(3), number) == slice_of(number)


def test_numbers_wrap() -> None:
    assert FrameNumbers(PARAMETERS).renumbered(slice_of(3), 16 + 5) == slice_of(5)


def test_bytes_that_would_look_like_a_start_stay_escaped() -> None:
    zeros = "0" * 60 + "1"
    assert FrameNumbers(PARAMETERS).renumbered(slice_of(9, zeros), 0) == slice_of(0, zeros)


def test_other_units_of_the_packet_are_left_alone() -> None:
    delimiter = START + b"\x09\x30"
    assert FrameNumbers(PARAMETERS).renumbered(delimiter + slice_of(1), 2) == delimiter + slice_of(2)


@pytest.mark.parametrize("unit", [b"", b"\x00\x00\x00", b"\x65\x00\x00\x01\x00\x00\x00\x00\x03", bytes(9) + b"\x02"])
def test_escaping_is_undone(unit: bytes) -> None:
    assert unescaped(escaped(unit)) == unit
    assert b"\x00\x00\x01" not in escaped(unit)


def test_bits_are_read_in_order() -> None:
    bits = Bits(bytes([0b1010_0110, 0b0100_0010]))
    assert (bits.number(3), bits.golomb(), bits.golomb(), bits.position) == (0b101, 5, 1, 11)


def test_a_number_is_set_across_bytes() -> None:
    assert with_number(bytes(3), 6, 4, 0b1111) == bytes([0b11, 0b1100_0000, 0])
