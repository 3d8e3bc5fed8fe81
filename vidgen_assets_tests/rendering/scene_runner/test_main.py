import json
from pathlib import Path

import pytest

from vidgen_assets.domain.quality import Quality
from vidgen_assets.rendering.encoding import ENCODINGS
from vidgen_assets.rendering.job import EXIT_DISK_FULL, EXIT_SCENE_FAILED, RenderJob
from vidgen_assets.rendering.scene_runner.__main__ import main
from vidgen_assets.rendering.slices import write_slices
from vidgen_assets_tests.rendering.spoken import speak

SCENE = """\
from manim import *

class Part(Scene):
    def construct(self):
        self.add(Dot())
        self.wait(1)
"""


@pytest.fixture
def job(tmp_path: Path) -> RenderJob:
    audio = speak(("A dot.",), tmp_path)
    job = RenderJob(
        folder=tmp_path,
        scene_name="Part",
        width=128,
        height=72,
        frame_rate=15,
        encoding=ENCODINGS[Quality.DRAFT],
        beats=audio.beats,
    )
    write_slices(audio.wav.path, job)
    (tmp_path / "job.json").write_text(job.model_dump_json())
    return job


def test_a_scene_that_runs_leaves_an_outcome(job: RenderJob) -> None:
    job.source.write_text(SCENE)
    assert main(job.folder) == 0
    assert json.loads((job.folder / "outcome.json").read_text())["frames"] == 16


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("undefined_name", "scene.py line 5: NameError: name 'undefined_name' is not defined"),
        ("import sys; sys.exit(3)", "scene.py line 5: SystemExit: 3"),
        ("Circle(1, 2, 3, 4, 5)", "scene.py line 5: TypeError: "),
        ("input('Shall I install it?')", "scene.py line 5: "),
    ],
)
def test_a_scene_that_breaks_leaves_its_line_and_its_reason(line: str, message: str, job: RenderJob) -> None:
    job.source.write_text(SCENE.replace("self.add(Dot())", line))
    assert main(job.folder) == EXIT_SCENE_FAILED
    failure = json.loads((job.folder / "failure.json").read_text())
    assert failure["message"].startswith(message)
    assert line in failure["log"]
    assert str(job.folder) not in failure["log"]


def test_a_full_disk_is_told_by_the_exit_code_alone(job: RenderJob) -> None:
    job.source.write_text(SCENE)
    job.video.symlink_to("/dev/full")
    assert main(job.folder) == EXIT_DISK_FULL
