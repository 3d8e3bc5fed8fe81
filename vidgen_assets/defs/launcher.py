"""The run launcher that `dagster.yaml` names: each run is a process forked from a warm one, ready in milliseconds.

Where there is no warm process to have (not Linux, or `warm: false`), each run's process starts cold, in seconds. Any
process that opens the same instance can launch, watch and end runs with it: the run's tag names its process.
"""

import contextlib
import fcntl
import json
import os
import socket
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import dagster as dg
from dagster._core.launcher.base import CheckRunHealthResult, LaunchRunContext, RunLauncher, WorkerStatus
from dagster._core.origin import RepositoryPythonOrigin
from dagster._serdes import ConfigurableClass, ConfigurableClassData, serialize_value

import vidgen_assets
from vidgen_assets.defs.code_stamp import code_stamp
from vidgen_assets.defs.pools import set_limits
from vidgen_assets.defs.worker import Worker
from vidgen_assets.domain.child import ChildJob
from vidgen_assets.domain.errors import VidgenError
from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.rendering.process import run as run_child
from vidgen_assets.settings import Settings

_IMPORTABLE = str(Path(vidgen_assets.__file__).parents[1])
_START_S = 120.0
_ANSWER_S = 30.0


class WarmRunLauncher(RunLauncher[dg.DagsterInstance], ConfigurableClass):
    """Launches, watches and ends runs. See the module."""

    def __init__(self, warm: bool = True, inst_data: ConfigurableClassData | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._warm, self._inst_data = warm and sys.platform == "linux", inst_data

    @property
    def inst_data(self) -> ConfigurableClassData | None:
        """How the instance's configuration names this."""
        return self._inst_data

    @classmethod
    def config_type(cls) -> dict[str, Any]:
        """What the instance's configuration can set."""
        return {"warm": dg.Field(bool, default_value=True, description="Fork runs from a process that stays warm.")}

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]) -> Self:
        """From the instance's configuration."""
        return cls(inst_data=inst_data, **config_value)

    def launch_run(self, context: LaunchRunContext) -> None:
        """Start the run's process. Raises `VidgenError` when none can be started."""
        run, instance = context.dagster_run, serialize_value(self._instance.get_ref())
        if run.job_code_origin is None:
            raise VidgenError(f"run {run.run_id} does not say where its code is")
        set_limits(self._instance, Settings.from_env())
        if self._warm:
            self._fork(run.job_code_origin.repository_origin, {"run": run.run_id, "instance": instance})
        else:
            self._start("vidgen_assets.defs.worker", run.run_id, instance)

    def terminate(self, run_id: str) -> bool:
        """End the run's process, if need be by force, and free what it held; False if the run has ended already."""
        run = self._instance.get_run_by_id(run_id)
        if run is None or run.is_finished:
            return False
        self._instance.report_run_canceling(run)
        worker = Worker.of(run)
        if worker is not None:
            worker.end()
        ended = self._instance.get_run_by_id(run_id)
        if ended is not None and not ended.is_finished:
            self._instance.report_run_canceled(ended)
        self._instance.event_log_storage.free_concurrency_slots_for_run(run_id)
        return True

    @property
    def supports_check_run_worker_health(self) -> bool:
        """It does, so that Dagster's run monitoring notices a process that died."""
        return True

    def check_run_worker_health(self, run: dg.DagsterRun) -> CheckRunHealthResult:
        """Whether the run's process is alive. A run is over before its process is, so one that is gone may be done."""
        worker = Worker.of(run)
        if worker is not None and worker.alive:
            return CheckRunHealthResult(WorkerStatus.RUNNING)
        now = self._instance.get_run_by_id(run.run_id)
        if now is not None and now.is_finished:
            return CheckRunHealthResult(WorkerStatus.SUCCESS)
        return CheckRunHealthResult(WorkerStatus.FAILED, f"its process {worker.pid if worker else ''} is gone")

    def _fork(self, origin: RepositoryPythonOrigin, question: Mapping[str, str]) -> None:
        with contextlib.closing(self._connection(origin)) as connection:
            connection.settimeout(_ANSWER_S)
            connection.sendall(json.dumps(question).encode() + b"\n")
            if not connection.makefile().readline():
                raise VidgenError(f"the warm process went away; see {self._folder / 'warm.log'}")

    def _connection(self, origin: RepositoryPythonOrigin) -> socket.socket:
        stamp = code_stamp(origin)
        name = fingerprint(sys.executable, origin.code_pointer.describe(), stamp, Settings.from_env().stamp)
        path = self._folder / f"{name[:16]}.sock"
        with contextlib.suppress(FileNotFoundError, ConnectionRefusedError):
            return _connected(path)
        with _alone(self._folder / "start.lock"):
            with contextlib.suppress(FileNotFoundError, ConnectionRefusedError):
                return _connected(path)
            self._start("vidgen_assets.defs.warm", str(path), serialize_value(origin), stamp)
            return _connected(path)

    @property
    def _folder(self) -> Path:
        folder = Path(self._instance.root_directory) / "warm"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        return folder

    def _start(self, module: str, *arguments: str) -> None:
        settings = Settings.from_env()
        environment = {**settings.environment(), "PYTHONPATH": _IMPORTABLE}
        command = (sys.executable, "-m", module, *arguments)
        # An environment is inherited, and can be read while the process lasts; standard input is read once.
        secrets = json.dumps(settings.secrets()).encode()
        answer = run_child(ChildJob(command, self._folder, _START_S, stdin=secrets, environment=environment))
        if answer.code != 0:
            raise VidgenError(f"the process of a run could not be started:\n{answer.errors.strip()}")


def _connected(path: Path) -> socket.socket:
    """A connection to the socket at `path`, reached by its open folder, because a socket's address has to be short."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(f"/proc/self/fd/{folder}/{path.name}")
    except OSError:
        connection.close()
        raise
    finally:
        os.close(folder)
    return connection


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
