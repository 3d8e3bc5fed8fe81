"""What the sandbox and its guardian add to a section, in ms, and how soon a warm section starts.

``python -m benchmarks.sandbox [--rounds N]``. Bare is a fork of a process that has Manim imported, waited for and no
more; everything above that is ours. Rounds are interleaved, so that what else the machine does falls on all alike. The
last line is one line of JSON.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from vidgen_assets.rendering.scene_entry import preload
from vidgen_assets.rendering.warm.pool import WarmRenderPool
from vidgen_assets.rendering.warm_scene import PRELOAD


def begin(_: Mapping[str, Any]) -> float:
    """Entry point: when it began, by a clock that all processes share."""
    return time.monotonic()


def work(_: Mapping[str, Any]) -> float:
    """Entry point: processor seconds taken by work that draws, computes and writes files."""
    import numpy as np
    from manim import Circle, Text, config
    from manim.camera.camera import Camera

    config.media_dir = str(Path.cwd())
    before = time.process_time()
    camera = Camera()
    for number in range(25):
        camera.reset()
        camera.capture_mobjects([Circle(fill_opacity=0.5), Text(f"Frame {number}")])
        Path(f"{number}.raw").write_bytes(np.ascontiguousarray(camera.pixel_array).tobytes())
    return time.process_time() - before


def main() -> None:
    """Measure, print a table, and end with the line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "runtime")
        figures = {**_starts(root), **_additions(root, rounds), **_work(root, max(3, rounds // 6))}
    for name, value in figures.items():
        print(f"{name:32} {value:10.3f}")
    print(json.dumps({"benchmark": "sandbox", **{name: round(value, 4) for name, value in figures.items()}}))


def _pool(root: Path, entry: str, *, unsafe: bool = False) -> WarmRenderPool:
    return WarmRenderPool(f"benchmarks.sandbox:{entry}", PRELOAD, root=root, unsafe_no_sandbox=unsafe)


def _starts(root: Path) -> dict[str, float]:
    """Seconds from asking to the entry point's first line: with the worker yet to be started, and then."""
    pool = _pool(root, "begin")
    first, *later = [_start_of(pool) for _ in range(6)]
    return {"first_section_start_s": first, "second_section_start_s": later[0], "later_section_start_s": min(later)}


def _start_of(pool: WarmRenderPool) -> float:
    asked = time.monotonic()
    began: float = pool.run({}).value
    return began - asked


def _additions(root: Path, rounds: int) -> dict[str, float]:
    """Milliseconds of a section that does nothing, medians: bare, with a guardian, and sandboxed too."""
    preload()  # so that the bare fork copies as much as a worker's

    guarded, sandboxed = _pool(root, "begin", unsafe=True), _pool(root, "begin")
    ways: dict[str, Callable[[], object]] = {
        "bare_ms": _bare_fork,
        "guarded_ms": lambda: guarded.run({}),
        "sandboxed_ms": lambda: sandboxed.run({}),
    }
    for way in ways.values():
        way()
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            taken[name].append(_milliseconds(way))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    worst = max(taken["sandboxed_ms"]) - medians["bare_ms"]
    return {
        **medians,
        "guardian_adds_ms": medians["guarded_ms"] - medians["bare_ms"],
        "sandbox_adds_ms": medians["sandboxed_ms"] - medians["guarded_ms"],
        "added_ms": medians["sandboxed_ms"] - medians["bare_ms"],
        "worst_added_ms": worst,
    }


def _work(root: Path, rounds: int) -> dict[str, float]:
    """Processor seconds that the same work takes with and without the sandbox, medians."""
    bare, sandboxed = _pool(root, "work", unsafe=True), _pool(root, "work")
    taken: dict[WarmRenderPool, list[float]] = {bare: [], sandboxed: []}
    for _ in range(rounds + 1):
        for pool, times in taken.items():
            times.append(pool.run({}).value)
    without, with_it = (statistics.median(taken[pool][1:]) for pool in (bare, sandboxed))
    return {"work_bare_cpu_s": without, "work_sandboxed_cpu_s": with_it, "work_ratio": with_it / without}


def _bare_fork() -> None:
    process = os.fork()
    if process == 0:
        os._exit(0)
    os.waitpid(process, 0)


def _milliseconds(way: Callable[[], object]) -> float:
    before = time.perf_counter()
    way()
    return (time.perf_counter() - before) * 1000


if __name__ == "__main__":
    main()
