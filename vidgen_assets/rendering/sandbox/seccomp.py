"""The filter of system calls: no network, no other process, no new privilege, no way round Landlock.

Landlock does not see some calls (chmod, truncate by name in old kernels, file watches, memory that processes share, …):
they are closed here. So are those by which one process can use up what the machine or the user has only once.
Numbers are in `syscalls`, the filter's language in `bpf`.
"""

import ctypes
import os
import struct
from collections.abc import Iterable, Mapping, Sequence
from errno import EACCES, EAGAIN, ENOSYS, EOPNOTSUPP, EPERM
from typing import Final

from vidgen_assets.rendering.sandbox import bpf
from vidgen_assets.rendering.sandbox.bpf import Instruction
from vidgen_assets.rendering.sandbox.kernel import (
    PR_SET_CHILD_SUBREAPER,
    PR_SET_DUMPABLE,
    PR_SET_PDEATHSIG,
    PR_SET_SECCOMP,
    prctl,
)
from vidgen_assets.rendering.sandbox.syscalls import AUDIT_ARCHITECTURES, FIRST_UNKNOWN, numbers

_FILTER_MODE: Final = 2
_CLONE_THREAD: Final = 0x10000
_CLONE_FILES: Final = 0x400
_NEW_NAMESPACES: Final = 0x7E020080

# Answered as done without being done, so that shutil.copy2 and friends keep working on the scene's own files.
_PRETENDED: Final = (
    *("chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat"),
    *("utime", "utimes", "futimesat", "utimensat"),
)
# Answered as a file system does that lacks them, which programs are used to: attributes can be read of files that
# Landlock closes, and what is allocated without being written is not counted as written.
_UNSUPPORTED: Final = (
    *("getxattr", "lgetxattr", "fgetxattr", "listxattr", "llistxattr", "flistxattr"),
    "fallocate",
)
_ON_ITSELF_ONLY: Final = ("prlimit64", "sched_setaffinity", "sched_setscheduler", "sched_setparam", "sched_setattr")
_SIGNALS_TO_ITSELF_ONLY: Final = ("kill", "tgkill")
_WITHOUT_OPERANDS: Final[Mapping[str, tuple[int, tuple[int, ...]]]] = {
    # F_SETOWN and F_SETOWN_EX: signals to another process; F_SETLEASE: whoever opens the file waits; F_NOTIFY: watches;
    # F_SETPIPE_SZ: memory that counts as nobody's
    "fcntl": (1, (8, 15, 1024, 1026, 1031)),
    "ioctl": (1, (0x5412, 0x540E, 0x541C, 0x8901, 0x8902)),  # typing into a terminal; owners of sockets
    "prctl": (0, (PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER, PR_SET_DUMPABLE)),  # outliving, blinding the guardian
    "close_range": (2, (2, 6)),  # with CLOSE_RANGE_UNSHARE: a second table of open files, in which none are counted
}
_STARTS_PROGRAMS: Final = {"fork": EAGAIN, "vfork": EAGAIN, "execve": EPERM, "execveat": EPERM}
_TREATED_APART: Final = {
    *("socket", "clone", "clone3"),
    *_PRETENDED,
    *_UNSUPPORTED,
    *_ON_ITSELF_ONLY,
    *_SIGNALS_TO_ITSELF_ONLY,
    *_WITHOUT_OPERANDS,
    *_STARTS_PROGRAMS,
}


def filter_program(machine: str, process: int, may_start_programs: bool) -> bytes:
    """The filter for `machine`, assembled. `process` is the only one that it may signal: itself.

    Raises `KeyError` for an architecture that is not known.
    """
    known = numbers(machine)
    return bpf.assemble(
        [
            *_known_calls_only(AUDIT_ARCHITECTURES[machine]),
            *_when(known["socket"], bpf.verdict(bpf.fail_with(EACCES))),
            *_when(known["clone3"], bpf.verdict(bpf.fail_with(ENOSYS))),  # the C library then uses clone
            *_when(known["clone"], *_threads_only(may_start_programs)),
            *_each(_SIGNALS_TO_ITSELF_ONLY, known, _first_argument_among((process,))),
            *_each(_ON_ITSELF_ONLY, known, _first_argument_among((0, process))),
            *_each(_PRETENDED, known, [bpf.verdict(bpf.fail_with(0))]),
            *_each(_UNSUPPORTED, known, [bpf.verdict(bpf.fail_with(EOPNOTSUPP))]),
            *_without_operands(known),
            *([] if may_start_programs else _no_programs(known)),
            *_each(known.keys() - _TREATED_APART, known, [bpf.verdict(bpf.fail_with(EPERM))]),
            bpf.verdict(bpf.ALLOW),
        ]
    )


def install(program: bytes) -> None:
    """Hold this process and all it starts to the filter, for good. `no_new_privs` must be set. Raises `OSError`."""
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    pointer = ctypes.create_string_buffer(header, len(header))
    prctl(PR_SET_SECCOMP, _FILTER_MODE, ctypes.addressof(pointer))


def filter_for_this_process(machine: str, may_start_programs: bool) -> bytes:
    """The filter for the process that calls this."""
    return filter_program(machine, os.getpid(), may_start_programs)


def _known_calls_only(architecture: int) -> list[Instruction]:
    return [
        bpf.load(bpf.ARCHITECTURE),
        Instruction(bpf.JUMP_IF_EQUAL, architecture, if_true=1),
        bpf.verdict(bpf.KILL_PROCESS),
        bpf.load(bpf.NUMBER),
        Instruction(bpf.JUMP_IF_AT_LEAST, FIRST_UNKNOWN, if_false=1),
        bpf.verdict(bpf.fail_with(ENOSYS)),
    ]


def _when(number: int, *body: Instruction) -> list[Instruction]:
    """`body` for this call; it must end in a verdict, since it may have loaded something else than the number."""
    return [Instruction(bpf.JUMP_IF_EQUAL, number, if_false=len(body)), *body]


def _each(names: Iterable[str], known: Mapping[str, int], body: Sequence[Instruction]) -> list[Instruction]:
    present = sorted(known[name] for name in names if name in known)
    return [instruction for number in present for instruction in _when(number, *body)]


def _threads_only(may_start_programs: bool) -> list[Instruction]:
    fork = bpf.ALLOW if may_start_programs else bpf.fail_with(EAGAIN)
    return [
        bpf.load(bpf.argument(0)),
        Instruction(bpf.JUMP_IF_ANY_BIT, _NEW_NAMESPACES, if_false=1),
        bpf.verdict(bpf.fail_with(EPERM)),
        Instruction(bpf.JUMP_IF_ANY_BIT, _CLONE_THREAD, if_false=3),
        Instruction(bpf.JUMP_IF_ANY_BIT, _CLONE_FILES, if_false=1),
        bpf.verdict(bpf.ALLOW),
        bpf.verdict(bpf.fail_with(EPERM)),
        bpf.verdict(fork),
    ]


def _first_argument_among(allowed: Sequence[int]) -> list[Instruction]:
    answers = [i for value in allowed for i in _when(value, bpf.verdict(bpf.ALLOW))]
    return [bpf.load(bpf.argument(0)), *answers, bpf.verdict(bpf.fail_with(EPERM))]


def _without_operands(known: Mapping[str, int]) -> list[Instruction]:
    program: list[Instruction] = []
    for name, (index, refused) in _WITHOUT_OPERANDS.items():
        answers = [i for value in refused for i in _when(value, bpf.verdict(bpf.fail_with(EPERM)))]
        program += _when(known[name], bpf.load(bpf.argument(index)), *answers, bpf.verdict(bpf.ALLOW))
    return program


def _no_programs(known: Mapping[str, int]) -> list[Instruction]:
    return [
        instruction
        for name, errno in _STARTS_PROGRAMS.items()
        if name in known
        for instruction in _when(known[name], bpf.verdict(bpf.fail_with(errno)))
    ]
