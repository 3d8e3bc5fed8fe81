"""Running a scene: its code is loaded, given the section's voice, drawn to the end, and held until the voice ends."""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from manim import Scene, config, tempconfig
from manim_voiceover import VoiceoverScene

from vidgen_assets.domain.errors import SceneError
from vidgen_assets.rendering.job import RenderJob, RenderOutcome
from vidgen_assets.rendering.scene_runner.foreign_services import stand_ins
from vidgen_assets.rendering.scene_runner.frame_writer import FrameWriter
from vidgen_assets.rendering.scene_runner.speech_service import BeatSpeech
from vidgen_assets.rendering.timeline import lay_out

_MODULE = "scene"


def run_scene(job: RenderJob) -> RenderOutcome:
    """Draw the job's scene into its `video`. Raises whatever the scene raises, `SceneError` when there is none."""
    with stand_ins(), tempconfig(_settings(job)), _loaded(job) as module:
        scene_class = _scene_class(module, job.scene_name)
        config.update(_settings(job))  # again: scene code may have changed them when it was loaded
        scene = scene_class()
        writer = FrameWriter(scene.file_writer_settings, job)
        scene.renderer.file_writer = writer
        speech = BeatSpeech(job, lambda: writer.frames)
        if isinstance(scene, VoiceoverScene):
            _give_voice(scene, speech)
        scene.render()
        return _finished(job, writer, speech)


def _finished(job: RenderJob, writer: FrameWriter, speech: BeatSpeech) -> RenderOutcome:
    calls = speech.calls
    left_out = calls.left_out() if calls.spoken else []
    warnings = [*calls.warnings, *(f"beat {number + 1} is spoken at the end: no voiceover call" for number in left_out)]
    timeline = lay_out(job.beats, calls.spoken, writer.frames, job.frame_rate)
    writer.hold(timeline.frames)
    writer.close()
    return RenderOutcome(frames=writer.frames, placements=timeline.placements, warnings=tuple(warnings))


def _settings(job: RenderJob) -> dict[str, Any]:
    return {
        "pixel_width": job.width,
        "pixel_height": job.height,
        "frame_rate": job.frame_rate,
        "media_dir": str(job.folder / "manim"),
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
        "seed": 0,
    }


def _give_voice(scene: VoiceoverScene, speech: BeatSpeech) -> None:
    scene.set_speech_service(speech, create_subcaption=False)
    vars(scene)["set_speech_service"] = _keep_ours


def _keep_ours(*args: object, **kwargs: object) -> None:
    """What scene code calls to set up another speech service; it has one already."""


@contextmanager
def _loaded(job: RenderJob) -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location(_MODULE, job.source)
    if spec is None or spec.loader is None:
        raise SceneError(f"{job.source.name} cannot be loaded")
    module = sys.modules[_MODULE] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        yield module
    finally:
        del sys.modules[_MODULE]


def _scene_class(module: ModuleType, name: str) -> type[Scene]:
    found = vars(module).get(name)
    if isinstance(found, type) and issubclass(found, Scene):
        return found
    scenes = [
        each.__name__
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Scene) and each.__module__ == module.__name__
    ]
    raise SceneError(f"scene.py has no scene class {name}; it has {', '.join(scenes) or 'none'}")
