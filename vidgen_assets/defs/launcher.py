"""The run launcher that `dagster.yaml` names: each run is a process forked from a warm one, ready in milliseconds.

Where there is no warm process to have (not Linux, code in no module, or `warm: false`), each run's process starts cold,
in seconds. Any process that opens the same instance can launch, watch and end runs with it: the run's tag names its
process.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import dagster as dg
from dagster._core.code_pointer import ModuleCodePointer
from dagster._core.launcher.base import CheckRunHealthResult, LaunchRunContext, RunLauncher, WorkerStatus
from dagster._serdes import ConfigurableClass, ConfigurableClassData, serialize_value

from vidgen_assets.defs.code import Code
from vidgen_assets.defs.pools import set_limits
from vidgen_assets.defs.warming import alone, fork, is_possible, start_process, warm_folder
from vidgen_assets.defs.worker import Worker
from vidgen_assets.domain.errors import VidgenError
from vidgen_assets.settings import Settings


class WarmRunLauncher(RunLauncher[dg.DagsterInstance], ConfigurableClass):
    """Launches, watches and ends runs. See the module."""

    def __init__(self, warm: bool = True, inst_data: ConfigurableClassData | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._warm, self._inst_data = warm and is_possible(), inst_data

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
        home, pointer = Path(self._instance.root_directory), run.job_code_origin.repository_origin.code_pointer
        with alone(warm_folder(home) / "pools.lock"):  # the daemon launches several runs at once
            set_limits(self._instance, Settings.from_env())
        if self._warm and isinstance(pointer, ModuleCodePointer):
            code = Code(pointer.module, pointer.fn_name, pointer.working_directory)
            fork(home, code, run.run_id, instance)
        else:
            start_process(home, "vidgen_assets.defs.execution", run.run_id, instance)

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
