"""`vidgen` as a program that is told to stop."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_command_that_is_told_to_stop_says_that_it_was_interrupted(number: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "never.md"
    os.mkfifo(script)
    command = [sys.executable, "-m", "vidgen_assets.cli", "make", "--script", str(script)]
    with (
        subprocess.Popen(
            command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, preexec_fn=_as_from_a_shell
        ) as process,
        script.open("wb"),
    ):  # opens once the command does
        process.send_signal(number)
        answer = process.communicate(timeout=20)
    assert answer[1].startswith("Interrupted.")
    assert process.returncode == 130


def _as_from_a_shell() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
