"""The warm worker is shared, survives what happens to sections, and leaves nothing behind when something is killed."""

import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

import pytest

from vidgen_assets.domain.errors import ConfigurationError, RenderError
from vidgen_assets.rendering.sandbox.collect import Output
from vidgen_assets.rendering.sandbox.ended import Ended
from vidgen_assets.rendering.sandbox.process_tree import descendants, runs
from vidgen_assets.rendering.warm.pool import WarmRenderPool
from vidgen_assets.rendering.warm.runtime_folder import RuntimeFolder

WORK = "vidgen_assets_tests.rendering.warm.work:run"
CLIENT = """
import sys
from pathlib import Path
from vidgen_assets.rendering.warm.pool import WarmRenderPool
WarmRenderPool({work!r}, root=Path(sys.argv[1]), sections_at_once=2).run({{"sleep": 20}})
"""


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[WarmRenderPool]:
    yield WarmRenderPool(WORK, root=tmp_path / "runtime", sections_at_once=2)
    rmtree(tmp_path / "runtime", ignore_errors=True)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as executor:
        yield executor


def _worker(pool: WarmRenderPool) -> int:
    """Its process number, once it has served a section."""
    pool.run({})
    socket_file = next(pool.root.glob(f"{pool.key}/worker.sock"))
    with RuntimeFolder(socket_file.parent).connect() as connection:
        process, _, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    return int(process)


def _until(holds: Callable[[], object], seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def _begin(pool: WarmRenderPool, threads: ThreadPoolExecutor, worker: int) -> tuple[Future[Ended], int, int]:
    """A section that sleeps: its future, its guardian, its process."""
    section = threads.submit(pool.run, {"sleep": 20})
    return (section, *_guardian_and_process(worker))


def _guardian_and_process(worker: int) -> tuple[int, int]:
    def running() -> list[int]:
        return list(filter(runs, descendants(worker)))

    assert _until(lambda: len(running()) == 2)
    time.sleep(0.05)  # until it sleeps in its sandbox
    guardian, process = running()
    return guardian, process


def _no_scratch(pool: WarmRenderPool) -> bool:
    return not list(pool.root.glob("*/scratch/*"))


def test_files_go_in_and_come_out(pool: WarmRenderPool, tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_text("hello")
    ended = pool.run({"copy": "output"}, inputs={"input": source}, outputs=(Output("output", target, "text"),))
    assert (ended.failure, target.read_text(), _no_scratch(pool)) == (None, "hello", True)


def test_an_input_that_is_missing_is_an_error(pool: WarmRenderPool) -> None:
    with pytest.raises(RenderError, match="missing"):
        pool.run({}, inputs={"input": Path("/missing")})


def test_an_output_that_was_not_made_is_a_failure(pool: WarmRenderPool, tmp_path: Path) -> None:
    assert "was not made" in str(pool.run({}, outputs=(Output("no", tmp_path / "no", "text"),)).failure)


def test_sections_and_clients_share_one_worker(pool: WarmRenderPool) -> None:
    assert _worker(pool) == _worker(pool) == _worker(replace(pool))


def test_clients_that_start_at_once_start_one_worker(pool: WarmRenderPool, threads: ThreadPoolExecutor) -> None:
    assert len(set(threads.map(_worker, [replace(pool) for _ in range(6)]))) == 1


def test_other_options_mean_another_worker(pool: WarmRenderPool) -> None:
    assert _worker(pool) != _worker(replace(pool, preload=("json",)))


def test_no_more_sections_run_at_once_than_the_pool_holds(pool: WarmRenderPool, threads: ThreadPoolExecutor) -> None:
    _worker(pool)
    before = time.monotonic()
    list(threads.map(pool.run, [{"sleep": 0.3}] * 4))
    assert 0.6 <= time.monotonic() - before < 1.5


def test_a_worker_that_is_killed_takes_its_sections_along_and_is_replaced(
    pool: WarmRenderPool, threads: ThreadPoolExecutor
) -> None:
    worker = _worker(pool)
    section, guardian, process = _begin(pool, threads, worker)
    os.kill(worker, signal.SIGKILL)
    with pytest.raises(RenderError, match="killed"):
        section.result()
    assert _until(lambda: not runs(guardian) and not runs(process))
    assert _no_scratch(pool)
    assert _worker(pool) != worker


def test_a_guardian_that_is_killed_leaves_nothing_and_the_worker_goes_on(
    pool: WarmRenderPool, threads: ThreadPoolExecutor
) -> None:
    worker = _worker(pool)
    section, guardian, process = _begin(pool, threads, worker)
    os.kill(guardian, signal.SIGKILL)
    with pytest.raises(RenderError, match="killed"):
        section.result()
    assert _until(lambda: not runs(process) and _no_scratch(pool))
    assert _worker(pool) == worker


def test_all_that_is_killed_at_once_is_cleaned_up_by_the_next_worker(
    pool: WarmRenderPool, threads: ThreadPoolExecutor
) -> None:
    worker = _worker(pool)
    section, guardian, process = _begin(pool, threads, worker)
    os.kill(worker, signal.SIGSTOP)
    for victim in (guardian, worker):
        os.kill(victim, signal.SIGKILL)
    with pytest.raises(RenderError):
        section.result()
    assert _until(lambda: not runs(process))
    pool.run({})
    assert _no_scratch(pool)


def test_a_client_that_is_killed_takes_its_section_along(pool: WarmRenderPool) -> None:
    worker = _worker(pool)
    with subprocess.Popen([sys.executable, "-c", CLIENT.format(work=WORK), str(pool.root)]) as client:
        _, process = _guardian_and_process(worker)
        client.kill()
    assert _until(lambda: not runs(process) and _no_scratch(pool))
    assert _worker(pool) == worker


def test_a_worker_without_work_ends(pool: WarmRenderPool) -> None:
    worker = _worker(replace(pool, idle_s=0.1))
    assert _until(lambda: not runs(worker))


def test_a_worker_whose_folder_disappears_ends(pool: WarmRenderPool) -> None:
    worker = _worker(pool)
    rmtree(pool.root)
    assert _until(lambda: not runs(worker))
    assert _worker(pool) != worker


def test_a_worker_that_has_grown_is_replaced(pool: WarmRenderPool) -> None:
    always_too_large = replace(pool, growth=-1 << 40)
    for _ in range(2):
        assert always_too_large.run({"sleep": 0.1}).failure is None
        assert _until(lambda: not list(pool.root.glob("*/worker.sock")))


def test_a_worker_that_cannot_start_says_why(pool: WarmRenderPool) -> None:
    with pytest.raises(RenderError) as caught:
        replace(pool, preload=("no_such_module",)).run({})
    assert "no_such_module" in caught.value.log


def test_a_runtime_folder_that_is_open_to_others_is_refused(pool: WarmRenderPool) -> None:
    pool.root.mkdir()
    pool.root.chmod(0o755)
    with pytest.raises(ConfigurationError, match="closed to others"):
        pool.run({})


def test_the_worker_keeps_nothing_of_the_clients_environment(
    pool: WarmRenderPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "key-0123456789")
    assert b"key-0123456789" not in Path(f"/proc/{_worker(pool)}/environ").read_bytes()
