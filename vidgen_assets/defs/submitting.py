"""Runs from run requests, without a daemon: as the daemon makes them, so that the UI shows and re-executes them alike.

Needs Dagster's private API for the origins that lead from a run to its code.
"""

import sys
from collections.abc import Iterator
from typing import Any, cast

import dagster as dg
from dagster._core.definitions.reconstruct import ReconstructableRepository
from dagster._core.remote_origin import (
    ManagedGrpcPythonEnvCodeLocationOrigin,
    RemoteJobOrigin,
    RemoteRepositoryOrigin,
)
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin

from vidgen_assets.defs.code import Code
from vidgen_assets.defs.tags import MAX_RETRIES, PARTITION, RUN_KEY

_REPOSITORY = "__repository__"
NO_WORKSPACE = cast("Any", None)  # our launcher needs none


class Submitter:
    """Makes and launches runs on one instance."""

    def __init__(self, instance: dg.DagsterInstance, code: Code) -> None:
        self._instance = instance
        self._repository = ReconstructableRepository.for_module(code.module, code.attribute, code.folder)
        target = LoadableTargetOrigin(
            executable_path=sys.executable, module_name=code.module, working_directory=code.folder
        )
        location = ManagedGrpcPythonEnvCodeLocationOrigin(target, location_name=code.module)
        self._origin = RemoteRepositoryOrigin(location, _REPOSITORY)

    def submit(self, request: dg.RunRequest) -> dg.DagsterRun:
        """Launch the run. Raises whatever keeps its process from starting; the run has failed then."""
        return self._instance.launch_run(self.create(request).run_id, NO_WORKSPACE)

    def create(self, request: dg.RunRequest) -> dg.DagsterRun:
        """The run, not launched yet."""
        job = self._repository.get_reconstructable_job(str(request.job_name))
        return self._instance.create_run_for_job(
            job.get_definition(),
            asset_selection=frozenset(request.asset_selection or ()),
            tags={**request.tags, **dict(_tags(request))},
            remote_job_origin=RemoteJobOrigin(self._origin, str(request.job_name)),
            job_code_origin=job.get_python_origin(),
        )


def _tags(request: dg.RunRequest) -> Iterator[tuple[str, str]]:
    yield MAX_RETRIES, "0"  # whoever makes a video by command sees that a run was killed, and says what to do
    yield RUN_KEY, str(request.run_key)
    yield PARTITION, str(request.partition_key)
    if isinstance(request.partition_key, dg.MultiPartitionKey):
        for dimension, key in request.partition_key.keys_by_dimension.items():
            yield f"{PARTITION}/{dimension}", key
