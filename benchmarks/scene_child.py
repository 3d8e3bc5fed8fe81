"""One scene, rendered in a process of its own by plain Manim or by ours: what it cost, and its frames if asked for.

``python scene_child.py FILE SCENE (plain|fast) WIDTH HEIGHT FRAME_RATE (time|frames)``

`time` renders a video and prints a line of JSON: CPU and wall seconds without importing Manim, frames, bytes. `frames`
renders no video: each frame goes to standard output, as the number of times it is shown (8 bytes, little-endian) and
its pixels, RGBA. Comparing belongs to `render` and `frames`.
"""

import os

RESULT = os.dup(1)
os.dup2(2, 1)  # what is printed from here on, by Manim or a scene, is no result

import importlib.util
import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, NamedTuple

import av
import numpy as np
from manim import Scene, logger, tempconfig
from manim.scene.scene_file_writer import SceneFileWriter, _SceneFileWriterSettings
from manim.typing import RGBAPixelArray

from vidgen_assets.domain.quality import Quality
from vidgen_assets.rendering.encoding import ENCODINGS, Encoding
from vidgen_assets.rendering.fast.installation import fast_manim, fast_writer


class Task(NamedTuple):
    """What the arguments say."""

    file: Path
    scene: str
    fast: bool
    width: int
    height: int
    frame_rate: int
    frames: bool

    @classmethod
    def parsed(cls, arguments: list[str]) -> "Task":
        """From the command line, in its order."""
        file, scene, side, width, height, frame_rate, wanted = arguments
        return cls(Path(file), scene, side == "fast", int(width), int(height), int(frame_rate), wanted == "frames")


class FrameStream(SceneFileWriter):
    """Sends frames to a stream instead of encoding them."""

    reads_at_once = True

    def __init__(self, settings: _SceneFileWriterSettings, stream: BinaryIO) -> None:
        super().__init__(settings)
        self._stream, self._writing = stream, False

    def is_already_cached(self, hash_invocation: str) -> bool:
        """Never."""
        return False

    def begin_animation(self, allow_write: bool = False, **kwargs: Any) -> None:
        """Take frames from here on."""
        self._writing = allow_write

    def end_animation(self, allow_write: bool = False) -> None:
        """Take no more frames."""
        self._writing = False

    def write_frame(self, pixels: RGBAPixelArray, *, repeat: int = 1) -> None:
        """Send it."""
        if self._writing:
            self._stream.write(repeat.to_bytes(8, "little"))
            self._stream.write(np.ascontiguousarray(pixels).data)

    def save_image(self, pixels: RGBAPixelArray) -> None:
        """Send what a scene without animations shows."""
        self._writing = True
        self.write_frame(pixels)

    def finish(self) -> None:
        """Nothing is left to do."""


def main(task: Task) -> None:
    """Do it."""
    logger.setLevel("ERROR")
    with TemporaryDirectory() as folder, tempconfig(_settings(task, folder)), _manim(task):
        (_stream if task.frames else _timed)(task)


@contextmanager
def _manim(task: Task) -> Iterator[None]:
    with fast_manim(fast_writer(_encoding(task))) if task.fast else nullcontext(True) as fast:
        if not fast:
            raise SystemExit("this Manim is not the one that the fast one is made for")
        yield


def _timed(task: Task) -> None:
    cpu, wall = _cpu(), time.perf_counter()
    scene = _scene(task)
    scene.render()
    cost = {"cpu": _cpu() - cpu, "wall": time.perf_counter() - wall}
    file = scene.renderer.file_writer.final_file_path
    with av.open(str(file)) as video:
        frames = video.streams.video[0].frames
    with os.fdopen(RESULT, "w") as out:
        print(json.dumps(cost | {"frames": frames, "size": file.stat().st_size}), file=out)


def _stream(task: Task) -> None:
    scene = _scene(task)
    with os.fdopen(RESULT, "wb", buffering=1 << 22) as out:
        scene.renderer.file_writer = FrameStream(scene.file_writer_settings, out)
        scene.render()


def _scene(task: Task) -> Scene:
    spec = importlib.util.spec_from_file_location("scene", task.file)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{task.file} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules["scene"] = module
    spec.loader.exec_module(module)
    scene: Scene = getattr(module, task.scene)()
    return scene


def _settings(task: Task, folder: str) -> dict[str, Any]:
    return {
        "pixel_width": task.width,
        "pixel_height": task.height,
        "frame_rate": task.frame_rate,
        "media_dir": folder,
        "progress_bar": "none",
        "verbosity": "ERROR",
        "seed": 0,
    }


def _encoding(task: Task) -> Encoding:
    return next((ENCODINGS[each] for each in Quality if each.height == task.height), ENCODINGS[Quality.DRAFT])


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main(Task.parsed(sys.argv[1:]))
