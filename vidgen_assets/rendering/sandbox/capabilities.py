"""Giving up root's powers, for the case that the whole program runs as root, as in a default container."""

import contextlib
import ctypes
import struct
from typing import Final

from vidgen_assets.rendering.sandbox.kernel import PR_CAPBSET_DROP, machine, prctl, syscall
from vidgen_assets.rendering.sandbox.syscalls import numbers

_VERSION_3: Final = 0x20080522
_HIGHEST: Final = 63


def drop_all() -> None:
    """Keep no capability, now or after starting another program. Raises `OSError`."""
    for capability in range(_HIGHEST + 1):
        with contextlib.suppress(OSError):  # the kernel has fewer, or this process may not: then it holds none to lose
            prctl(PR_CAPBSET_DROP, capability)
    header = struct.pack("=Ii", _VERSION_3, 0)
    nothing = struct.pack("=6I", 0, 0, 0, 0, 0, 0)
    syscall(numbers(machine())["capset"], ctypes.create_string_buffer(header, len(header)), nothing)
