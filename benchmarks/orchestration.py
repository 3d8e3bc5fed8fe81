"""What orchestration costs: five sections whose makers only sleep, by ours and by Dagster's default topology.

``python -m benchmarks.orchestration [--only command queue default idle]``. The critical path is known, so what a way
takes beyond it is its overhead, in seconds: by command line from the start of the command to its end, Python's start
included, once with nothing running before (cold) and once again (warm); by queue and daemon from the moment the
prompt's file appears until the final video is there. Dagster's defaults are driven generously, see
`topology.defaults`. CPU seconds are those of all processes meanwhile. Idle cost is the CPU time of webserver, daemon,
code server and warm process together over `_IDLE_S` with nothing to do and all sensors on, in percent of one core.

Renders are given a place each: with as many places as there are cores, clips that only sleep would queue, and two sets
of them would be measured instead of the orchestration. The last line is JSON.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.topology import sleeping, sleeping_defaults
from benchmarks.topology.defaults import DefaultDriver, prepare_default_home
from benchmarks.topology.machine import adopt_orphans, cores, cpu_seconds, load
from benchmarks.topology.services import environment, services
from vidgen_assets.definitions import build_studio
from vidgen_assets.defs.submitting import Submitter
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.settings import Settings
from vidgen_assets.storage.studio import Studio

_POLL_S = 0.02
_REST_S = 5.0
_IDLE_S, _SETTLE_S = 75.0, 20.0
_SLOTS = {"VIDGEN_RENDER_SLOTS": str(sleeping.SECTIONS)}  # who only sleeps needs no core


class Cost(NamedTuple):
    """Seconds beyond the critical path, and CPU seconds in all."""

    overhead: float
    cpu: float


def by_command() -> Mapping[str, Cost]:
    """Ours by command line, with nothing running before, and then with what the first command has left running."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        cold = _cost(lambda: _command(Path(folder), "cold"))
        return {"cold": cold, "warm": _cost(lambda: _command(Path(folder), "warm"))}


def _command(home: Path, title: str) -> None:
    command = [sys.executable, "-m", "benchmarks.topology.sleeping_command", title]
    subprocess.run(command, env=environment(home, **_SLOTS), cwd=home, check=True, stdout=subprocess.DEVNULL)


def by_queue() -> Mapping[str, Cost]:
    """Ours by queue and daemon, which have made no video before, and then once more."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        pending = home / "queue/pending"
        pending.mkdir(parents=True)
        with services(home, sleeping.CODE.module, **_SLOTS):

            def make(request: VideoRequest) -> None:
                (pending / request.script_name).write_text(str(request.script))
                _await_final(home, request)

            first = _cost(lambda: make(_request("first")))
            time.sleep(_REST_S)
            return {"queue 1st": first, "queue": _cost(lambda: make(_request("second")))}


def idle() -> float:
    """Percent of a core that everything takes that stays after a video, while there is nothing to do."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home, request = Path(folder), _request("idle")
        (home / "queue/pending").mkdir(parents=True)
        with services(home, sleeping.CODE.module, **_SLOTS):
            (home / "queue/pending" / request.script_name).write_text(str(request.script))
            _await_final(home, request)
            time.sleep(_SETTLE_S)
            before = cpu_seconds()
            time.sleep(_IDLE_S)
            return 100 * (cpu_seconds() - before) / _IDLE_S


def by_defaults() -> Mapping[str, Cost]:
    """Dagster's defaults."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home, request = Path(folder), _request("default")
        prepare_default_home(home)
        studio = _studio(home)
        studio.requests.save(request)
        with services(home, sleeping_defaults.CODE.module, **_SLOTS) as instance:
            driver = DefaultDriver(instance, studio, Submitter(instance, sleeping_defaults.CODE), request.video_id)
            return {"default": _cost(driver.make)}


def _studio(home: Path) -> Studio:
    settings = Settings.from_env({"VIDGEN_HOME": str(home)})
    return build_studio(settings, sleeping.sleeping_ports(settings))


def _request(title: str) -> VideoRequest:
    return VideoRequest(script=sleeping.script(title), script_name=f"{title}.md")


def _await_final(home: Path, request: VideoRequest) -> None:
    while not (home / "videos" / request.video_id / "final.json").exists():
        time.sleep(_POLL_S)


def _cost(make: Callable[[], object]) -> Cost:
    cpu, start = cpu_seconds(), time.monotonic()
    make()
    return Cost(time.monotonic() - start - sleeping.CRITICAL_PATH_S, cpu_seconds() - cpu)


WAYS = {"command": by_command, "queue": by_queue, "default": by_defaults}


def measured(ways: list[str]) -> dict[str, Cost]:
    """The cost of each way, told as it is known."""
    costs: dict[str, Cost] = {}
    for way in ways:
        before = load()
        for name, cost in WAYS[way]().items():
            costs[name] = cost
            print(
                f"{name:9} {cost.overhead:6.2f} s beyond the critical path, {cost.cpu:6.1f} s of CPU;"
                f" load {before} before, {load()} after",
                flush=True,
            )
    return costs


def main() -> None:
    """Measure, and end with the line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=[*WAYS, "idle"], default=[*WAYS, "idle"])
    ways = parser.parse_args().only
    adopt_orphans()
    print(f"{sleeping.SECTIONS} sections, critical path {sleeping.CRITICAL_PATH_S} s, {cores()} cores", flush=True)
    started = load()
    costs = measured([way for way in ways if way in WAYS])
    keys = {"warm": "overhead_cli_s", "cold": "overhead_cli_cold_s", "queue": "overhead_queue_s"}
    keys |= {"queue 1st": "overhead_queue_first_s", "default": "overhead_default_s"}
    figures = {keys[name]: cost.overhead for name, cost in costs.items()}
    if "default" in costs:
        default = costs["default"].overhead
        ours = {"default_over_ours": "warm", "default_over_ours_queue": "queue"}
        figures |= {key: default / costs[name].overhead for key, name in ours.items() if name in costs}
    if "idle" in ways:
        figures["idle_cpu_percent"] = idle()
        print(f"idle      {figures['idle_cpu_percent']:6.1f} % of a core, over {_IDLE_S:.0f} s", flush=True)
    rounded = {name: round(value, 2) for name, value in figures.items()}
    print(json.dumps({"benchmark": "orchestration", **rounded, "cores": cores(), "load": [started, load()]}))


if __name__ == "__main__":
    main()
