"""What the warm process loads before it forks, so that no run has to: definitions, and what Dagster imports late."""

import importlib

from dagster._core.definitions.reconstruct import ReconstructableRepository

from vidgen_assets.defs.code import Code

_LATE = (
    "dagster._core.run_coordinator",
    "dagster._core.storage.local_compute_log_manager",
    "vidgen_assets.defs.databases",
    "vidgen_assets.defs.launcher",
    "vidgen_assets.defs.execution",
    "watchdog.observers.polling",
)


def load(code: Code) -> None:
    """Import everything; no instance is opened, and no thread started."""
    for module in _LATE:
        importlib.import_module(module)
    ReconstructableRepository.for_module(code.module, code.attribute, code.folder).get_definition().get_all_jobs()
