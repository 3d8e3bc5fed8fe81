"""The dry run: a scene is constructed against its voice with nothing drawn, and what would be seen is measured."""

from collections.abc import Mapping, Sequence

from manim import Scene
from manim_voiceover import VoiceoverScene

from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.domain.video import Placement
from vidgen_assets.rendering.job import RenderJob, RenderOutcome
from vidgen_assets.rendering.scene_check.dry_writer import DryWriter
from vidgen_assets.rendering.scene_check.watcher import Watcher
from vidgen_assets.rendering.scene_runner.opening import give_voice, opened
from vidgen_assets.rendering.timeline import lay_out

LONGEST_SILENCE = 4.0
"""Seconds that a picture may keep the voice waiting."""


def dry_run(job: RenderJob) -> RenderOutcome:
    """Construct the job's scene. Raises whatever the scene raises; `layout` of the outcome has what is wrong to see."""
    with opened(job) as scene:
        writer = DryWriter(scene.file_writer_settings)
        scene.renderer.file_writer = writer
        _draw_nothing(scene)
        watcher = Watcher(scene, job.source)
        speech = give_voice(scene, job, lambda: round(scene.renderer.time * job.frame_rate))
        scene.render()
        frames = round(scene.renderer.time * job.frame_rate)
    calls = speech.calls
    left_out = calls.left_out() if isinstance(scene, VoiceoverScene) else []
    never = (f"beat {number + 1} is never spoken: no voiceover call has its text" for number in left_out)
    timeline = lay_out(job.beats, calls.spoken, frames, job.frame_rate)
    silences = _silences(job.beats, calls.spoken, timeline.placements, frames, job.frame_rate)
    return RenderOutcome(
        frames=timeline.frames,
        placements=timeline.placements,
        warnings=(*calls.warnings, *never),
        layout=(*watcher.faults, *silences),
    )


def _draw_nothing(scene: Scene) -> None:
    """Animations go to their ends at once; still frames, which Manim draws even then, are left out too."""
    scene.renderer.skip_animations = scene.renderer._original_skipping_status = True
    vars(scene.renderer)["update_frame"] = lambda *args, **kwargs: None


def _silences(
    beats: Sequence[BeatAudio], spoken: Mapping[int, int], placed: Sequence[Placement], frames: int, rate: int
) -> tuple[str, ...]:
    """Where animations last so much longer than their beat that nothing is heard for long."""
    order = sorted(spoken, key=lambda beat: spoken[beat])
    starts = [*(placed[beat].start for beat in order[1:]), frames / rate]
    found = []
    for beat, start in zip(order, starts, strict=False):
        silence = start - placed[beat].start - beats[beat].duration
        if silence > LONGEST_SILENCE:
            found.append(f"beat {beat + 1} lasts {beats[beat].duration:.1f} s, its animations {silence:.1f} s longer")
    return tuple(found)
