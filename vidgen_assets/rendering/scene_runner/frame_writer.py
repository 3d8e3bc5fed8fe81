"""Manim's way out: frames go straight into one encoder for the whole scene, sounds into one track. What a scene draws,
and where its narration goes, does not belong here.
"""

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from manim.scene.scene_file_writer import SceneFileWriter, _SceneFileWriterSettings
from manim.typing import RGBAPixelArray, StrPath
from manim.utils.sounds import get_full_sound_file_path

from vidgen_assets.rendering.encoding import SAMPLE_RATE
from vidgen_assets.rendering.fast.box import Box
from vidgen_assets.rendering.fast.encoder.codec import VideoFormat
from vidgen_assets.rendering.fast.encoder.scene_encoder import SceneEncoder
from vidgen_assets.rendering.job import RenderJob
from vidgen_assets.rendering.media.sound import Samples, mix_in, read_sound, write_sound


class FrameWriter(SceneFileWriter):
    """Writes a job's picture. `close` ends the file.

    Manim calls the methods that it names; the encoder's own errors, and a full disk, come out of `write_frame`.
    """

    reads_at_once = True  # see `fast.renderer`
    changed: Box | None = None  # the same

    def __init__(self, settings: _SceneFileWriterSettings, job: RenderJob) -> None:
        super().__init__(settings)
        self._job = job
        self._sounds: list[tuple[Samples, int]] = []
        video = VideoFormat(job.width, job.height, Fraction(job.frame_rate), job.encoding)
        self._encoder = SceneEncoder(job.video, video)

    @property
    def frames(self) -> int:
        """How many frames have been written."""
        return self._encoder.frames

    def write_frame(self, pixels: RGBAPixelArray, *, repeat: int = 1) -> None:
        """Encode `pixels` (height, width, RGBA) for `repeat` frames."""
        self._encoder.write(np.asarray(pixels, np.uint8), repeat, self.changed)
        self.changed = None

    def save_image(self, pixels: RGBAPixelArray) -> None:
        """A scene that plays nothing is a picture that stands still."""
        self.write_frame(pixels)

    def hold(self, frames: int) -> None:
        """Let the last frame stand until there are `frames` in all."""
        self._encoder.hold_until(frames)

    def close(self) -> None:
        """End the video file, and write the scene's own sounds if it has any."""
        self._encoder.close()
        if self._sounds:
            track = np.zeros(self.frames * SAMPLE_RATE // self._job.frame_rate, np.float32)
            for sound, at in self._sounds:
                mix_in(track, sound, at)
            write_sound(self._job.effects, track)

    def add_sound(
        self, sound_file: StrPath, time: float | None = None, gain: float | None = None, **kwargs: Any
    ) -> None:
        """Keep a sound that the scene plays at `time` (s), with `gain` in decibels. The narration is laid elsewhere."""
        path = get_full_sound_file_path(sound_file, self.settings.assets_dir)
        if Path(path).parent != self._job.slices:
            self._sounds.append((read_sound(path) * 10 ** ((gain or 0) / 20), round((time or 0) * SAMPLE_RATE)))

    def add_partial_movie_file(self, hash_animation: str | None) -> None:
        """Nothing: there are no partial files."""

    def is_already_cached(self, hash_invocation: str) -> bool:
        """Never: nothing is cached."""
        return False

    def begin_animation(
        self, allow_write: bool = False, *, animation_index: int, file_path: StrPath | None = None
    ) -> None:
        """Nothing: the encoder goes on."""

    def end_animation(self, allow_write: bool = False) -> None:
        """Nothing: the encoder goes on."""

    def finish(self) -> None:
        """Nothing yet: the last frame may have to be held. See `close`."""

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Stop the encoder: what was written is of no use."""
        self._encoder.abort()
