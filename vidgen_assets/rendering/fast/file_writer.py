"""Manim's way out for a video: one encoder for the whole scene. What the encoder does belongs to `encoder`.

Everything else that Manim can write (stills, image sequences, GIFs, transparent video, videos of sections) is left to
its own writer.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from manim.scene.scene_file_writer import SceneFileWriter, _SceneFileWriterSettings
from manim.typing import RGBAPixelArray, StrPath

from vidgen_assets.rendering.encoding import Encoding
from vidgen_assets.rendering.fast.box import Box
from vidgen_assets.rendering.fast.encoder.codec import VideoFormat
from vidgen_assets.rendering.fast.encoder.scene_encoder import SceneEncoder

FramesWanted = Callable[[int], int]


class FastFileWriter(SceneFileWriter):
    """Writes a scene's video in one go.

    `frames_wanted` is told how many frames the scene has drawn, and answers how many the file is to have: the last is
    held until then.
    """

    reads_at_once = True  # pixels may change as soon as `write_frame` returns
    changed: Box | None = None  # what of the next frame may differ from the one before; None for all of it

    def __init__(
        self, settings: _SceneFileWriterSettings, encoding: Encoding, frames_wanted: FramesWanted = int
    ) -> None:
        super().__init__(settings)
        self._encoding, self._frames_wanted = encoding, frames_wanted
        self._encoder: SceneEncoder | None = None
        self._writing = False
        self.reads_at_once = self._is_ours = _is_ordinary_video(settings)

    def is_already_cached(self, hash_invocation: str) -> bool:
        """Never: nothing is cached."""
        return False

    def begin_animation(
        self, allow_write: bool = False, *, animation_index: int, file_path: StrPath | None = None
    ) -> None:
        """Take frames from here on."""
        if not self._is_ours:
            super().begin_animation(allow_write, animation_index=animation_index, file_path=file_path)
        elif allow_write:
            if self._writing:  # as Manim: a scene that swallows the error of a `play` cannot go on
                raise RuntimeError("Cannot open a video segment while another segment is still open.")
            self._writing = True

    def end_animation(self, allow_write: bool = False) -> None:
        """Take no more frames."""
        if not self._is_ours:
            super().end_animation(allow_write)
        elif allow_write:
            self._writing = False

    def write_frame(self, pixels: RGBAPixelArray, *, repeat: int = 1) -> None:
        """Show `pixels` (height, width, RGBA) for `repeat` frames."""
        if not self._is_ours:
            super().write_frame(pixels, repeat=repeat)
        elif self._writing:
            self._encoder = self._encoder or self._opened()
            self._encoder.write(np.asarray(pixels, np.uint8), repeat, self.changed)
            self.changed = None

    def finish(self) -> None:
        """End the video, lay the scene's sounds under it, and write its subtitles."""
        if not self._is_ours:
            super().finish()
            return
        if self._encoder is not None:
            self._encoder.hold_until(self._frames_wanted(self._encoder.frames))
            self._encoder.close()
            self._add_sounds()
        if self.subcaptions:
            self.write_subcaption_file()

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Drop the video."""
        if self._encoder is not None:
            self._encoder.abort()
        super().abort_encode_jobs(reraise_encoder_failures)

    def _opened(self) -> SceneEncoder:
        video = self.video_encoder
        assert video is not None  # noqa: S101 - `_is_ordinary_video` has seen to it
        self.movie_file_path.parent.mkdir(parents=True, exist_ok=True)
        return SceneEncoder(
            self.movie_file_path, VideoFormat(video.width, video.height, video.frame_rate, self._encoding)
        )

    def _add_sounds(self) -> None:
        silent = self.movie_file_path
        if self.includes_sound:  # Manim's own way, from one silent segment
            silent = silent.rename(silent.with_stem(f"{silent.stem}_silent"))
            self.partial_movie_files = [str(silent)]
            self.combine_to_movie()
            silent.unlink()
        else:
            self.print_file_ready_message(Path(silent))


def _is_ordinary_video(settings: _SceneFileWriterSettings) -> bool:
    output, video = settings.plan.output, settings.video_encoder
    return (
        video is not None
        and not (output.is_gif or output.transparent or output.save_sections)
        and video.container_format == "mp4"
        and (video.codec, video.pixel_format) == ("libx264", "yuv420p")
        and video.width % 2 == video.height % 2 == 0
    )
