"""The five-section video that ships: from audio and code being ready to the last clip, plain Manim and ours.

``python video.py [--quality draft|standard|high] [--rounds N]``. Plain Manim runs as a person would run it, a process
for each section and as many at once as there are cores. Ours is the renderer as the product uses it: the worker is
prepared while the sections are spoken. Rounds alternate. Ratios are medians of plain's over ours; CPU counts the worker
and all that it forks, and its import of Manim too. The last line is JSON.
"""

import argparse
import asyncio
import json
import os
import resource
import socket
import statistics
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.providers.offline_voice.espeak import Espeak
from vidgen_assets.providers.offline_voice.narrator import OfflineNarrator
from vidgen_assets.providers.scene_templates.writer import SceneTemplates
from vidgen_assets.providers.script_planner import ScriptPlanner
from vidgen_assets.rendering.encoding import ENCODINGS
from vidgen_assets.rendering.job import RenderJob
from vidgen_assets.rendering.manim_renderer import ManimRenderer
from vidgen_assets.rendering.process import run_async
from vidgen_assets.rendering.slices import write_slices
from vidgen_assets.rendering.warm.runtime_folder import RuntimeFolder

_PLAIN = Path(__file__).with_name("plain_section.py")
_PROMPT = "Explain backpropagation in machine learning"
_CORES = len(os.sched_getaffinity(0))


class Parts(NamedTuple):
    """A section's audio and code, ready to be rendered, in a folder of their own."""

    folder: Path
    audio: SectionAudio
    code: SceneCode


class Cost(NamedTuple):
    """Seconds."""

    wall: float
    cpu: float


async def spoken_and_written(plan: Plan, folder: Path) -> list[Parts]:
    """All sections of the plan."""
    narrator, writer = OfflineNarrator(Espeak(), run_async), SceneTemplates()

    async def parts(section: Section) -> Parts:
        own = folder / section.key
        own.mkdir()
        code = await writer.write(plan, section, "code", own)
        return Parts(own, await narrator.narrate(plan, section, "audio", own), code)

    return list(await asyncio.gather(*map(parts, plan.sections)))


def plain(plan: Plan, folder: Path) -> Cost:
    """Plain Manim's cost."""
    sections = asyncio.run(spoken_and_written(plan, folder))
    for section in sections:
        _write_job(plan, section)

    def render(section: Parts) -> None:
        command = [sys.executable, str(_PLAIN), str(section.folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    before = _cpu_of_children()
    wall = _all_at_once(render, sections)
    return Cost(wall, _cpu_of_children() - before)


def _write_job(plan: Plan, section: Parts) -> None:
    job = RenderJob(
        folder=section.folder,
        scene_name=section.code.scene_name,
        width=plan.quality.width,
        height=plan.quality.height,
        frame_rate=plan.quality.frame_rate,
        encoding=ENCODINGS[plan.quality],
        beats=section.audio.beats,
    )
    write_slices(section.audio.wav.path, job)
    (section.folder / "job.json").write_text(job.model_dump_json())


def ours(plan: Plan, folder: Path) -> Cost:
    """Our cost."""
    runtime = folder / "runtime"
    renderer = ManimRenderer(slots=_CORES, runtime_folder=runtime)
    renderer.prepare()
    sections = asyncio.run(spoken_and_written(plan, folder))
    before = time.process_time()
    wall = _all_at_once(lambda each: renderer.render(plan, each.code, each.audio, "clip", each.folder), sections)
    return Cost(wall, time.process_time() - before + _cpu_of_worker(runtime))


def _all_at_once(render: Callable[[Parts], object], sections: Sequence[Parts]) -> float:
    started = time.perf_counter()
    with ThreadPoolExecutor(_CORES) as threads:
        list(threads.map(render, sections))
    return time.perf_counter() - started


def _cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _cpu_of_worker(runtime: Path) -> float:
    """Of the worker itself and of what it has forked and buried."""
    place = next(runtime.glob("*/worker.sock")).parent
    connection = RuntimeFolder(place).connect()
    if connection is None:
        raise SystemExit("the worker has gone before it was measured")
    with connection:
        process, _, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure, print a line for each round, and end with the line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quality", type=Quality, choices=list(Quality), default=Quality.STANDARD)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    plan = ScriptPlanner().preview(VideoRequest(prompt=_PROMPT, quality=arguments.quality), "plan")
    rounds = []
    for number in range(arguments.rounds):
        with TemporaryDirectory() as one, TemporaryDirectory() as other:
            rounds.append((plain(plan, Path(one)), ours(plan, Path(other))))
        theirs, own = rounds[-1]
        print(
            f"round {number + 1}: wall {theirs.wall:6.1f} s -> {own.wall:5.1f} s ({theirs.wall / own.wall:.2f}x)"
            f"  CPU {theirs.cpu:6.1f} s -> {own.cpu:5.1f} s ({theirs.cpu / own.cpu:.2f}x)",
            flush=True,
        )
    figures = {
        "plain_wall_s": statistics.median(theirs.wall for theirs, _ in rounds),
        "ours_wall_s": statistics.median(own.wall for _, own in rounds),
        "wall_ratio": statistics.median(theirs.wall / own.wall for theirs, own in rounds),
        "cpu_ratio": statistics.median(theirs.cpu / own.cpu for theirs, own in rounds),
    }
    rounded = {name: round(value, 2) for name, value in figures.items()}
    print(json.dumps({"benchmark": "video", "quality": arguments.quality, "cores": _CORES, **rounded}))


if __name__ == "__main__":
    main()
