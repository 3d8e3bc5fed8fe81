"""Many prompts at once: all are put into the queue in one moment, and made for real, in draft quality and offline.

``python -m benchmarks.crowd [--videos 20]``. Each is a script of two sections. Their names are no help: by name they
come in another order than they arrived in, and the last but one has a higher priority than the others. It prints the
seconds from the first file to the last video, the peak of memory (proportional set size of all processes together), and
in which place each finished that came in which. `displaced` is how many places a video finished away from its turn, on
average: a third of their number if the order were left to chance. The last line is JSON.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.topology.machine import adopt_orphans, cores, cpu_seconds, load, watching
from benchmarks.topology.services import services
from vidgen_assets.defs.code import SHIPPED
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.storage.local import LocalStore
from vidgen_assets.storage.queue import PromptQueue

_POLL_S, _PATIENCE_S = 0.05, 170.0
_SCRIPT = """# Video {number}

## What it is

A heap is a tree, and this one is number {number}.

## What it is for

It answers at once what the smallest is.

- Each parent is smaller
- The smallest is on top
"""


def requests(videos: int) -> list[VideoRequest]:
    """In the order in which they arrive; the last but one is urgent."""
    return [
        VideoRequest(
            script=_SCRIPT.format(number=number),
            script_name=f"{number}.md",
            quality=Quality.DRAFT,
            priority=10 if number == videos - 1 else 0,
        )
        for number in range(1, videos + 1)
    ]


def put(home: Path, wanted: Sequence[VideoRequest]) -> None:
    """Put them into the queue, under names that are in no order."""
    queue = PromptQueue(LocalStore(home))
    for number, request in enumerate(wanted):
        queue.submit(f"{(number * 7 + 3) % len(wanted):03d}-{number}.json", request)


def finished(home: Path, wanted: Sequence[VideoRequest]) -> Mapping[str, float]:
    """Wait for all videos; when each was finished, in seconds since the epoch."""
    files = {request.video_id: home / "videos" / request.video_id / "final.json" for request in wanted}
    deadline = time.monotonic() + _PATIENCE_S
    while not all(file.exists() for file in files.values()):
        if refused := PromptQueue(LocalStore(home)).rejected():
            raise SystemExit(f"{len(refused)} were rejected: {refused[0][1]}")
        if time.monotonic() > deadline:
            left = [video for video, file in files.items() if not file.exists()]
            raise SystemExit(f"{len(left)} are not made: {', '.join(left)}")
        time.sleep(_POLL_S)
    return {video: file.stat().st_mtime for video, file in files.items()}


def main() -> None:
    """Measure, and end with the line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--videos", type=int, default=20)
    wanted = requests(parser.parse_args().videos)
    adopt_orphans()
    before = load()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        with services(home, SHIPPED.module), watching() as peak:
            cpu, begun = cpu_seconds(), time.time()
            put(home, wanted)
            ends = finished(home, wanted)
            cpu = cpu_seconds() - cpu
    turns = [request.video_id for request in sorted(wanted, key=lambda request: -request.priority)]
    places = [turns.index(video) + 1 for video in sorted(ends, key=ends.__getitem__)]
    away = [abs(place - turn) for place, turn in enumerate(places, 1)]
    figures = {
        "seconds": round(max(ends.values()) - begun, 1),
        "first_s": round(min(ends.values()) - begun, 1),
        "cpu_s": round(cpu, 1),
        "peak_gb": round(peak.memory / 1e9, 2),
        "processes": peak.processes,
        "displaced": round(sum(away) / len(away), 2),
        "most_displaced": max(away),
        "urgent_finished_as": places.index(1) + 1,
    }
    print(
        f"{len(wanted)} videos after {figures['seconds']} s, the first after {figures['first_s']} s;"
        f" {figures['peak_gb']} GB in {figures['processes']} processes at the peak"
    )
    print(f"their turns, in the order in which they were finished: {' '.join(map(str, places))}")
    print(
        json.dumps({"benchmark": "crowd", "videos": len(wanted), **figures, "cores": cores(), "load": [before, load()]})
    )


if __name__ == "__main__":
    main()
