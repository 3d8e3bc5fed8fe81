"""Where the sandbox cannot be had, or does not hold, nothing runs, unless the user says so."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest


def _client(*arguments: str) -> str:
    command = [sys.executable, "-m", "vidgen_assets_tests.rendering.warm.broken_kernel", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def test_without_landlock_scene_code_is_not_run(runtime_root: Path) -> None:
    said = _client("CREATE_RULESET", str(errno.ENOSYS), str(runtime_root / "a"))
    assert "not run without a sandbox" in said
    assert "no Landlock" in said


def test_a_sandbox_that_does_not_hold_is_found_out_by_the_canary(runtime_root: Path) -> None:
    said = _client("RESTRICT_SELF", "0", str(runtime_root / "b"))
    assert "it read a secret" in said
    assert "sleep" not in said


def test_a_sandbox_that_cannot_be_set_up_is_no_sandbox(runtime_root: Path) -> None:
    assert "canary" in _client("RESTRICT_SELF", str(errno.E2BIG), str(runtime_root / "c"))


@pytest.mark.parametrize("call", ["CREATE_RULESET", "RESTRICT_SELF"])
def test_the_user_may_say_unsafe_no_sandbox(runtime_root: Path, call: str) -> None:
    assert "sleep" in _client(call, str(errno.ENOSYS), str(runtime_root / f"d{call}"), "unsafe")
