"""Runs from run requests, without a daemon: as the daemon makes them, so that the UI shows and re-executes them alike.

Needs Dagster's private API for the origins that lead from a run to its code.
"""

import sys
from collections.abc import Iterator
from typing import Any, NamedTuple, Self, cast

import dagster as dg
from dagster._core.definitions.reconstruct import ReconstructableRepository
from dagster._core.remote_origin import (
    ManagedGrpcPythonEnvCodeLocationOrigin,
    RemoteJobOrigin,
    RemoteRepositoryOrigin,
)
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster._utils.hosted_user_process import recon_repository_from_origin

from vidgen_assets.defs.code import Code
from vidgen_assets.defs.tags import MAX_RETRIES, PARTITION, RUN_KEY

_REPOSITORY = "__repository__"
_WATCHED = {MAX_RETRIES: "0"}  # whoever makes a video by command sees that a run was killed, and says what to do
NO_WORKSPACE = cast("Any", None)  # our launcher needs none


class Source(NamedTuple):
    """The definitions that runs are made of, and where the UI finds them."""

    repository: ReconstructableRepository
    origin: RemoteRepositoryOrigin

    @classmethod
    def of_code(cls, code: Code) -> Self:
        """For code that the UI loads from its module."""
        target = LoadableTargetOrigin(
            executable_path=sys.executable, module_name=code.module, working_directory=code.folder
        )
        location = ManagedGrpcPythonEnvCodeLocationOrigin(target, location_name=code.module)
        repository = ReconstructableRepository.for_module(code.module, code.attribute, code.folder)
        return cls(repository, RemoteRepositoryOrigin(location, _REPOSITORY))

    @classmethod
    def of_run(cls, run: dg.DagsterRun) -> Self | None:
        """Those of a run, if it says where they are."""
        if run.job_code_origin is None or run.remote_job_origin is None:
            return None
        repository = recon_repository_from_origin(run.job_code_origin.repository_origin)
        return cls(repository, run.remote_job_origin.repository_origin)


class Submitter:
    """Makes and launches runs on one instance; those that are `watched`, by a command, are not run again if killed."""

    def __init__(self, instance: dg.DagsterInstance, source: Code | Source, *, watched: bool = True) -> None:
        self._instance, self._watched = instance, watched
        self._source = source if isinstance(source, Source) else Source.of_code(source)

    def submit(self, request: dg.RunRequest) -> dg.DagsterRun:
        """Launch the run. Raises whatever keeps its process from starting; the run has failed then."""
        return self._instance.launch_run(self.create(request).run_id, NO_WORKSPACE)

    def create(self, request: dg.RunRequest) -> dg.DagsterRun:
        """The run, not launched yet."""
        job = self._source.repository.get_reconstructable_job(str(request.job_name))
        return self._instance.create_run_for_job(
            job.get_definition(),
            asset_selection=frozenset(request.asset_selection or ()),
            tags={**request.tags, **dict(_tags(request)), **(_WATCHED if self._watched else {})},
            remote_job_origin=RemoteJobOrigin(self._source.origin, str(request.job_name)),
            job_code_origin=job.get_python_origin(),
        )


def _tags(request: dg.RunRequest) -> Iterator[tuple[str, str]]:
    yield RUN_KEY, str(request.run_key)
    yield PARTITION, str(request.partition_key)
    if isinstance(request.partition_key, dg.MultiPartitionKey):
        for dimension, key in request.partition_key.keys_by_dimension.items():
            yield f"{PARTITION}/{dimension}", key
