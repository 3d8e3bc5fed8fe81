"""How long the final video is in coming once the last of twelve clips is there: the real graph at 720p30.

``python -m benchmarks.joining [--rounds N]``. A clip of usual length is rendered and stands for all sections; speech,
checks, storing, orchestration and the join are the product's own. Told are the seconds from the end of the last
section's clip to the end of the step that makes the final video, those of that step, and those of the join in it, which
is repeated on the same clips. The last line is JSON.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.topology import joining
from benchmarks.topology.machine import adopt_orphans, cores, load
from benchmarks.topology.stages import Stage, stages_of
from vidgen_assets.definitions import build_driver, build_ports
from vidgen_assets.defs.driver import Driver
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.production import AssetName
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.video import FinalVideo, SectionClip
from vidgen_assets.settings import Settings

_REQUEST = VideoRequest(prompt="Explain backpropagation in machine learning")


class Ending(NamedTuple):
    """Seconds: from the last clip on, those of the step, and those of the join; and how long the video is."""

    after_last_clip: float
    step: float
    join: float
    video: float


def measured() -> Ending:
    """One video."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ |= {"VIDGEN_HOME": folder, "DAGSTER_HOME": f"{folder}/dagster"}
        settings = Settings.from_env()
        with build_driver(settings, joining.joining_ports(settings), joining.CODE) as driver:
            outcome = driver.run(driver.submit(_REQUEST), lambda _: None)
            if outcome.uri is None:
                raise SystemExit(str(outcome.failures))
            return _ending(driver, stages_of(driver.instance), settings)


def _ending(driver: Driver, stages: list[Stage], settings: Settings) -> Ending:
    clips = [stage for stage in stages if stage.slot.asset is AssetName.CLIP]
    final = next(stage for stage in stages if stage.slot.asset is AssetName.FINAL)
    seconds, duration = _join(driver, settings)
    return Ending(final.end - max(clip.end for clip in clips), final.seconds, seconds, duration)


def _join(driver: Driver, settings: Settings) -> tuple[float, float]:
    video, artifacts = _REQUEST.video_id, driver.studio.artifacts
    plan = driver.studio.plan(video)
    if plan is None:
        raise SystemExit("the plan is gone")
    keys = [section.key for section in plan.sections]
    parts = [(artifacts.load(video, key, SectionClip), artifacts.load(video, key, SectionAudio)) for key in keys]
    renderer = build_ports(settings).renderer
    with tempfile.TemporaryDirectory(dir=settings.home) as folder:
        start = time.perf_counter()
        renderer.join(plan, parts, "join", Path(folder))
        return time.perf_counter() - start, artifacts.load(video, None, FinalVideo).duration


def main() -> None:
    """Measure, and end with the line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    adopt_orphans()
    started, found = load(), list[Ending]()
    for number in range(rounds):
        one = measured()
        found.append(one)
        print(
            f"round {number + 1}: {one.after_last_clip:.2f} s after the last of {joining.SECTIONS} clips, "
            f"{one.step:.2f} s of it the step, {one.join:.2f} s the join; {one.video:.0f} s of video",
            flush=True,
        )
    medians = {name: round(statistics.median(getattr(one, name) for one in found), 3) for name in Ending._fields}
    figures = {f"{name}_s": value for name, value in medians.items()}
    print(json.dumps({"benchmark": "joining", **figures, "cores": cores(), "load": [started, load()]}))


if __name__ == "__main__":
    main()
