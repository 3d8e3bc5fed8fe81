"""Dagster's daemon and webserver as processes of their own, on the data and makers of a `Stage`, to be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import dagster as dg

from vidgen_assets.cli.ui.serving import is_answering
from vidgen_assets_tests.defs.conftest import CODE, Stage
from vidgen_assets_tests.ports import free_port

PATIENCE_S = 90.0


def await_that(condition: Callable[[], object], seconds: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)


class Services:
    """The daemon always runs; the webserver is started when it is wanted."""

    def __init__(self, stage: Stage) -> None:
        self._stage, self.port = stage, free_port()
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str) -> None:
        """Start `daemon` or `webserver`; the latter answers when this returns."""
        code = ("-m", CODE.module, "-d", str(CODE.folder))
        arguments = {
            "daemon": ("dagster._daemon", "run", *code),
            "webserver": ("dagster_webserver", "-h", "127.0.0.1", "-p", str(self.port), *code),
        }
        self._processes[name] = self._started(name, arguments[name])
        if name == "webserver":
            await_that(lambda: is_answering("127.0.0.1", self.port))

    def kill(self, name: str) -> None:
        """SIGKILL, to that process alone: what it has started sees to itself."""
        process = self._processes.pop(name)
        process.kill()
        process.wait()

    def end(self) -> None:
        """End everything in an orderly way."""
        for process in self._processes.values():
            process.send_signal(signal.SIGINT)
        for process in self._processes.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()
            process.wait()

    def runs(self, video: str) -> list[dg.DagsterRun]:
        return list(self._stage.driver.instance.get_runs(dg.RunsFilter(tags={"vidgen/video": video})))

    def _started(self, name: str, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        home = self._stage.settings.dagster_home
        module, *rest = arguments
        with (home / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", module, *rest],
                env={**os.environ, "DAGSTER_HOME": str(home), "PYTHONPATH": str(Path(CODE.folder or ""))},
                cwd=home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
