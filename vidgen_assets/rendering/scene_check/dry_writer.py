"""A file writer that writes nothing, for scenes that are run without being drawn."""

from typing import Any

from manim.scene.scene_file_writer import SceneFileWriter
from manim.typing import RGBAPixelArray, StrPath


class DryWriter(SceneFileWriter):
    """Takes everything that Manim hands it, and drops it."""

    def write_frame(self, pixels: RGBAPixelArray, *, repeat: int = 1) -> None:
        """Nothing."""

    def save_image(self, pixels: RGBAPixelArray) -> None:
        """Nothing."""

    def add_sound(
        self, sound_file: StrPath, time: float | None = None, gain: float | None = None, **kwargs: Any
    ) -> None:
        """Nothing."""

    def add_partial_movie_file(self, hash_animation: str | None) -> None:
        """Nothing."""

    def begin_animation(
        self, allow_write: bool = False, *, animation_index: int, file_path: StrPath | None = None
    ) -> None:
        """Nothing."""

    def end_animation(self, allow_write: bool = False) -> None:
        """Nothing."""

    def finish(self) -> None:
        """Nothing."""

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Nothing."""
