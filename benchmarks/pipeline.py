"""The whole graph, in several ways: servers answer as late as those of the replaced system, and rendering is real.

``python -m benchmarks.pipeline [--only old improved default cold cli ahead queue] [--picture FILE]``. A plan takes
7.5 s, a section's speech 12 s and its code 12 s; five sections are rendered at 1280x720, 30 fps. The ways are the old
one (speech within each render, one after another, plain Manim), its improved design (all speech, then all code, then
all clips), Dagster's default topology, and ours: by command line, cold, warm, and warm with section 1 spoken while the
plan still comes in; and by queue and daemon. Seconds are wall time from the start of the command, or from the moment
the prompt's file appears; CPU seconds are those of all processes meanwhile, servers left out. The critical path is
computed from the stages' times. The last line is JSON.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.topology import live_defaults, timeline
from benchmarks.topology.defaults import DefaultDriver, prepare_default_home
from benchmarks.topology.machine import adopt_orphans, cores, cpu_seconds, load
from benchmarks.topology.old_ways import OldSystem
from benchmarks.topology.services import environment, services
from benchmarks.topology.stages import Stage, critical_path, stages_of
from benchmarks.topology.stand_ins import PROMPT, stand_ins
from vidgen_assets.definitions import build_ports, build_studio
from vidgen_assets.defs.code import SHIPPED
from vidgen_assets.defs.instance import open_instance
from vidgen_assets.defs.submitting import Submitter
from vidgen_assets.domain.production import AssetName
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.settings import Settings

_POLL_S, _LOADING_S, _REST_S = 0.02, 5.0, 5.0
_WARM_UP = """
from vidgen_assets.defs.code import SHIPPED
from vidgen_assets.defs.warming import warm_up
from vidgen_assets.settings import Settings
warm_up(Settings.from_env().dagster_home, SHIPPED)
"""
_REQUEST = VideoRequest(prompt=PROMPT)


class Measured(NamedTuple):
    """When a way began (s since the epoch), how long it took (s), CPU seconds, its stages."""

    start: float
    seconds: float
    cpu: float
    stages: Sequence[Stage]


def old(home: Path, variables: Mapping[str, str]) -> Measured:
    """Speech within each render, one after another."""
    system = _old_system(home, variables)
    return _measured(system.one_after_another, lambda: system.stages)


def improved(home: Path, variables: Mapping[str, str]) -> Measured:
    """Stages with barriers."""
    system = _old_system(home, variables)
    return _measured(system.with_barriers, lambda: system.stages)


def default(home: Path, variables: Mapping[str, str]) -> Measured:
    """Dagster's defaults."""
    prepare_default_home(home)
    settings = _settings(home, variables)
    studio = build_studio(settings, build_ports(settings))
    studio.requests.save(_REQUEST)
    with services(home, live_defaults.CODE.module, **variables) as instance:
        submitter = Submitter(instance, live_defaults.CODE)
        driver = DefaultDriver(instance, studio, submitter, _REQUEST.video_id)
        return _measured(driver.make, lambda: stages_of(instance))


def cli(home: Path, variables: Mapping[str, str]) -> Measured:
    """Ours by command line, with the warm process that an earlier command has left behind."""
    command = [sys.executable, "-c", _WARM_UP]
    subprocess.run(command, env=environment(home, **variables), cwd=home, check=True)
    time.sleep(_LOADING_S)
    return cold(home, variables)


def ahead(home: Path, variables: Mapping[str, str]) -> Measured:
    """The same, with section 1 spoken while the plan still comes in."""
    return cli(home, {**variables, "VIDGEN_SPEAK_AHEAD": "true"})


def cold(home: Path, variables: Mapping[str, str]) -> Measured:
    """Ours by command line, with nothing running before."""
    command = [sys.executable, "-m", "vidgen_assets.cli", "make", PROMPT, "--print-path"]

    def make() -> None:
        subprocess.run(command, env=environment(home, **variables), cwd=home, check=True, stdout=subprocess.DEVNULL)

    measured = _measured(make, list)
    with open_instance(home / "dagster") as instance:
        return measured._replace(stages=stages_of(instance))


def queue(home: Path, variables: Mapping[str, str]) -> Measured:
    """Ours by queue and daemon."""
    pending = home / "queue/pending"
    pending.mkdir(parents=True)
    final = home / "videos" / _REQUEST.video_id / "final.json"
    with services(home, SHIPPED.module, **variables) as instance:

        def make() -> None:
            (pending / "prompt.txt").write_text(PROMPT)
            while not final.exists():
                time.sleep(_POLL_S)

        measured = _measured(make, list)
        time.sleep(1.0)  # the run itself ends a moment after the file is there
        return measured._replace(stages=stages_of(instance))


def _measured(make: Callable[[], object], stages: Callable[[], Sequence[Stage]]) -> Measured:
    cpu, start = cpu_seconds(), time.time()
    make()
    seconds = time.time() - start
    return Measured(start, seconds, cpu_seconds() - cpu, stages())


def _settings(home: Path, variables: Mapping[str, str]) -> Settings:
    return Settings.from_env({**variables, "VIDGEN_HOME": str(home)})


def _old_system(home: Path, variables: Mapping[str, str]) -> OldSystem:
    folder = home / "old"
    folder.mkdir()
    return OldSystem(build_ports(_settings(home, variables)), folder, [])


WAYS = {"old": old, "improved": improved, "default": default, "cold": cold, "cli": cli, "ahead": ahead, "queue": queue}
_TITLES = {
    "old": "The old way: speech within each render, one after another, plain Manim",
    "improved": "Its improved design: all speech, then all code, then all clips, plain Manim",
    "default": "Our assets as Dagster runs them by default",
    "cold": "Ours, by command line, with nothing running before",
    "cli": "Ours, by command line",
    "ahead": "Ours, by command line, with section 1 spoken while the plan still comes in",
    "queue": "Ours, by queue and daemon",
}
_KEYS = {
    "old": "old_way_s",
    "improved": "improved_old_way_s",
    "default": "dagster_default_s",
    "cold": "ours_cli_cold_s",
    "cli": "ours_cli_s",
    "ahead": "ours_cli_ahead_s",
    "queue": "ours_queue_s",
}


def tell(name: str, found: Measured, before: float) -> None:
    """Print what was measured of a way."""
    sums: dict[AssetName, list[float]] = defaultdict(list)
    for stage in found.stages:
        sums[stage.slot.asset].append(stage.seconds)
    print(f"{name:9} {found.seconds:6.1f} s, {found.cpu:6.1f} s of CPU; load {before} before, {load()} after")
    for asset in AssetName:
        if asset in sums:
            print(f"          {asset:14} {' '.join(f'{seconds:5.1f}' for seconds in sums[asset])} s")
    sys.stdout.flush()


def main() -> None:
    """Measure, draw the timeline, and end with the line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=list(WAYS), default=list(WAYS))
    parser.add_argument("--picture", type=Path, default=Path("timeline.png"))
    arguments = parser.parse_args()
    adopt_orphans()
    started, found = load(), dict[str, Measured]()
    with stand_ins() as servers:
        for name in arguments.only:
            before = load()
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                variables = {**servers.variables, "TMPDIR": folder}  # so that no render worker is warm already
                found[name] = WAYS[name](Path(folder), variables)
            tell(name, found[name], before)
            time.sleep(_REST_S)  # until what this way has started is gone
    drawn = {_TITLES[name]: (one.start, one.seconds, one.stages) for name, one in found.items()}
    timeline.draw(arguments.picture, drawn)
    print(json.dumps({"benchmark": "pipeline", **_figures(found), "cores": cores(), "load": [started, load()]}))


def _figures(found: Mapping[str, Measured]) -> dict[str, float]:
    figures = {_KEYS[name]: one.seconds for name, one in found.items()}
    for name, key in {
        "cold": "ours_cold_over_critical_path",
        "cli": "ours_over_critical_path",
        "queue": "ours_queue_over_critical_path",
    }.items():
        if name in found:
            path = critical_path(found[name].stages, cores())
            figures |= {f"critical_path_{name}_s": path, key: found[name].seconds / path}
    others = found.keys() & {"old", "improved", "default"} if "cli" in found else set()
    figures |= {f"{name}_over_ours": found[name].seconds / found["cli"].seconds for name in others}
    return {name: round(value, 3) for name, value in figures.items()}


if __name__ == "__main__":
    main()
