import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RECORDER = """#!{python}
import json, pathlib, sys
pathlib.Path("arguments.json").write_text(json.dumps(sys.argv[1:]))
print("progress", file=sys.stderr)
print("videos/x/final.mp4")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The Makefile and its video script beside a `vidgen` that writes down its arguments, with nothing to set up."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "video.sh", tmp_path / "tools")
    _program(tmp_path / "tools" / "setup.sh", "#!/bin/sh\n")
    _program(tmp_path / ".venv" / "bin" / "vidgen", RECORDER.format(python=sys.executable))
    return tmp_path


def _program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def _make(project: Path, *arguments: str) -> str:
    return subprocess.run(
        ["make", "video", *arguments],
        cwd=project,
        env={"PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    ).stdout


def _arguments(project: Path) -> list[str]:
    arguments: list[str] = json.loads((project / "arguments.json").read_text())
    return arguments


@pytest.mark.parametrize(
    "prompt",
    [
        'What is "x" & $y?',
        "$(shell touch harm) $(HOME) $$",
        "`touch harm`; it's\ttwo  spaces",
        "--script",
        "ünïcode #1\n2",
    ],
)
def test_a_prompt_reaches_the_program_letter_by_letter(project: Path, prompt: str) -> None:
    _make(project, f"PROMPT={prompt}")
    assert _arguments(project) == ["make", "--print-path", "--", prompt]
    assert not (project / "harm").exists()


def test_a_script_and_options_are_handed_on(project: Path) -> None:
    _make(project, "SCRIPT=my lesson.md", "QUALITY=draft", "VOICE=en-gb", "OUT=out.mp4")
    assert _arguments(project) == [
        *("make", "--print-path", "--script", "my lesson.md"),
        *("--quality", "draft", "--voice", "en-gb", "--out", "out.mp4"),
    ]


def test_the_last_line_that_is_printed_is_the_path_alone(project: Path) -> None:
    assert _make(project, "PROMPT=x").splitlines()[-1] == "videos/x/final.mp4"
