"""A long queue: how long a tick takes while thousands of prompts wait, in a folder and in an emulated bucket.

``python -m benchmarks.backlog [--waiting 10000] [--ticks 6] [--only folder bucket]``. The sensor is asked as Dagster's
daemon asks it, in this process, and nothing is launched. The emulator is a process of its own; it answers one request
after the other, and takes the longer for each the more it holds, so that fewer files are taken in a tick than from
Google. `more_mb` is how far the memory of this process grew at the peak. The last line is JSON.
"""

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import dagster as dg

from benchmarks.topology.machine import cores, load
from benchmarks.topology.services import ROOT
from vidgen_assets.definitions import build_ports, build_reception, build_studio
from vidgen_assets.defs.instance import open_instance
from vidgen_assets.defs.prompt_queue import prompt_queue
from vidgen_assets.settings import Settings
from vidgen_assets_tests.emulator import BUCKET

_SCRIPT = "# Video {number}\n\n## What it is\n\nThis is number {number}.\n"


class Tick(NamedTuple):
    """What one took: seconds, and how many files."""

    seconds: float
    taken: int


def fill(folder: Path, waiting: int) -> None:
    """Lay so many scripts into the queue."""
    pending = folder / "queue/pending"
    pending.mkdir(parents=True)
    for number in range(waiting):
        (pending / f"{number}.md").write_text(_SCRIPT.format(number=number))


@contextlib.contextmanager
def bucket(folder: Path) -> Iterator[Mapping[str, str]]:
    """An emulated bucket with the files of the folder; gives the variables that mean it."""
    command = [sys.executable, "-m", "vidgen_assets_tests.emulator", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            url = process.stdout.readline().strip() if process.stdout else ""
            yield {"VIDGEN_STORAGE": f"gs://{BUCKET}", "STORAGE_EMULATOR_HOST": url}
        finally:
            process.terminate()


def ticks(settings: Settings, most: int) -> Iterator[Tick]:
    """Ask the sensor so often."""
    ports = build_ports(settings)
    reception, cursor = build_reception(settings, ports, build_studio(settings, ports)), None
    reception.watch_s = 0.0
    with open_instance(settings.dagster_home) as instance:
        for _ in range(most):
            start = time.monotonic()
            result = prompt_queue(dg.build_sensor_context(instance, cursor), reception=reception)
            seconds = time.monotonic() - start
            if not isinstance(result, dg.SensorResult):
                raise SystemExit(f"the sensor said {result}")
            cursor = result.cursor
            yield Tick(seconds, len(result.run_requests or ()))


def in_folder(waiting: int, most: int) -> list[Tick]:
    """With the queue in a folder."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        fill(Path(home), waiting)
        time.sleep(1.0)  # for a second, a file may still be written
        return list(ticks(Settings.from_env({"VIDGEN_HOME": home}), most))


def in_bucket(waiting: int, most: int) -> list[Tick]:
    """With the queue in an emulated bucket."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        fill(Path(folder, "held"), waiting)
        with bucket(Path(folder, "held")) as variables:
            os.environ.update(variables)  # where Google's client looks
            return list(ticks(Settings.from_env({"VIDGEN_HOME": f"{folder}/home", **variables}), most))


WAYS = {"folder": in_folder, "bucket": in_bucket}


def main() -> None:
    """Measure, and end with the line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--waiting", type=int, default=10_000)
    parser.add_argument("--ticks", type=int, default=6)
    parser.add_argument("--only", nargs="+", choices=WAYS, default=[*WAYS])
    chosen, figures, before = parser.parse_args(), dict[str, float](), load()
    for way in chosen.only:
        memory = _peak()
        found = WAYS[way](chosen.waiting, chosen.ticks)
        longest, taken, grown = max(tick.seconds for tick in found), sum(tick.taken for tick in found), _peak() - memory
        each = ", ".join(f"{tick.taken} in {tick.seconds:.1f} s" for tick in found)
        print(f"{way:7} {each}; {grown / 1e6:.0f} MB more at the peak", flush=True)
        figures |= {f"{way}_longest_s": round(longest, 2), f"{way}_taken": taken, f"{way}_more_mb": round(grown / 1e6)}
    summary = {"waiting": chosen.waiting, "ticks": chosen.ticks, **figures}
    print(json.dumps({"benchmark": "backlog", **summary, "cores": cores(), "load": [before, load()]}))


def _peak() -> int:
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return 1024 * int(found[1]) if found else 0


if __name__ == "__main__":
    main()
