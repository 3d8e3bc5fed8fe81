import multiprocessing
import threading
import time
from pathlib import Path

from vidgen_assets.rendering.slots import render_slot

FORK = multiprocessing.get_context("fork")


def _hold(folder: Path, ready: Path, seconds: float) -> None:
    with render_slot(folder, 1):
        ready.touch()
        time.sleep(seconds)


def _wait_for(path: Path) -> None:
    while not path.exists():
        time.sleep(0.01)


def test_no_more_than_the_slots_run_at_once_and_all_get_their_turn(tmp_path: Path) -> None:
    running, most, done = [], [], []

    def take() -> None:
        with render_slot(tmp_path, 2):
            running.append(None)
            most.append(len(running))
            time.sleep(0.05)
            running.pop()
            done.append(None)

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (max(most), len(done)) == (2, 6)


def test_a_slot_is_shared_between_processes_and_freed_when_its_holder_is_killed(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    holder = FORK.Process(target=_hold, args=(tmp_path / "slots", ready, 60))
    holder.start()
    _wait_for(ready)
    waited = threading.Event()
    waiter = threading.Thread(target=lambda: _hold(tmp_path / "slots", tmp_path / "second", 0) or waited.set())
    waiter.start()
    assert not waited.wait(0.3)
    holder.kill()
    assert waited.wait(5)
    waiter.join()
    holder.join()


def test_what_a_killed_render_left_is_gone_when_its_slot_is_taken_again(tmp_path: Path) -> None:
    with render_slot(tmp_path, 1) as scratch:
        pass
    scratch.mkdir()
    (scratch / "video.mp4").touch()
    with render_slot(tmp_path, 1) as scratch:
        assert list(scratch.iterdir()) == []
    assert not scratch.exists()


def test_waiting_costs_next_to_no_processor_time(tmp_path: Path) -> None:
    with render_slot(tmp_path, 1):
        waiter = threading.Thread(target=_hold, args=(tmp_path, tmp_path / "ready", 0))
        before = time.process_time()
        waiter.start()
        time.sleep(1)
        assert time.process_time() - before < 0.1
    waiter.join()
