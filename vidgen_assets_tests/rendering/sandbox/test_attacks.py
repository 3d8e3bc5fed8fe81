"""Attacks fail without effect: each is really tried, and what it was after is looked at afterwards."""

import errno
import os
import platform
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vidgen_assets.rendering.sandbox.collect import Output
from vidgen_assets.rendering.sandbox.ended import Ended
from vidgen_assets.rendering.sandbox.limits import Limits
from vidgen_assets.rendering.warm.pool import WarmRenderPool

SECRET = "key-0123456789"  # noqa: S105 - a decoy


OUTPUTS = [
    *("symlink_output", "hard_link_output", "fifo_output", "device_output", "socket_output", "sparse_output"),
]
# Ways into the kernel that rendering has no use for; numbers of x86-64 and of aarch64.
CALLS = {
    "add_key": (248, 217),
    "bpf": (321, 280),
    "io_uring_setup": (425, 425),
    "keyctl": (250, 219),
    "kexec_load": (246, 104),
    "mount": (165, 40),
    "open_by_handle_at": (304, 265),
    "perf_event_open": (298, 241),
    "pidfd_getfd": (438, 438),
    "process_vm_readv": (310, 270),
    "userfaultfd": (323, 282),
}


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file of the user's, that the sandbox has nothing to do with."""
    file = tmp_path / "api_key"
    file.write_text(SECRET)
    return file


class Attacker:
    """Runs attacks, and then makes sure that nothing is left of them."""

    def __init__(self, pool: WarmRenderPool, limits: Limits) -> None:
        self._pool, self._limits = pool, limits

    def __call__(self, attack: str, target: object = "/nothing", outputs: tuple[Output, ...] = ()) -> Ended:
        ended = self._pool.run({"attack": attack, "target": str(target)}, outputs=outputs, limits=self._limits)
        assert SECRET not in str(ended)
        assert not list(self._pool.root.glob("*/scratch/*"))
        return ended


@pytest.fixture
def attack(pool: WarmRenderPool, small: Limits) -> Attacker:
    return Attacker(pool, small)


@pytest.mark.parametrize("way", ["read_file", "read_by_relative_path"])
def test_a_file_of_the_users_cannot_be_read(attack: Attacker, secret: Path, way: str) -> None:
    assert "Permission" in str(attack(way, secret).failure)


def test_a_folder_of_the_users_cannot_be_listed(attack: Attacker, secret: Path) -> None:
    assert "Permission" in str(attack("list_folder", secret.parent).failure)


def test_a_folder_of_the_users_cannot_be_watched(attack: Attacker, secret: Path) -> None:
    assert attack("watch_folder", secret.parent).failure


@pytest.mark.parametrize(
    "place", ["/etc/passwd", "/etc/shadow", "/root", "/home", "/proc/1/environ", "/dev/mem", "/sys/kernel"]
)
def test_system_files_cannot_be_read(attack: Attacker, place: str) -> None:
    assert attack("list_folder" if Path(place).is_dir() else "read_file", place).failure


def test_the_environment_holds_no_secret(attack: Attacker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", SECRET)
    environment = attack("dump_environment").value
    assert not [name for name in environment if "KEY" in name or "TOKEN" in name]


@pytest.mark.parametrize("way", ["dump_processes", "read_own_exec_environment"])
def test_proc_gives_nothing_away(attack: Attacker, way: str) -> None:
    ended = attack(way)
    assert ended.failure or ended.value == []


def test_tcp_does_not_get_out(attack: Attacker) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        assert attack("connect_tcp", server.getsockname()[1]).failure
        with pytest.raises(TimeoutError):
            server.accept()


def test_udp_does_not_get_out(attack: Attacker) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(0.2)
        assert attack("send_udp", server.getsockname()[1]).failure
        with pytest.raises(TimeoutError):
            server.recv(10)


def test_unix_sockets_cannot_be_reached(attack: Attacker, pool: WarmRenderPool) -> None:
    attack("nothing")
    worker = next(pool.root.glob("*/worker.sock"))
    assert attack("connect_unix", worker).failure


def test_kernel_sockets_cannot_be_opened(attack: Attacker) -> None:
    assert attack("netlink").failure


def test_abstract_unix_sockets_cannot_be_reached(attack: Attacker) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0vidgen-test")
        server.listen()
        server.settimeout(0.2)
        assert attack("connect_abstract_unix", "vidgen-test").failure
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize("call", CALLS)
def test_the_kernel_is_not_asked_for_what_rendering_does_not_need(attack: Attacker, call: str) -> None:
    number = CALLS[call][platform.machine() == "aarch64"]
    failure = str(attack("call_kernel", number).failure)
    assert "refused" in failure
    assert any(f"Errno {number}" in failure for number in (errno.EPERM, errno.ENOSYS, errno.EACCES))


def test_a_fork_bomb_does_not_fork(attack: Attacker) -> None:
    assert attack("fork_bomb").limit == "processes"


@pytest.mark.parametrize("way", ["start_program", "replace_by_program", "run_from_memory"])
def test_programs_cannot_be_started(attack: Attacker, way: str) -> None:
    assert "uid=" not in str(attack(way))


def test_a_thread_bomb_is_stopped_by_its_limit(attack: Attacker) -> None:
    assert attack("thread_bomb").limit == "processes"


@pytest.mark.parametrize("way", ["memory_bomb", "shared_memory_bomb"])
def test_a_memory_bomb_is_stopped_by_its_limit(attack: Attacker, small: Limits, way: str) -> None:
    ended = attack(way)
    assert ended.limit == "memory"
    assert ended.peak_memory < small.memory * 1.6


def test_a_memory_bomb_cannot_be_spread_over_processes(attack: Attacker) -> None:
    assert attack("forked_memory_bomb").limit == "processes"


def test_a_memory_bomb_that_ignores_errors_is_stopped_by_some_limit(attack: Attacker) -> None:
    assert attack("memory_bomb_unnoticed").limit in {"memory", "wall", "cpu"}


def test_an_endless_loop_is_stopped_by_the_cpu_limit(attack: Attacker) -> None:
    ended = attack("endless_loop")
    assert ended.limit in {"cpu", "wall"}  # whichever comes first on a busy machine
    assert "limit of" in str(ended.failure)


@pytest.mark.parametrize("way", ["endless_sleep", "endless_sleep_with_signals_off"])
def test_an_endless_sleep_is_stopped_by_the_wall_limit(pool: WarmRenderPool, way: str) -> None:
    ended = Attacker(pool, Limits(wall=0.5))(way)
    assert (ended.limit, ended.wall < 2) == ("wall", True)


@pytest.mark.parametrize("way", ["fill_disk", "fill_disk_with_deleted_files", "fill_disk_too_deep_to_see"])
def test_filling_the_disk_is_stopped_by_its_limit(attack: Attacker, way: str) -> None:
    assert attack(way).limit == "disk"


def test_one_huge_file_is_stopped_by_its_limit(attack: Attacker) -> None:
    assert attack("one_huge_file").limit == "file_size"


def test_very_many_files_are_stopped_by_their_limit(attack: Attacker) -> None:
    assert attack("very_many_files").limit == "files"


def test_very_many_open_files_are_stopped_by_their_limit(attack: Attacker) -> None:
    assert attack("very_many_open_files").limit == "open_files"


@pytest.mark.parametrize(
    "way",
    [
        *("write_file", "create_file", "truncate_file", "delete_file", "rename_file"),
        *("change_permissions", "change_times", "change_owner", "set_extended_attribute"),
    ],
)
def test_nothing_outside_can_be_changed(attack: Attacker, secret: Path, way: str) -> None:
    before = secret.stat()
    attack(way, secret)
    assert list(secret.parent.iterdir()) == [secret]
    assert secret.read_text() == SECRET
    assert [secret.stat()[i] for i in (0, 1, 3, 4, 5, 6, 8)] == [before[i] for i in (0, 1, 3, 4, 5, 6, 8)]
    assert not os.listxattr(secret)


@pytest.mark.parametrize("way", OUTPUTS)
def test_an_output_is_never_another_file(attack: Attacker, secret: Path, tmp_path: Path, way: str) -> None:
    target = tmp_path / "clip.mp4"
    assert attack(way, secret, (Output("clip.mp4", target, "mp4"),)).failure
    assert not target.exists()


def test_an_output_that_is_swapped_for_a_link_does_not_lead_outside(
    attack: Attacker, secret: Path, tmp_path: Path
) -> None:
    target = tmp_path / "clip.mp4"
    attack("swap_output", secret, (Output("clip.mp4", target, "mp4"),))
    assert not target.exists() or SECRET.encode() not in target.read_bytes()


@pytest.mark.parametrize("way", ["trace_guardian", "read_memory_of_guardian", "new_namespace"])
def test_other_processes_are_out_of_reach(attack: Attacker, way: str) -> None:
    assert attack(way).failure


@pytest.mark.parametrize("way", ["kill_guardian", "kill_everybody", "kill_group"])
def test_nobody_else_can_be_killed(attack: Attacker, way: str) -> None:
    assert "not permitted" in str(attack(way).failure)


def test_the_neighbours_cannot_be_killed(attack: Attacker) -> None:
    assert attack("kill_neighbours").value == []


def test_siblings_go_on_undisturbed(pool: WarmRenderPool, small: Limits) -> None:
    attacks = ["memory_bomb", "fork_bomb", "kill_everybody", "kill_neighbours"]
    with ThreadPoolExecutor() as threads:
        sibling = threads.submit(pool.run, {"attack": "rest_a_while", "target": "/"}, limits=Limits())
        running = [threads.submit(pool.run, {"attack": name, "target": "/"}, limits=small) for name in attacks]
        assert [attack.result().value or None for attack in running] == [None] * len(attacks)
        assert sibling.result().value == "done"


def test_a_daemon_does_not_outlive_its_section(attack: Attacker, secret: Path) -> None:
    assert attack("daemon", secret).failure
    time.sleep(0.1)
    assert secret.read_text() == SECRET


def test_a_flood_of_output_is_stopped_by_its_limit_and_not_kept(attack: Attacker) -> None:
    ended = attack("flood_output")
    assert (ended.limit, len(ended.log) < 100_000) == ("output", True)


def test_a_flood_on_the_guardians_line_is_stopped_too(attack: Attacker) -> None:
    ended = attack("flood_line")
    assert (ended.limit, ended.wall < 2) == ("output", True)


def test_nothing_is_left_in_shared_memory(attack: Attacker, tmp_path: Path) -> None:
    assert attack("leave_in_shared_memory", tmp_path.name).failure
    assert not Path("/dev/shm", tmp_path.name).exists()  # noqa: S108 - looked at, not used


@pytest.mark.parametrize("way", ["write_own_memory_file", "take_priority"])
def test_a_process_has_no_more_power_over_itself_than_it_needs(attack: Attacker, way: str) -> None:
    assert attack(way).failure


def test_no_orders_reach_the_users_terminal(attack: Attacker) -> None:
    ended = attack("speak_to_the_terminal")
    assert str(ended.failure).splitlines()[-1] == "end"
    for text in (str(ended.failure), ended.log):
        assert "red" in text
        assert "owned" not in text
        assert not set("\x1b\x00\x9b\u202e\ud800\r") & set(text)


def test_no_orders_are_in_an_answer(attack: Attacker) -> None:
    assert attack("answer_in_orders").value == {"name": ["red\ufffd"]}


@pytest.mark.parametrize("way", ["answer_nested_too_deep", "answer_with_a_pickle"])
def test_an_answer_that_is_no_json_is_a_failure(attack: Attacker, way: str) -> None:
    assert attack(way).failure


def test_a_complaint_without_end_is_cut(attack: Attacker) -> None:
    assert len(str(attack("complain_at_length").failure)) <= 2_000


def test_another_videos_files_are_out_of_reach(attack: Attacker, tmp_path: Path) -> None:
    clip = tmp_path / "videos" / "other" / "clip.mp4"
    clip.parent.mkdir(parents=True)
    clip.write_bytes(SECRET.encode())
    assert attack("read_file", clip).failure


@pytest.mark.parametrize("way", ["lie_about_result", "leave_quietly", "crash", "raise_odd_exception", "signal_itself"])
def test_ending_in_an_odd_way_is_a_failure(attack: Attacker, way: str) -> None:
    ended = attack(way)
    assert (ended.failure is not None, ended.value) == (True, None)


def test_ordinary_work_with_own_files_is_left_alone(attack: Attacker) -> None:
    assert attack("copy_own_files").value == ["a", "c", "d"]
