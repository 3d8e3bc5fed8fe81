"""Running a scene: its code is loaded, given the section's voice, drawn to the end, and held until the voice ends."""

from typing import Any

from manim import tempconfig
from manim_voiceover import VoiceoverScene

from vidgen_assets.rendering.fast.installation import fast_manim
from vidgen_assets.rendering.job import RenderJob, RenderOutcome
from vidgen_assets.rendering.scene_runner.foreign_services import stand_ins
from vidgen_assets.rendering.scene_runner.frame_writer import FrameWriter
from vidgen_assets.rendering.scene_runner.scene_module import loaded, scene_class
from vidgen_assets.rendering.scene_runner.speech_service import BeatSpeech
from vidgen_assets.rendering.timeline import lay_out


def run_scene(job: RenderJob) -> RenderOutcome:
    """Draw the job's scene into its `video`. Raises whatever the scene raises, `SceneError` when there is none."""
    with stand_ins(), tempconfig(_settings(job)), fast_manim(), loaded(job.source) as module:
        scene = scene_class(module, job.scene_name)()
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
