import asyncio
import os
import sys
import time
from pathlib import Path

import pytest

from vidgen_assets.domain.child import ChildError, ChildJob
from vidgen_assets.rendering.process import LOG_BYTES, run, run_async

# Prints its own process id and that of a grandchild, then both sleep; the child shrugs off a polite request to end.
_STUBBORN = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(60)"])
open("pids", "w").write(f"{os.getpid()} {grandchild.pid}")
time.sleep(60)
"""


def _python(folder: Path, code: str, stdin: bytes = b"", wall_limit: float = 20) -> ChildJob:
    return ChildJob((sys.executable, "-I", "-S", "-c", code), folder, wall_limit, stdin)


def _pids(folder: Path) -> list[int]:
    return [int(pid) for pid in (folder / "pids").read_text().split()]


def _gone(pid: int) -> bool:
    """Whether the process has ended (a zombie that nobody has buried yet has ended too)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def _all_gone_soon(pids: list[int]) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if all(map(_gone, pids)):
            return True
        time.sleep(0.02)
    return False


def test_a_child_answers_with_code_output_and_errors(tmp_path: Path) -> None:
    code = "import sys; print(sys.stdin.read()[::-1], end=''); print('why', file=sys.stderr); sys.exit(3)"
    assert run(_python(tmp_path, code, b"abc")) == (3, b"cba", "why\n")


async def test_the_asynchronous_door_answers_the_same(tmp_path: Path) -> None:
    code = "import sys; print(sys.stdin.read()[::-1], end=''); print('why', file=sys.stderr); sys.exit(3)"
    assert await run_async(_python(tmp_path, code, b"abc")) == (3, b"cba", "why\n")


def test_a_child_inherits_nothing_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hunter2")
    answer = run(_python(tmp_path, "import os; print(sorted(os.environ))"))
    assert answer.output.decode().strip() == "['LANG', 'LC_ALL', 'PATH']"


def test_a_child_runs_in_its_folder(tmp_path: Path) -> None:
    assert run(_python(tmp_path, "import os; print(os.getcwd())")).output.decode().strip() == str(tmp_path)


def test_only_the_tail_of_long_errors_is_kept(tmp_path: Path) -> None:
    answer = run(_python(tmp_path, "import sys; sys.stderr.write('x' * 1_000_000 + 'end')"))
    assert len(answer.errors) == LOG_BYTES
    assert answer.errors.endswith("end")


def test_a_missing_program_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ChildError, match="no-such-program cannot be started"):
        run(ChildJob(("no-such-program",), tmp_path, 5))


def test_a_child_past_its_limit_dies_with_its_whole_group(tmp_path: Path) -> None:
    with pytest.raises(ChildError, match="limit of 1 s") as caught:
        run(_python(tmp_path, _STUBBORN, wall_limit=1))
    assert caught.value.timed_out
    assert _all_gone_soon(_pids(tmp_path))


async def test_a_cancelled_call_kills_the_whole_group(tmp_path: Path) -> None:
    call = asyncio.create_task(run_async(_python(tmp_path, _STUBBORN)))
    await asyncio.sleep(1)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert _all_gone_soon(_pids(tmp_path))


def test_what_a_finished_child_left_running_is_killed(tmp_path: Path) -> None:
    code = """
import os, subprocess, sys
left = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(60)"])
open("pids", "w").write(f"{os.getpid()} {left.pid}")
"""
    run(_python(tmp_path, code))
    assert _all_gone_soon(_pids(tmp_path))


async def test_the_event_loop_runs_on_beside_children(tmp_path: Path) -> None:
    meet = """
import os, pathlib, time
pathlib.Path(f"here-{os.getpid()}").touch()
while len(list(pathlib.Path().glob("here-*"))) < 4:
    time.sleep(0.01)
"""
    answers = await asyncio.gather(*(run_async(_python(tmp_path, meet)) for _ in range(4)))
    assert [answer.code for answer in answers] == [0, 0, 0, 0]


def test_a_child_leads_its_own_process_group(tmp_path: Path) -> None:
    answer = run(_python(tmp_path, "import os; print(os.getpgid(0) == os.getpid())"))
    assert answer.output.strip() == b"True"
    assert os.getpgid(0) != 0
