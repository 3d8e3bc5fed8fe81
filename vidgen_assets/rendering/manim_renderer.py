"""The renderer: a scene and its section's audio become a clip, clips become the final video.

It only leads: the scene runs in a sandbox (`warm_scene`), pictures and sound are put together by `media`, times are
reckoned by `timeline`.
"""

import logging
import shutil
import tempfile
from collections.abc import Sequence
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.video import FinalVideo, SectionClip
from vidgen_assets.rendering.encoding import ENCODINGS, encoding_identity
from vidgen_assets.rendering.final_video import write_final_video
from vidgen_assets.rendering.job import RenderJob, RenderOutcome
from vidgen_assets.rendering.media.clip import write_clip
from vidgen_assets.rendering.media.errors import media_errors
from vidgen_assets.rendering.media.poster import poster
from vidgen_assets.rendering.media.sound import mix_in, read_sound, read_written
from vidgen_assets.rendering.media.soundtrack import soundtrack
from vidgen_assets.rendering.sandbox.limits import Limits
from vidgen_assets.rendering.slices import write_slices
from vidgen_assets.rendering.warm_scene import render_in_sandbox, scene_pool

VERSION = 1  # raised when the same scene and audio would give another clip
_log = logging.getLogger(__name__)
_BUSY_THREADS = 2  # of a scene: the one that draws and the one that encodes


class ManimRenderer:
    """The `Renderer` that runs Manim.

    Args:
        slots: how many scenes this machine draws at once, over all processes that share `runtime_folder`.
        wall_limit: seconds after which a scene is stopped.
        unsafe_no_sandbox: leave scenes unconfined. Only for a user who said so.
        runtime_folder: where the warm worker is met; by default, each user's own.
    """

    def __init__(
        self,
        *,
        slots: int,
        wall_limit: float = 900.0,
        unsafe_no_sandbox: bool = False,
        runtime_folder: Path | None = None,
    ) -> None:
        self.identity = f"manim/{VERSION} (manim {version('manim')}; {encoding_identity()})"
        self._limits = Limits(wall=wall_limit, cpu=_BUSY_THREADS * wall_limit)
        self._pool = scene_pool(slots=slots, unsafe_no_sandbox=unsafe_no_sandbox, runtime_folder=runtime_folder)

    def prepare(self) -> None:
        """See `Renderer`. Manim is imported in a process of its own."""
        self._pool.warm_up()

    def render(self, plan: Plan, scene: SceneCode, audio: SectionAudio, inputs: str, folder: Path) -> SectionClip:
        """See `Renderer`. The scene waits for a free slot before its time starts to count."""
        with media_errors("rendering the scene"), tempfile.TemporaryDirectory(dir=folder) as scratch:
            job = _prepared(plan, scene, audio, Path(scratch))
            outcome = render_in_sandbox(job, self._pool, self._limits)
            for note in outcome.notes:
                _log.warning("A scene was %s", note)
            return self._clip(job, outcome, audio, inputs, folder)

    def join(
        self, plan: Plan, parts: Sequence[tuple[SectionClip, SectionAudio]], inputs: str, folder: Path
    ) -> FinalVideo:
        """See `Renderer`."""
        with media_errors("joining the clips"):
            return write_final_video(plan, parts, inputs, folder)

    def _clip(
        self, job: RenderJob, outcome: RenderOutcome, audio: SectionAudio, inputs: str, folder: Path
    ) -> SectionClip:
        mp4, image = folder / SectionClip.media["mp4"], folder / SectionClip.media["poster"]
        length = Fraction(outcome.frames, job.frame_rate)
        track = soundtrack(read_sound(audio.wav.path), audio.beats, outcome.placements, length)
        if job.effects.exists():
            mix_in(track, read_written(job.effects, float(length)), 0)
        write_clip(mp4, job.video, track)
        image.write_bytes(poster(mp4))
        return SectionClip(
            inputs=inputs,
            mp4=MediaFile.of(mp4),
            poster=MediaFile.of(image),
            width=job.width,
            height=job.height,
            frame_rate=job.frame_rate,
            frames=outcome.frames,
            duration=float(length),
            audio_duration=audio.duration,
            placements=outcome.placements,
            renderer=self.identity,
            warnings=outcome.warnings,
        )


def _prepared(plan: Plan, scene: SceneCode, audio: SectionAudio, scratch: Path) -> RenderJob:
    job = RenderJob(
        folder=scratch,
        scene_name=scene.scene_name,
        width=plan.quality.width,
        height=plan.quality.height,
        frame_rate=plan.quality.frame_rate,
        encoding=ENCODINGS[plan.quality],
        beats=audio.beats,
    )
    shutil.copyfile(scene.source.path, job.source)
    write_slices(audio.wav.path, job)
    return job
