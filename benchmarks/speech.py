"""How long the voice of a video takes: each section spoken by a process of its own, all of them at once.

``python benchmarks/speech.py [--sections 5] [--seconds 12] [--limit 5] [--tells headers|tier|nothing]``. The service is
a local server that takes so many calls at once, each of which lasts so many seconds, and refuses what is more; the
limit is in its headers, or known by the account's tier, or has to be found out. Set beside it is what no client can
beat: the calls, `limit` at a time. The last line is JSON.
"""

import argparse
import asyncio
import json
import math
import multiprocessing
import os
import tempfile
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

from vidgen_assets.domain.plan import Plan
from vidgen_assets_tests.providers.elevenlabs.server import Server
from vidgen_assets_tests.providers.elevenlabs.speaking import narrator, plan_of, spoken

TIERS = {2: "free", 3: "starter", 5: "creator", 10: "pro", 15: "scale"}
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def speak(section: int, plan: Plan, url: str, root: Path, together: Barrier) -> None:
    """One process: speak a section as soon as all are ready."""
    together.wait()
    asyncio.run(spoken(narrator(url, root, timeout_s=120), plan, root, section))


async def measured(options: argparse.Namespace) -> dict[str, object]:
    """The seconds from when all processes are ready until all have spoken, and what the server saw."""
    plan = plan_of(*((f"This is section {number}.",) for number in _NUMBERS[: options.sections]))
    tier = TIERS[options.limit] if options.tells == "tier" else None
    spawn = multiprocessing.get_context("spawn")
    together = spawn.Barrier(options.sections + 1)
    with tempfile.TemporaryDirectory() as folder:
        async with Server(
            limit=options.limit, seconds=options.seconds, tells=options.tells == "headers", tier=tier
        ) as server:
            processes = [
                spawn.Process(target=speak, args=(number, plan, server.url, Path(folder), together))
                for number in range(options.sections)
            ]
            for process in processes:
                process.start()
            await asyncio.to_thread(together.wait)
            began = time.monotonic()
            await asyncio.to_thread(lambda: [process.join() for process in processes])
            seconds = time.monotonic() - began
    if any(process.exitcode for process in processes):
        raise SystemExit("a section was not spoken")
    bound = options.seconds * math.ceil(options.sections / options.limit)
    return {
        "sections": options.sections,
        "limit": options.limit,
        "tells": options.tells,
        "seconds": round(seconds, 2),
        "bound_s": bound,
        "ratio": round(seconds / bound, 3),
        "peak": server.peak,
        "refused": len(server.refused),
        "load": os.getloadavg()[0],
    }


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, default=5, choices=range(1, 13))
    parser.add_argument("--seconds", type=float, default=12.0)
    parser.add_argument("--limit", type=int, default=5, choices=sorted(TIERS))
    parser.add_argument("--tells", default="headers", choices=["headers", "tier", "nothing"])
    print(json.dumps(asyncio.run(measured(parser.parse_args()))))


if __name__ == "__main__":
    main()
