"""What a bucket costs: the same video with its store in a folder and in a bucket that is some milliseconds away.

``python benchmarks/storage.py [--rounds 3] [--delay-ms 50] [--quality standard] [PROMPT]``. The bucket is an emulator
on this machine behind a door that holds each request up; its work counts too, and is told, as a real bucket would not
take it from this machine's processors. Both are measured in turn, and the ratio is the median of the rounds', as what
disturbs one is likely to disturb the other. The last line is JSON.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from vidgen_assets_tests.emulator import BUCKET, emulator

PROMPT = "Explain backpropagation in machine learning"
ROOT = Path(__file__).parents[1]


def seconds(prompt: str, quality: str, home: Path, **variables: str) -> float:
    """How long `vidgen make` takes with nothing there yet."""
    command = [sys.executable, "-m", "vidgen_assets.cli", "make", prompt, "--quality", quality, "--print-path"]
    home.mkdir(parents=True)
    environment = {**os.environ, "VIDGEN_HOME": str(home), "PYTHONPATH": str(ROOT), **variables}
    start = time.monotonic()
    subprocess.run(command, env=environment, cwd=home, check=True, capture_output=True)
    return time.monotonic() - start


def compare(prompt: str, quality: str, rounds: int, delay: float) -> dict[str, float]:
    """Medians of the seconds of both, their ratio, and the requests of one video."""
    folder, bucket, working, requests = list[float](), list[float](), list[float](), 0
    for number in range(rounds):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place, emulator(delay) as far:
            variables = {"VIDGEN_STORAGE": f"gs://{BUCKET}/bench", "STORAGE_EMULATOR_HOST": far.url}
            folder.append(seconds(prompt, quality, Path(place, "folder")))
            worked = time.process_time()
            bucket.append(seconds(prompt, quality, Path(place, "bucket"), **variables))
            working.append(time.process_time() - worked)
            requests = len(far.asked)
        print(f"round {number + 1}: folder {folder[-1]:.1f} s, bucket {bucket[-1]:.1f} s, {requests} requests")
    return {
        "folder_s": round(statistics.median(folder), 2),
        "bucket_s": round(statistics.median(bucket), 2),
        "ratio": round(statistics.median(far / near for near, far in zip(folder, bucket, strict=True)), 3),
        "requests": requests,
        "emulator_cpu_s": round(statistics.median(working), 2),
        "delay_ms": 1000 * delay,
    }


def main() -> None:
    """Compare, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prompt", nargs="?", default=PROMPT)
    parser.add_argument("--quality", default="standard", choices=["draft", "standard", "high"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--delay-ms", type=float, default=50.0)
    options = parser.parse_args()
    print(json.dumps(compare(options.prompt, options.quality, options.rounds, options.delay_ms / 1000)))


if __name__ == "__main__":
    main()
