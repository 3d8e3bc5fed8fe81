"""What rendering costs: plain `manim render` and ours, side by side, each pinned to one core.

``python render.py --quality draft|standard|high [--scenes text …] [--skip-frames]``. Import is not counted, as a worker
imports Manim once. Ratios are plain's over ours, so more is better, except for size, which is ours over plain's. The
last line is JSON.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from frames import Difference, difference
from scene_list import SCENES, SceneFile

from vidgen_assets.domain.quality import Quality

_CHILD = Path(__file__).with_name("scene_child.py")
_SIDES = ("plain", "fast")

Cost = dict[str, float]  # cpu and wall in s, frames, size in bytes


def costs(scene: SceneFile, quality: Quality) -> tuple[Cost, Cost]:
    """Of plain Manim and of ours, measured at the same time where there are cores enough."""
    cores = sorted(os.sched_getaffinity(0))
    sides = []
    for side, core in zip(_SIDES, (cores[0], cores[-1]), strict=True):
        sides.append(_start(scene, quality, side, core))
        if len(cores) == 1:
            sides[-1].wait()
    plain, ours = (json.loads(side.communicate()[0]) for side in sides)
    return plain, ours


def _start(scene: SceneFile, quality: Quality, side: str, core: int) -> "subprocess.Popen[bytes]":
    command = ["taskset", "-c", str(core), sys.executable, str(_CHILD), str(scene.file), scene.name, side]
    size = [str(quality.width), str(quality.height), str(quality.frame_rate)]
    return subprocess.Popen([*command, *size, "time"], stdout=subprocess.PIPE)


def _ratios(plain: Cost, ours: Cost) -> Cost:
    return {
        "cpu_ratio": plain["cpu"] / ours["cpu"],
        "wall_ratio": plain["wall"] / ours["wall"],
        "size_ratio": ours["size"] / plain["size"],
    }


def _line(scene: SceneFile, plain: Cost, ours: Cost, seen: Difference | None) -> str:
    ratios = _ratios(plain, ours)
    pixels = "" if seen is None else f"  pixels {seen.largest}/255 in {seen.frames_that_differ} frames"
    return (
        f"{scene.name:15} CPU {plain['cpu']:6.2f} s -> {ours['cpu']:5.2f} s ({ratios['cpu_ratio']:.2f}x)"
        f"  wall {ratios['wall_ratio']:.2f}x  size {plain['size'] / 1000:.0f} -> {ours['size'] / 1000:.0f} kB"
        f"  frames {plain['frames']:.0f} -> {ours['frames']:.0f}{pixels}"
    )


def summary(rows: list[tuple[SceneFile, Cost, Cost, Difference | None]]) -> dict[str, Any]:
    """Medians over the scenes, and the worst of the frames."""
    ratios = {scene: _ratios(plain, ours) for scene, plain, ours, _ in rows}
    flat = [each["cpu_ratio"] for scene, each in ratios.items() if not scene.solid]
    solid = [each["cpu_ratio"] for scene, each in ratios.items() if scene.solid]
    seen = [each for *_, each in rows if each is not None]
    return {
        "cpu_ratio_2d": round(statistics.median(flat), 2) if flat else None,
        "cpu_ratio_2d_lowest": round(min(flat), 2) if flat else None,
        "cpu_ratio_3d": round(statistics.median(solid), 2) if solid else None,
        "wall_ratio": round(statistics.median(each["wall_ratio"] for each in ratios.values()), 2),
        "size_ratio": round(statistics.median(each["size_ratio"] for each in ratios.values()), 2),
        "max_pixel_difference": max((each.largest for each in seen), default=None),
        "max_frame_count_difference": max(abs(plain["frames"] - ours["frames"]) for _, plain, ours, _ in rows),
        "cpu_ratios": {scene.name: round(each["cpu_ratio"], 2) for scene, each in ratios.items()},
    }


def main() -> None:
    """Measure each scene and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quality", type=Quality, choices=list(Quality), default=Quality.STANDARD)
    parser.add_argument("--scenes", nargs="*", help="names of files in `scenes`; all of them by default")
    parser.add_argument("--skip-frames", action="store_true", help="do not compare frames, which renders once more")
    arguments = parser.parse_args()
    quality, rows = arguments.quality, []
    for scene in SCENES:
        if arguments.scenes and scene.file.stem not in arguments.scenes:
            continue
        plain, ours = costs(scene, quality)
        seen = None if arguments.skip_frames else difference(scene, quality.width, quality.height, quality.frame_rate)
        rows.append((scene, plain, ours, seen))
        print(_line(*rows[-1]), flush=True)
    print(json.dumps({"quality": quality, **summary(rows)}))


if __name__ == "__main__":
    main()
