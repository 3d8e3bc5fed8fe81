"""Rendering a scene by plain Manim and by ours, in memory and small, to hold the one against the other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from manim import Scene, tempconfig
from manim.scene.scene_file_writer import SceneFileWriter, _SceneFileWriterSettings
from manim.typing import RGBAPixelArray
from numpy.typing import NDArray

from vidgen_assets.rendering.fast.box import Box
from vidgen_assets.rendering.fast.installation import fast_manim

SIZE = {"pixel_width": 214, "pixel_height": 120, "frame_rate": 8}


class Frames(SceneFileWriter):
    """Keeps each frame, and for how long it is shown. Makes sure that nothing has changed but what is said to have."""

    reads_at_once = True
    changed: Box | None = None

    def __init__(self, settings: _SceneFileWriterSettings) -> None:
        super().__init__(settings)
        self.shown: list[tuple[int, NDArray[np.uint8]]] = []
        self._writing = False

    def is_already_cached(self, hash_invocation: str) -> bool:
        return False

    def begin_animation(self, allow_write: bool = False, **kwargs: Any) -> None:
        self._writing = allow_write

    def end_animation(self, allow_write: bool = False) -> None:
        self._writing = False

    def write_frame(self, pixels: RGBAPixelArray, *, repeat: int = 1) -> None:
        if self._writing:
            self._check(pixels)
            self.shown.append((repeat, pixels.copy()))

    def _check(self, pixels: RGBAPixelArray) -> None:
        if self.changed is not None:
            _, expected = self.shown[-1]
            expected = expected.copy()
            expected[self.changed.rows_and_columns] = pixels[self.changed.rows_and_columns]
            assert np.array_equal(expected, pixels)
        self.changed = None

    def save_image(self, pixels: RGBAPixelArray) -> None:
        self.shown.append((1, pixels.copy()))

    def finish(self) -> None:
        pass


class Rendered(NamedTuple):
    """What came of it: frames, the subtitles' texts, and the kind of error that ended it."""

    shown: list[tuple[int, NDArray[np.uint8]]]
    subtitles: list[tuple[str, float]]
    error: type[BaseException] | None

    @property
    def count(self) -> int:
        return sum(repeat for repeat, _ in self.shown)


def rendered(make: Callable[[], Scene], folder: Path, fast: bool, **settings: Any) -> Rendered:
    """Render what `make` makes. Its file writer is ours on both sides."""
    with _manim(folder, fast, settings):
        writer: Frames | None = None
        error = None
        try:
            scene = make()
            writer = scene.renderer.file_writer = Frames(scene.file_writer_settings)
            scene.render()
        except Exception as raised:
            error = type(raised)
        shown = writer.shown if writer else []
        subtitles = [(each.content, each.start.total_seconds()) for each in writer.subcaptions] if writer else []
        return Rendered(shown, subtitles, error)


@contextmanager
def _manim(folder: Path, fast: bool, settings: dict[str, Any]) -> Iterator[None]:
    config = SIZE | {"media_dir": str(folder), "progress_bar": "none", "verbosity": "CRITICAL", "seed": 0} | settings
    with tempconfig(config), fast_manim() if fast else nullcontext(True) as ready:
        assert ready
        yield


def difference(one: Rendered, other: Rendered) -> int:
    """The largest difference of a channel between two renderings with equally many frames; 255 when they have not."""
    if one.count != other.count:
        return 255
    largest = 0
    for left, right in zip(_each(one), _each(other), strict=True):
        if left is not right and not np.array_equal(left, right):
            largest = max(largest, int(np.abs(left.astype(int) - right).max()))
    return largest


def _each(rendering: Rendered) -> Iterator[NDArray[np.uint8]]:
    for repeat, pixels in rendering.shown:
        for _ in range(repeat):
            yield pixels
