import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import StorageError
from vidgen_assets.domain.service_errors import ServiceUnavailableError
from vidgen_assets.services.turn_limit import Pace
from vidgen_assets.services.turns import Turns

REPOSITORY = Path(__file__).parents[2]
NEVER = Pace(probe=1e6, recover=1e6)
WORKER = """
import asyncio, pathlib, sys, time
from vidgen_assets.services.turn_limit import Pace
from vidgen_assets.services.turns import Turns

folder, log = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
turns = Turns(folder, Pace(probe=1e6), poll_s=0.01)

async def work(seconds):
    async with turns.turn():
        began = time.time()
        await asyncio.sleep(seconds)
        with log.open("a") as file:
            file.write(f"{began} {time.time()}\\n")

async def main():
    await asyncio.gather(*(work(float(sys.argv[3])) for _ in range(3)))

asyncio.run(main())
"""


def _worker(root: Path, seconds: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WORKER, str(root / "turns"), str(root / "log"), str(seconds)]
    return subprocess.Popen(command, cwd=REPOSITORY)


def _peak(log: Path) -> int:
    spans = [tuple(map(float, line.split())) for line in log.read_text().splitlines()]
    return max(sum(begin <= moment < end for begin, end in spans) for moment, _ in spans)


def test_over_all_processes_no_more_run_at_once_than_are_allowed(tmp_path: Path) -> None:
    workers = [_worker(tmp_path, 0.1) for _ in range(4)]
    assert [worker.wait(60) for worker in workers] == [0] * 4
    assert len((tmp_path / "log").read_text().splitlines()) == 12
    assert _peak(tmp_path / "log") == 2


async def test_a_killed_process_leaves_its_turn_to_others(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "turns", NEVER, poll_s=0.01)
    worker = await asyncio.to_thread(_worker, tmp_path, 60)
    while not await asyncio.to_thread(turns.full):  # noqa: ASYNC110 - another process knows no event of ours
        await asyncio.sleep(0.02)
    worker.kill()
    async with asyncio.timeout(5), turns.turn():
        assert not turns.full()
    worker.wait()


async def test_in_one_process_too(tmp_path: Path) -> None:
    turns, running, peak = Turns(tmp_path, NEVER, poll_s=0.005), 0, 0

    async def work() -> None:
        nonlocal running, peak
        async with turns.turn():
            running += 1
            peak = max(peak, running)
            await asyncio.sleep(0.02)
            running -= 1

    await asyncio.gather(*(work() for _ in range(6)))
    assert peak == 2
    turns.told(4)
    await asyncio.gather(*(work() for _ in range(6)))
    assert peak == 4


async def test_who_gives_up_waiting_takes_no_turn(tmp_path: Path) -> None:
    turns = Turns(tmp_path, NEVER, poll_s=0.005, told=1)
    async with turns.turn():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05), turns.turn():
                raise AssertionError("there is no turn to be had")
    assert not turns.full()


async def test_a_fall_of_the_limit_lets_those_at_work_finish(tmp_path: Path) -> None:
    turns = Turns(tmp_path, NEVER, poll_s=0.005, told=3)
    async with turns.turn(), turns.turn():
        async with turns.turn():
            turns.refused()
            assert turns.limit.allowed == 2
        assert turns.full()
    assert not turns.full()


async def test_calls_that_are_refused_together_each_take_one_off(tmp_path: Path) -> None:
    turns = Turns(tmp_path, NEVER, poll_s=0.005, told=7)

    async def call(*, refused: bool) -> None:
        async with turns.turn():
            await asyncio.sleep(0.1)
            if refused:
                raise ServiceUnavailableError("too many", service="echo", status=429, crowded=True)
            await asyncio.sleep(0.2)

    await asyncio.gather(*(call(refused=number >= 2) for number in range(6)), return_exceptions=True)
    assert turns.limit.allowed == 2


async def test_a_damaged_file_of_what_is_known_is_forgotten(tmp_path: Path) -> None:
    turns = Turns(tmp_path, told=7)
    async with turns.turn():
        pass
    (tmp_path / "limit.json").write_text('{"allo')
    assert turns.limit.allowed == 7


async def test_a_folder_that_cannot_be_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="file"):
        async with Turns(tmp_path / "file" / "turns").turn():
            pass


async def test_a_turn_costs_next_to_nothing(tmp_path: Path) -> None:
    turns, began = Turns(tmp_path), time.monotonic()
    for _ in range(50):
        async with turns.turn():
            pass
    assert time.monotonic() - began < 1.0
