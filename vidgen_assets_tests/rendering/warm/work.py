"""Harmless work for the tests of the warm worker. It runs in the sandbox."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def run(job: Mapping[str, Any]) -> object:
    """Do what the job says: sleep, copy."""
    time.sleep(job.get("sleep", 0))
    if "copy" in job:
        Path(job["copy"]).write_bytes(Path("input").read_bytes())
    return dict(job)
