"""Ways through the kernel that Landlock and resource limits leave open are closed, or what they take is counted."""

import ctypes
import os
import platform
from collections.abc import Iterator
from pathlib import Path

import pytest

from vidgen_assets.rendering.sandbox.limits import Limits
from vidgen_assets.rendering.warm.pool import WarmRenderPool
from vidgen_assets_tests.rendering.sandbox.test_attacks import SECRET, Attacker

ATTACKS = "vidgen_assets_tests.rendering.kernel_attacks:run"
on_x86 = pytest.mark.skipif(platform.machine() != "x86_64", reason="this processor has no such way")


@pytest.fixture
def attack(runtime_root: Path, small: Limits) -> Attacker:
    return Attacker(WarmRenderPool(ATTACKS, root=runtime_root, sections_at_once=4), small)


@pytest.fixture
def shared_memory() -> Iterator[int]:
    """The number of a piece of System V memory that holds a secret."""
    library = ctypes.CDLL(None, use_errno=True)
    library.shmat.restype = ctypes.c_void_p
    number = library.shmget(0, 4096, 0o1600)
    ctypes.memmove(library.shmat(number, None, 0), SECRET.encode(), len(SECRET))
    yield number
    library.shmctl(number, 0, None)


@pytest.mark.parametrize("way", ["attach_shared_memory", "remove_shared_memory"])
def test_memory_that_programs_share_is_out_of_reach(attack: Attacker, shared_memory: int, way: str) -> None:
    assert "Errno 1]" in str(attack(way, shared_memory).failure)


def test_attributes_of_the_users_files_cannot_be_read(attack: Attacker, tmp_path: Path) -> None:
    (tmp_path / "note").touch()
    try:
        os.setxattr(tmp_path / "note", "user.note", SECRET.encode())
    except OSError:
        pytest.skip("files have no attributes here")
    assert "not supported" in str(attack("read_attribute", tmp_path / "note").failure)


def test_nobody_waits_for_a_file_that_a_scene_holds(attack: Attacker) -> None:
    assert "not permitted" in str(attack("lease_file", os.__file__).failure)


@pytest.mark.parametrize(
    "way",
    [
        *("take_all_file_watches", "take_all_timers", "take_all_asynchronous_io", "widen_pipes"),
        *("remove_message_queue", "hide_files_in_a_socket"),
    ],
)
def test_what_the_user_has_once_cannot_be_used_up(attack: Attacker, way: str) -> None:
    assert "Errno 1" in str(attack(way, "/queue").failure)


@pytest.mark.parametrize("way", ["hide_from_the_guardian", "have_a_second_table_of_files"])
def test_a_process_cannot_hide_from_its_guardian(attack: Attacker, way: str) -> None:
    assert "Errno 1]" in str(attack(way).failure)


@pytest.mark.parametrize("way", ["allocate_disk_unwritten", "fill_disk_by_sparse_writes"])
def test_disk_that_files_without_a_name_take_counts(attack: Attacker, way: str) -> None:
    assert attack(way).limit == "disk"


def test_page_tables_are_bounded_by_the_memory_limit(attack: Attacker) -> None:
    assert attack("fill_memory_with_page_tables").limit == "memory"


def test_memory_cannot_be_taken_behind_an_ended_thread(attack: Attacker, small: Limits) -> None:
    ended = attack("hoard_behind_an_ended_thread")
    assert ended.value is None
    assert ended.peak_memory < small.memory * 1.6


@on_x86
@pytest.mark.parametrize(("way", "answer"), [("call_as_x32", "Errno 38"), ("call_as_i386", "SIGSYS")])
def test_other_ways_of_calling_the_kernel_are_closed(attack: Attacker, way: str, answer: str) -> None:
    assert answer in str(attack(way).failure)


def test_no_file_is_inherited_but_the_line_and_the_log(attack: Attacker) -> None:
    assert attack("list_open_files").value == {"0": "null", "1": "pipe", "2": "pipe", "3": "socket"}


def test_what_other_videos_are_made_with_cannot_be_changed(attack: Attacker) -> None:
    assert attack("write_to_what_others_import").value == []


def test_an_exception_that_cannot_be_told_is_named(attack: Attacker) -> None:
    assert "Untellable" in str(attack("raise_what_cannot_be_told").failure)


def test_an_exception_that_led_to_itself_is_told(attack: Attacker) -> None:
    assert attack("raise_what_led_to_itself").failure == "RuntimeError: round and round"


def test_a_process_that_stops_itself_runs_into_the_wall_limit(runtime_root: Path) -> None:
    pool = WarmRenderPool(ATTACKS, root=runtime_root, sections_at_once=4)
    assert Attacker(pool, Limits(wall=0.5))("stop_itself").limit == "wall"


def test_a_process_that_closes_its_line_fails(attack: Attacker) -> None:
    assert "before its work was done" in str(attack("close_everything").failure)
