import subprocess
import sys

import pytest

from vidgen_assets_tests.cli.conftest import Vidgen

HEAVY = ("dagster", "manim", "manim_voiceover", "google", "pandas")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom vidgen_assets.cli import app\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], 'vidgen_assets.cli.make' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[] True"


@pytest.mark.parametrize("command", ["make", "status", "list", "rerun", "ui", "voices", "doctor"])
def test_every_command_explains_itself(vidgen: Vidgen, command: str) -> None:
    assert command in vidgen("--help").output
    assert f"vidgen {command}" in vidgen(command, "--help").output.replace("root", "vidgen")


def test_a_wrong_setting_ends_with_code_2_and_the_fix(vidgen: Vidgen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDGEN_RENDER_SLOTS", "many")
    answer = vidgen("doctor")
    assert answer.exit_code == 2
    assert "Error: VIDGEN_RENDER_SLOTS: 'many'" in answer.stderr
    assert "Fix: Set VIDGEN_RENDER_SLOTS to another value" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_debug_shows_the_traceback(vidgen: Vidgen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDGEN_RENDER_SLOTS", "many")
    assert "Traceback" in vidgen("--debug", "doctor").stderr
