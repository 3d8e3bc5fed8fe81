"""Calls that the kernel offers and Python does not, through the C library. What they are for does not belong here."""

import ctypes
import os
import platform
from typing import Final

_libc: Final = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long

PR_SET_PDEATHSIG: Final = 1
PR_SET_DUMPABLE: Final = 4
PR_SET_NAME: Final = 15
PR_SET_SECCOMP: Final = 22
PR_CAPBSET_DROP: Final = 24
PR_SET_CHILD_SUBREAPER: Final = 36
PR_SET_NO_NEW_PRIVS: Final = 38


def machine() -> str:
    """The processor architecture as the kernel names it: ``x86_64``, ``aarch64``, …"""
    return platform.machine()


def syscall(number: int, *arguments: int | bytes | ctypes.Array[ctypes.c_char] | None) -> int:
    """Make system call `number`. Raises `OSError` with the kernel's errno."""
    passed = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return _checked(int(_libc.syscall(ctypes.c_long(number), *passed)), f"system call {number}")


def prctl(option: int, value: int = 0, pointer: int = 0) -> int:
    """Set a property of this process. Raises `OSError` with the kernel's errno."""
    passed = (ctypes.c_ulong(value), ctypes.c_ulong(pointer), ctypes.c_ulong(0), ctypes.c_ulong(0))
    return _checked(int(_libc.prctl(option, *passed)), f"prctl {option}")


def name_process(name: str) -> None:
    """What the kernel and `ps` call this process: 15 bytes at most, the rest is cut off."""
    text = ctypes.create_string_buffer(name.encode())
    prctl(PR_SET_NAME, ctypes.addressof(text))


def _checked(answer: int, name: str) -> int:
    if answer < 0:
        errno = ctypes.get_errno()
        raise OSError(errno, f"{name}: {os.strerror(errno)}")
    return answer
