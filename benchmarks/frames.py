"""Compares frames before they are encoded, ours with plain Manim's, one by one.

``python frames.py [FILE SCENE] [--size 1280x720] [--rate 30]``; without a scene, all of `scenes`. The last line is
JSON.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scene_list import SCENES, SceneFile

_CHILD = Path(__file__).with_name("scene_child.py")


class Difference(NamedTuple):
    """How two renderings of a scene differ: frames of plain Manim's and of ours, and pixels in 1/255."""

    plain_frames: int
    our_frames: int
    frames_that_differ: int
    largest: int

    @property
    def is_small(self) -> bool:
        """Whether it is no more than rounding."""
        return self.largest <= 1 and abs(self.plain_frames - self.our_frames) <= 1


def difference(scene: SceneFile, width: int, height: int, frame_rate: int) -> Difference:
    """Render `scene` twice at once and compare frame by frame."""
    sides = (_each(frame_stream(scene, side, width, height, frame_rate)) for side in ("plain", "fast"))
    return _compared(*sides)


def frame_stream(
    scene: SceneFile, side: str, width: int, height: int, frame_rate: int
) -> Iterator[tuple[NDArray[np.uint8], int]]:
    """The frames of one side, as flat RGBA, with the number of times that each is shown."""
    size = width * height * 4
    command = [sys.executable, str(_CHILD), str(scene.file), scene.name, side]
    with subprocess.Popen(
        [*command, str(width), str(height), str(frame_rate), "frames"], stdout=subprocess.PIPE, bufsize=size
    ) as child:
        while child.stdout and (head := child.stdout.read(8)):
            yield np.frombuffer(child.stdout.read(size), np.uint8), int.from_bytes(head, "little")
    if child.returncode:
        raise SystemExit(f"{scene.name} failed on the {side} side")


def _each(shown: Iterator[tuple[NDArray[np.uint8], int]]) -> Iterator[NDArray[np.uint8]]:
    return (pixels for pixels, repeat in shown for _ in range(repeat))


def _compared(plain: Iterator[NDArray[np.uint8]], ours: Iterator[NDArray[np.uint8]]) -> Difference:
    counts, differing, largest = [0, 0], 0, 0
    last: tuple[NDArray[np.uint8], NDArray[np.uint8]] | None = None
    while True:
        pair = next(plain, None), next(ours, None)
        counts = [count + (frame is not None) for count, frame in zip(counts, pair, strict=True)]
        one, other = pair
        if one is None or other is None:
            break
        if last is None or last[0] is not one or last[1] is not other:
            worst = _largest(one, other)
            last = one, other
        differing += worst > 0
        largest = max(largest, worst)
    counts[0] += sum(1 for _ in plain)
    counts[1] += sum(1 for _ in ours)
    return Difference(*counts, differing, largest)


def _largest(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> int:
    if np.array_equal(one, other):
        return 0
    return int(np.abs(one.astype(np.int16) - other).max())


def main() -> None:
    """Compare, print a line a scene, and the largest difference of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", nargs="*", help="a file and the scene in it")
    parser.add_argument("--size", default="854x480", help="in pixels")
    parser.add_argument("--rate", type=int, default=15, help="frames a second")
    arguments = parser.parse_args()
    width, height = map(int, arguments.size.split("x"))
    scenes = [SceneFile(Path(arguments.scene[0]), arguments.scene[1])] if arguments.scene else SCENES
    found = {}
    for scene in scenes:
        found[scene.name] = difference(scene, width, height, arguments.rate)
        print(f"{scene.name}: {found[scene.name]}", flush=True)
    print(
        json.dumps(
            {
                "max_pixel_difference": max(each.largest for each in found.values()),
                "max_frame_count_difference": max(abs(e.plain_frames - e.our_frames) for e in found.values()),
                "scenes": {name: each._asdict() for name, each in found.items()},
            }
        )
    )


if __name__ == "__main__":
    main()
