"""Running a scene: drawn to the end, and held until its voice ends; or, for a dry run, not drawn at all."""

from vidgen_assets.domain.scene_reading import read_source
from vidgen_assets.rendering.fast.installation import fast_manim
from vidgen_assets.rendering.job import RenderJob, RenderOutcome
from vidgen_assets.rendering.scene_check.dry_run import dry_run
from vidgen_assets.rendering.scene_runner.frame_writer import FrameWriter
from vidgen_assets.rendering.scene_runner.opening import give_voice, opened
from vidgen_assets.rendering.scene_runner.speech_service import BeatSpeech
from vidgen_assets.rendering.timeline import lay_out

_SLOW = "drawn by plain Manim, which takes several times as long: the Manim that is installed is another than expected"


def run_scene(job: RenderJob) -> RenderOutcome:
    """Do the job. Raises whatever the scene raises, `SceneError` when there is none."""
    return dry_run(job) if job.dry_run else _draw(job)


def _draw(job: RenderJob) -> RenderOutcome:
    with fast_manim() as fast, opened(job) as scene:
        writer = FrameWriter(scene.file_writer_settings, job)
        scene.renderer.file_writer = writer
        speech = give_voice(scene, job, lambda: writer.frames)
        scene.render()
        outcome = _finished(job, writer, speech)
    return outcome if fast else outcome.model_copy(update={"notes": (_SLOW,)})


def _finished(job: RenderJob, writer: FrameWriter, speech: BeatSpeech) -> RenderOutcome:
    calls = speech.calls
    # A scene that never asks for its voice is drawn under it; one that does, and did not, has left it out.
    asks = calls.spoken or read_source(job.source.read_text()).voiceovers
    left_out = calls.left_out() if asks else []
    warnings = [*calls.warnings, *(f"beat {number + 1} is spoken at the end: no voiceover call" for number in left_out)]
    timeline = lay_out(job.beats, calls.spoken, writer.frames, job.frame_rate)
    writer.hold(timeline.frames)
    writer.close()
    return RenderOutcome(frames=writer.frames, placements=timeline.placements, warnings=tuple(warnings))
