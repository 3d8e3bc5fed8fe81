"""What the worker runs for a section, here without a sandbox around it."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from vidgen_assets.domain.quality import Quality
from vidgen_assets.rendering.encoding import ENCODINGS
from vidgen_assets.rendering.job import RenderJob
from vidgen_assets.rendering.sandbox.confined import WorkFailedError
from vidgen_assets.rendering.scene_entry import run
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
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RenderJob:
    monkeypatch.chdir(tmp_path)
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
    return job


def _run(job: RenderJob) -> dict[str, Any]:
    return run(job.model_dump(mode="json", exclude={"folder"}))


def test_a_scene_that_runs_gives_an_outcome(job: RenderJob) -> None:
    job.source.write_text(SCENE)
    assert _run(job)["frames"] == 16
    assert job.video.exists()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("undefined_name", "scene.py line 5: NameError: name 'undefined_name' is not defined"),
        ("import sys; sys.exit(3)", "scene.py line 5: SystemExit: 3"),
        ("Circle(1, 2, 3, 4, 5)", "scene.py line 5: TypeError: "),
        ("input('Shall I install it?')", "scene.py line 5: "),
    ],
)
def test_a_scene_that_breaks_gives_its_line_and_its_reason(line: str, message: str, job: RenderJob) -> None:
    job.source.write_text(SCENE.replace("self.add(Dot())", line))
    with pytest.raises(WorkFailedError) as caught:
        _run(job)
    assert str(caught.value).startswith(message)
    assert line in caught.value.log
    assert str(job.folder) not in caught.value.log


def test_a_full_disk_is_named_as_the_system_names_it(job: RenderJob) -> None:
    job.source.write_text(SCENE)
    job.video.symlink_to("/dev/full")
    with pytest.raises(WorkFailedError, match=os.strerror(errno.ENOSPC)):
        _run(job)
