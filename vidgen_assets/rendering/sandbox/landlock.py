"""Landlock: the kernel holds a process, for good, to the files of a policy; TCP and signals to others are closed too.

Numbers are from the kernel's `linux/landlock.h`. Which files, is the policy's business.
"""

import os
import stat
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import IntFlag
from pathlib import Path
from typing import Final

from vidgen_assets.rendering.sandbox.kernel import syscall
from vidgen_assets.rendering.sandbox.policy import HARMLESS_DEVICES, SandboxPolicy

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
_ABI_QUERY, _PATH_BENEATH = 1, 1


class Access(IntFlag):
    """Kinds of access to files, one bit each, in the kernel's order."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    MAKE_SOCK = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_SYM = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


_READ: Final = Access.READ_FILE | Access.READ_DIR
_CHANGE: Final = (
    Access.WRITE_FILE
    | Access.REMOVE_DIR
    | Access.REMOVE_FILE
    | Access.MAKE_DIR
    | Access.MAKE_REG
    | Access.REFER
    | Access.TRUNCATE
)
_ON_FILES: Final = Access.EXECUTE | Access.WRITE_FILE | Access.READ_FILE | Access.TRUNCATE | Access.IOCTL_DEV
_ALL_TCP: Final = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS: Final = 0b11


def abi() -> int:
    """The version of Landlock that this kernel offers; 0 when it offers none."""
    try:
        return syscall(CREATE_RULESET, None, 0, _ABI_QUERY)
    except OSError:
        return 0


def handled(version: int) -> Access:
    """The kinds of file access that version `version` knows, and so closes unless a rule opens them."""
    bits = {1: 13, 2: 14, 3: 15, 4: 15}.get(version, 16)
    return Access((1 << bits) - 1)


def ruleset_attributes(version: int) -> bytes:
    """`struct landlock_ruleset_attr`, as long as version `version` knows it: files, network, scopes."""
    words = [int(handled(version))]
    if version >= 4:
        words.append(_ALL_TCP)
    if version >= 6:
        words.append(_ABSTRACT_SOCKETS_AND_SIGNALS)
    return struct.pack(f"={len(words)}Q", *words)


def restrict(policy: SandboxPolicy) -> None:
    """Hold this process and all it starts to `policy`, for good. `no_new_privs` must be set. Raises `OSError`."""
    version = abi()
    attributes = ruleset_attributes(version)
    ruleset = syscall(CREATE_RULESET, attributes, len(attributes), 0)
    try:
        _open_up(ruleset, policy.read, _READ & handled(version))
        _open_up(ruleset, policy.write, (_READ | _CHANGE) & handled(version))
        _open_up(ruleset, policy.execute, (_READ | Access.EXECUTE) & handled(version))
        _open_up(ruleset, HARMLESS_DEVICES, Access.READ_FILE | Access.WRITE_FILE)
        syscall(RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _open_up(ruleset: int, paths: Iterable[Path], access: Access) -> None:
    for path in paths:
        with _handle(path) as beneath:
            if beneath is not None:
                allowed = access if stat.S_ISDIR(os.fstat(beneath).st_mode) else access & _ON_FILES
                rule = struct.pack("=Qi", int(allowed), beneath)
                syscall(ADD_RULE, ruleset, _PATH_BENEATH, rule, 0)


@contextmanager
def _handle(path: Path) -> Iterator[int | None]:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        yield None
        return
    try:
        yield handle
    finally:
        os.close(handle)
