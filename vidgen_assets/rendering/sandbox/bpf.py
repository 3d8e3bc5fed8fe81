"""A few words of the kernel's packet filter language, for seccomp filters. What those say does not belong here."""

import struct
from collections.abc import Iterable
from typing import Final, NamedTuple

LOAD: Final = 0x20
JUMP_IF_EQUAL: Final = 0x15
JUMP_IF_AT_LEAST: Final = 0x35
JUMP_IF_ANY_BIT: Final = 0x45
RETURN: Final = 0x06

ALLOW: Final = 0x7FFF0000
KILL_PROCESS: Final = 0x80000000

# Offsets in `struct seccomp_data`: number, architecture, instruction pointer, then six arguments of 8 bytes.
NUMBER: Final = 0
ARCHITECTURE: Final = 4


class Instruction(NamedTuple):
    """One `struct sock_filter`: what to do, how far to jump when true and when false, and the operand."""

    code: int
    operand: int
    if_true: int = 0
    if_false: int = 0


def fail_with(errno: int) -> int:
    """The verdict by which a system call is not made and answers `errno`; 0 makes believe that it worked."""
    return 0x00050000 | errno


def argument(index: int) -> int:
    """The offset of the low half of argument `index`, on a little-endian machine."""
    return 16 + 8 * index


def load(offset: int) -> Instruction:
    """Take the word at `offset` of the data."""
    return Instruction(LOAD, offset)


def verdict(value: int) -> Instruction:
    """End the filter with `value`."""
    return Instruction(RETURN, value)


def assemble(program: Iterable[Instruction]) -> bytes:
    """The program as the kernel takes it: an array of `struct sock_filter`."""
    return b"".join(struct.pack("=HBBI", i.code, i.if_true, i.if_false, i.operand) for i in program)
