"""Dagster's webserver, daemon and code server on a home, as `dagster dev` runs them, for as long as they are needed."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from vidgen_assets.cli.ui.serving import is_answering
from vidgen_assets.defs.instance import open_instance
from vidgen_assets_tests.ports import free_port

ROOT = Path(__file__).parents[2]
_DAEMONS = {"SENSOR", "QUEUED_RUN_COORDINATOR"}
_START_S, _POLL_S, _REST_S = 120.0, 0.2, 5.0


def environment(home: Path, **variables: str) -> dict[str, str]:
    """For processes that work on `home`: just what a user has, and some more variables."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME", "TMPDIR") if name in os.environ}
    places = {"VIDGEN_HOME": str(home), "DAGSTER_HOME": str(home / "dagster"), "PYTHONPATH": str(ROOT)}
    return {**kept, **places, **variables}


@contextlib.contextmanager
def services(home: Path, module: str, **variables: str) -> Iterator[dg.DagsterInstance]:
    """The instance of `home`, with all of Dagster's services up and come to rest."""
    port = free_port()
    command = [sys.executable, "-m", "dagster", "dev", "--port", str(port), "--module-name", module]
    with (home / "services.log").open("wb") as log, open_instance(home / "dagster") as instance:
        process = subprocess.Popen(
            [*command, "--log-level", "warning"], env=environment(home, **variables), cwd=home, stdout=log, stderr=log
        )
        try:
            _await_rest(instance, port)
            yield instance
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def _await_rest(instance: dg.DagsterInstance, port: int) -> None:
    deadline = time.monotonic() + _START_S
    while not (is_answering("127.0.0.1", port) and instance.get_daemon_heartbeats().keys() >= _DAEMONS):
        if time.monotonic() > deadline:
            raise SystemExit("Dagster's services did not start; see services.log")
        time.sleep(_POLL_S)
    time.sleep(_REST_S)
