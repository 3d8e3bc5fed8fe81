"""Scenes as people and models write them, in files as they write them: which there are, and what comes of one."""

import ast
import random
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

import numpy as np
from manim import Scene

from vidgen_assets.domain.quality import Quality
from vidgen_assets.rendering.encoding import ENCODINGS
from vidgen_assets.rendering.fast.installation import fast_manim
from vidgen_assets.rendering.job import RenderJob
from vidgen_assets.rendering.scene_runner.opening import give_voice, opened
from vidgen_assets.rendering.slices import write_slices
from vidgen_assets_tests.rendering.fast.sides import Frames, Rendered
from vidgen_assets_tests.rendering.spoken import speak

_FOLDER = Path(__file__).with_name("scenes")
_TEXTS = ("One two.",)


class WildScene(NamedTuple):
    """A file, and a scene in it."""

    file: Path
    name: str

    def __str__(self) -> str:
        return f"{self.file.stem}.{self.name}"


def wild_scenes() -> list[WildScene]:
    """All of them."""
    files = sorted(_FOLDER.glob("*.py"))
    return [
        WildScene(file, node.name)
        for file in files
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    ]


def job_of(scene: WildScene, folder: Path, width: int = 214, height: int = 120, frame_rate: int = 8) -> RenderJob:
    """A job in `folder`, which is made, to run the scene against a beat of narration."""
    folder.mkdir()
    audio = speak(_TEXTS, folder)
    job = RenderJob(
        folder=folder,
        scene_name=scene.name,
        width=width,
        height=height,
        frame_rate=frame_rate,
        encoding=ENCODINGS[Quality.DRAFT],
        beats=audio.beats,
    )
    job.source.write_bytes(scene.file.read_bytes())
    write_slices(audio.wav.path, job)
    return job


def drawn(job: RenderJob, fast: bool) -> Rendered:
    """The job's frames by plain Manim or by ours, and what ended it."""
    random.seed(0)
    np.random.seed(0)
    writer: Frames | None = None
    error: type[BaseException] | None = None
    try:
        with _manim(fast), opened(job) as scene:
            writer = _kept(scene)
            give_voice(scene, job, lambda: round(scene.time * job.frame_rate))
            scene.render()
    except BaseException as raised:
        error = type(raised)
    return Rendered(writer.shown if writer else [], [], error)


def _kept(scene: Scene) -> Frames:
    writer = scene.renderer.file_writer = Frames(scene.file_writer_settings)
    return writer


@contextmanager
def _manim(fast: bool) -> Iterator[None]:
    with fast_manim() if fast else nullcontext(True) as ready:
        assert ready
        yield
