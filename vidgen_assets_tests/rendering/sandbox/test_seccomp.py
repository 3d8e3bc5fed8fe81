"""The filter's numbers are the kernel's, and the filter says what it should, on machines that are not at hand too."""

import re
import struct
from pathlib import Path

import pytest

from vidgen_assets.rendering.sandbox import bpf
from vidgen_assets.rendering.sandbox.seccomp import filter_program
from vidgen_assets.rendering.sandbox.syscalls import AUDIT_ARCHITECTURES, numbers

HEADERS = {
    "x86_64": ("/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "/usr/include/asm/unistd_64.h"),
    "aarch64": ("/usr/include/asm-generic/unistd.h",),
}
NEWER_THAN_SOME_HEADERS = {"fchmodat2"}
ME, FORK_FLAGS, THREAD_FLAGS = 4711, 17, 0x3D0F00
MACHINES = sorted(AUDIT_ARCHITECTURES)


def _numbers_in_header(machine: str) -> dict[str, int]:
    header = next((path for path in map(Path, HEADERS[machine]) if path.exists()), None)
    if header is None:
        pytest.skip(f"no kernel headers for {machine} here")
    found = re.findall(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)$", header.read_text(), re.MULTILINE)
    return {name: int(number) for name, number in found}


def _verdict(machine: str, call: int | str, *arguments: int, programs: bool = False) -> int:
    """What the kernel would answer: the filter, interpreted."""
    number = call if isinstance(call, int) else numbers(machine)[call]
    padded = (*arguments, *([0] * (6 - len(arguments))))
    data = struct.pack("<IIQ6Q", number, AUDIT_ARCHITECTURES[machine], 0, *padded)
    program = list(struct.iter_unpack("=HBBI", filter_program(machine, ME, programs)))
    word, at = 0, 0
    while True:
        code, if_true, if_false, operand = program[at]
        if code == bpf.RETURN:
            return int(operand)
        if code == bpf.LOAD:
            (word,), step = struct.unpack_from("<I", data, operand), 0
        else:
            step = if_true if _holds(code, word, operand) else if_false
        at += 1 + step


def _holds(code: int, word: int, operand: int) -> bool:
    answers = {
        bpf.JUMP_IF_EQUAL: word == operand,
        bpf.JUMP_IF_AT_LEAST: word >= operand,
        bpf.JUMP_IF_ANY_BIT: bool(word & operand),
    }
    return answers[code]


@pytest.mark.parametrize("machine", MACHINES)
def test_every_number_is_the_one_in_the_kernels_header(machine: str) -> None:
    header, ours = _numbers_in_header(machine), numbers(machine)
    assert {name for name in ours if name not in header} <= NEWER_THAN_SOME_HEADERS
    assert {name: header[name] for name in ours if name in header} == {n: ours[n] for n in ours if n in header}


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("call", "arguments"),
    [
        *((name, ()) for name in ("ptrace", "bpf", "unshare", "mount", "io_uring_setup", "linkat", "symlinkat")),
        *((name, ()) for name in ("process_vm_readv", "pidfd_getfd", "truncate", "memfd_create", "keyctl", "capset")),
        ("socket", (2, 1, 0)),
        ("socket", (1, 1, 0)),
        ("kill", (0, 9)),
        ("kill", (2**32 - 1, 9)),
        ("tgkill", (1, 1, 9)),
        ("prlimit64", (1, 0)),
        ("clone", (FORK_FLAGS,)),
        ("clone", (FORK_FLAGS | 0x10000000,)),
        ("execve", ()),
        ("fcntl", (3, 8, ME)),
        ("ioctl", (0, 0x5412)),
        ("prctl", (1, 0)),
        ("prctl", (4, 0)),
        ("clone", (THREAD_FLAGS & ~0x400,)),
        ("fcntl", (3, 1024, 1)),
        ("close_range", (3, 9, 2)),
        ("close_range", (3, 9, 6)),
        *((name, ()) for name in ("shmat", "shmctl", "semctl", "msgrcv", "mq_unlink", "sendmsg", "timer_create")),
        *((name, ()) for name in ("io_setup", "inotify_init1", "getxattr", "fallocate")),
    ],
)
def test_what_is_closed_is_never_allowed(machine: str, call: str, arguments: tuple[int, ...]) -> None:
    assert _verdict(machine, call, *arguments) != bpf.ALLOW


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("call", "arguments"),
    [
        ("kill", (ME, 6)),
        ("tgkill", (ME, ME, 6)),
        ("prlimit64", (0, 7)),
        ("clone", (THREAD_FLAGS,)),
        ("fcntl", (3, 2)),
        ("ioctl", (1, 0x5401)),
        ("prctl", (15, 0)),
        ("close_range", (3, 9, 0)),
        ("close_range", (3, 9, 4)),
        (63, ()),  # read, or uname
    ],
)
def test_what_rendering_needs_is_allowed(machine: str, call: str | int, arguments: tuple[int, ...]) -> None:
    assert _verdict(machine, call, *arguments) == bpf.ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_programs_start_only_where_the_policy_lets_them(machine: str) -> None:
    assert _verdict(machine, "clone", FORK_FLAGS, programs=True) == bpf.ALLOW
    assert _verdict(machine, "execve", programs=True) == bpf.ALLOW
    assert _verdict(machine, "clone", FORK_FLAGS | 0x10000000, programs=True) != bpf.ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_newer_than_the_list_do_not_exist(machine: str) -> None:
    assert _verdict(machine, 500) == bpf.fail_with(38)
    assert _verdict(machine, 0x40000000 | 41) == bpf.fail_with(38)


def test_an_unknown_machine_has_no_filter() -> None:
    with pytest.raises(KeyError):
        filter_program("riscv64", ME, False)
