"""What a scene needs before it can run, drawn or not: its code loaded, Manim set up, and the section's voice given."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from manim import Scene, tempconfig
from manim_voiceover import VoiceoverScene

from vidgen_assets.rendering.job import RenderJob
from vidgen_assets.rendering.scene_runner.foreign_services import stand_ins
from vidgen_assets.rendering.scene_runner.scene_module import loaded, scene_class
from vidgen_assets.rendering.scene_runner.speech_service import BeatSpeech


@contextmanager
def opened(job: RenderJob) -> Iterator[Scene]:
    """The job's scene, ready to render while this lasts. Raises whatever its code raises, `SceneError` without one."""
    with stand_ins(), tempconfig(_settings(job)), loaded(job.source) as module:
        yield scene_class(module, job.scene_name)()


def give_voice(scene: Scene, job: RenderJob, frame: Callable[[], int]) -> BeatSpeech:
    """Let the scene's voiceovers be the job's beats; `frame` tells how many frames have passed."""
    speech = BeatSpeech(job, frame)
    if isinstance(scene, VoiceoverScene):
        scene.set_speech_service(speech, create_subcaption=False)
        vars(scene)["set_speech_service"] = _keep_ours
    return speech


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


def _keep_ours(*args: object, **kwargs: object) -> None:
    """What scene code calls to set up another speech service; it has one already."""
