"""What hostile scene code might try, each as a function of the place that it is after. For sandboxes only."""

import ctypes
import mmap
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Attack = Callable[[Path], object]
_ATTACKS: dict[str, Attack] = {}


def run(job: Mapping[str, Any]) -> object:
    """The worker's entry point."""
    return _ATTACKS[job["attack"]](Path(job["target"]))


def _attack(function: Attack) -> Attack:
    _ATTACKS[function.__name__] = function
    return function


@_attack
def nothing(_: Path) -> object:
    return "done"


@_attack
def rest_a_while(_: Path) -> object:
    time.sleep(1)
    return "done"


@_attack
def read_file(target: Path) -> object:
    return target.read_text()


@_attack
def read_by_relative_path(target: Path) -> object:
    return Path(os.path.relpath(target)).read_text()


@_attack
def list_folder(target: Path) -> object:
    return list(target.iterdir())


@_attack
def dump_environment(_: Path) -> object:
    return dict(os.environ)


@_attack
def dump_processes(_: Path) -> object:
    dumped = []
    for number in [os.getppid(), 1, *range(max(2, os.getpid() - 500), os.getpid())]:
        for part in ("environ", "cmdline", "maps", "mem", "root/etc/hostname", "fd/0"):
            try:
                dumped.append(Path(f"/proc/{number}/{part}").read_bytes().decode(errors="replace"))
            except OSError:
                continue
    return list(filter(None, dumped))


@_attack
def read_own_exec_environment(_: Path) -> object:
    return Path("/proc/self/environ").read_bytes().decode()


@_attack
def connect_tcp(target: Path) -> object:
    with socket.create_connection(("127.0.0.1", int(target.name)), timeout=2) as connection:
        connection.sendall(b"stolen")


@_attack
def send_udp(target: Path) -> object:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as connection:
        connection.sendto(b"stolen", ("127.0.0.1", int(target.name)))


@_attack
def connect_unix(target: Path) -> object:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(target))
        connection.sendall(b"stolen")


@_attack
def netlink(_: Path) -> object:
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)


@_attack
def fork_bomb(_: Path) -> object:
    while True:
        os.fork()


@_attack
def start_program(_: Path) -> object:
    return subprocess.run(["/usr/bin/id"], capture_output=True, check=True).stdout.decode()


@_attack
def replace_by_program(_: Path) -> object:
    os.execv("/usr/bin/id", ["id"])  # noqa: S606 - the attack


@_attack
def thread_bomb(_: Path) -> object:
    while True:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()


@_attack
def memory_bomb(_: Path) -> object:
    hoard = []
    while True:
        hoard.append(bytearray(os.urandom(4096)) * 4096)


@_attack
def forked_memory_bomb(_: Path) -> object:
    for _ in range(8):
        os.fork()
    return memory_bomb(_)


@_attack
def memory_bomb_unnoticed(_: Path) -> object:
    """One that takes the error, and goes on."""
    hoard = []
    while True:
        try:
            hoard.append(bytearray(16 << 20))
        except MemoryError:
            time.sleep(0.01)


@_attack
def shared_memory_bomb(_: Path) -> object:
    hoard = []
    while True:
        piece = mmap.mmap(-1, 64 << 20)
        piece.write(b"x" * (64 << 20))
        hoard.append(piece)


@_attack
def endless_loop(_: Path) -> object:
    while True:
        pass


@_attack
def endless_sleep(_: Path) -> object:
    time.sleep(10_000)


@_attack
def endless_sleep_with_signals_off(_: Path) -> object:
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    time.sleep(10_000)


@_attack
def fill_disk(_: Path) -> object:
    for number in range(100_000):
        Path(f"part-{number}").write_bytes(b"x" * (1 << 20))


@_attack
def fill_disk_with_deleted_files(_: Path) -> object:
    kept = []
    for number in range(200):
        part = Path(f"part-{number}")
        kept.append(os.open(part, os.O_WRONLY | os.O_CREAT))
        part.unlink()
        time.sleep(0.01)
        for _ in range(7):
            os.write(kept[-1], b"x" * (1 << 20))
    return kept


@_attack
def fill_disk_too_deep_to_see(_: Path) -> object:
    for _ in range(100):
        Path("d" * 200).mkdir()
        os.chdir("d" * 200)
    Path("hidden").write_bytes(b"x" * (10 << 20))
    time.sleep(60)


@_attack
def one_huge_file(_: Path) -> object:
    with Path("huge").open("wb") as file:
        while True:
            file.write(b"x" * (1 << 20))


@_attack
def very_many_files(_: Path) -> object:
    for number in range(200_000):
        Path(str(number)).touch()


@_attack
def very_many_open_files(_: Path) -> object:
    return [Path("/dev/null").open() for _ in range(100_000)]


@_attack
def write_file(target: Path) -> object:
    target.write_text("changed")


@_attack
def create_file(target: Path) -> object:
    (target.parent / "created").write_text("x")


@_attack
def truncate_file(target: Path) -> object:
    os.truncate(target, 0)


@_attack
def delete_file(target: Path) -> object:
    target.unlink()


@_attack
def rename_file(target: Path) -> object:
    target.rename("taken")


@_attack
def change_permissions(target: Path) -> object:
    target.chmod(0o777)


@_attack
def change_times(target: Path) -> object:
    os.utime(target, (1, 1))


@_attack
def change_owner(target: Path) -> object:
    os.chown(target, 65534, 65534)


@_attack
def set_extended_attribute(target: Path) -> object:
    os.setxattr(target, "user.stolen", b"1")


@_attack
def symlink_output(target: Path) -> object:
    Path("clip.mp4").symlink_to(target)


@_attack
def hard_link_output(target: Path) -> object:
    Path("clip.mp4").hardlink_to(target)


@_attack
def fifo_output(_: Path) -> object:
    os.mkfifo("clip.mp4")


@_attack
def trace_guardian(_: Path) -> object:
    return _checked(ctypes.CDLL(None, use_errno=True).ptrace(16, os.getppid(), 0, 0))


@_attack
def read_memory_of_guardian(_: Path) -> object:
    return Path(f"/proc/{os.getppid()}/mem").open("rb").read(1)


@_attack
def kill_guardian(_: Path) -> object:
    os.kill(os.getppid(), signal.SIGKILL)


@_attack
def kill_everybody(_: Path) -> object:
    os.kill(-1, signal.SIGKILL)


@_attack
def kill_group(_: Path) -> object:
    os.killpg(0, signal.SIGKILL)


@_attack
def kill_neighbours(_: Path) -> object:
    """Whoever has a number near: siblings, the worker, other programs."""
    killed = []
    for number in set(range(max(1, os.getpid() - 400), os.getpid() + 400)) - {os.getpid()}:
        try:
            os.kill(number, signal.SIGKILL)
            killed.append(number)
        except OSError:
            continue
    return killed


@_attack
def daemon(target: Path) -> object:
    for _ in range(2):
        if os.fork():
            os._exit(0)
        os.setsid()
    time.sleep(2)
    target.write_text("changed")


@_attack
def flood_output(_: Path) -> object:
    for _ in range(2048):
        sys.stdout.write("x" * (1 << 20))


@_attack
def flood_line(_: Path) -> object:
    while True:
        os.write(3, b"x" * (1 << 16))


@_attack
def lie_about_result(_: Path) -> object:
    os.write(3, b'{"value": "done"}\n')
    os._exit(7)


@_attack
def leave_quietly(_: Path) -> object:
    os._exit(0)


@_attack
def crash(_: Path) -> object:
    return ctypes.string_at(0)


@_attack
def raise_odd_exception(_: Path) -> object:
    raise SystemExit(0)


@_attack
def new_namespace(_: Path) -> object:
    return _checked(ctypes.CDLL(None, use_errno=True).unshare(0x10000000))


@_attack
def copy_own_files(_: Path) -> object:
    """Nothing hostile: what Manim and others do with their own files."""
    Path("a").write_text("x")
    shutil.copy2("a", "b")
    Path("b").rename("c")
    Path("c").chmod(0o600)
    Path("d").touch()
    return [file.name for file in sorted(Path().iterdir())]


@_attack
def signal_itself(_: Path) -> object:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(60)


@_attack
def call_kernel(target: Path) -> object:
    """A system call by its number, with arguments that the kernel would take, or refuse as senseless."""
    return _checked(ctypes.CDLL(None, use_errno=True).syscall(int(target.name), 0, 0, 0, 0, 0))


@_attack
def connect_abstract_unix(target: Path) -> object:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(f"\0{target.name}")
        connection.sendall(b"stolen")


@_attack
def run_from_memory(_: Path) -> object:
    program = os.memfd_create("program")
    os.write(program, Path(sys.executable).read_bytes())
    os.execve(program, ["python", "-c", "print('uid=0')"], {})  # noqa: S606 - the attack


@_attack
def watch_folder(target: Path) -> object:
    library = ctypes.CDLL(None, use_errno=True)
    return _checked(library.inotify_add_watch(_checked(library.inotify_init1(0)), str(target).encode(), 0xFFF))


@_attack
def leave_in_shared_memory(target: Path) -> object:
    (Path("/dev/shm") / target.name).write_text("x")  # noqa: S108 - the attack


@_attack
def write_own_memory_file(_: Path) -> object:
    return Path("/proc/self/mem").open("r+b").seek(0)


@_attack
def take_priority(_: Path) -> object:
    os.nice(-10)
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))


@_attack
def sparse_output(_: Path) -> object:
    os.truncate(os.open("clip.mp4", os.O_CREAT | os.O_RDWR), 1 << 40)


@_attack
def device_output(_: Path) -> object:
    os.mknod("clip.mp4", 0o20666, os.makedev(1, 5))


@_attack
def socket_output(_: Path) -> object:
    socket.socket(socket.AF_UNIX).bind("clip.mp4")


@_attack
def swap_output(target: Path) -> object:
    """A thread that goes on swapping the output for a link, and a result that is told meanwhile."""
    Path("link").symlink_to(target)
    Path("good").write_bytes(b"\0\0\0\x18ftypisom" + bytes(64))

    def swap() -> None:
        while True:
            for other in ("good", "link"):
                Path(other).replace("clip.mp4")
                Path("clip.mp4").replace(other)

    threading.Thread(target=swap, daemon=True).start()
    time.sleep(0.1)
    return "done"


@_attack
def speak_to_the_terminal(_: Path) -> object:
    orders = "\x1b]0;owned\x07\x1b[2Jred\x1b[31m\u202eeht\x00 \x9b31m \ud800\r\nend"
    sys.stderr.buffer.write(orders.encode(errors="surrogatepass"))
    sys.stderr.flush()
    raise RuntimeError(orders)


@_attack
def answer_in_orders(_: Path) -> object:
    return {"\x1b[2Jname": ["\x1b[31mred\ud800"]}


@_attack
def answer_nested_too_deep(_: Path) -> object:
    os.write(3, b'{"value": ' + b"[" * 900 + b"]" * 900 + b"}\n")
    os.write(3, b'{"value": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n")
    os._exit(0)


@_attack
def answer_with_a_pickle(_: Path) -> object:
    os.write(3, b"cos\nsystem\n(S'touch stolen'\ntR.\n")
    os._exit(0)


@_attack
def complain_at_length(_: Path) -> object:
    raise RuntimeError("x" * 3_000_000)


def _checked(answer: int) -> int:
    if answer < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return answer
