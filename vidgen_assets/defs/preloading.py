"""What the warm process loads before it forks, so that no run has to: definitions, and what Dagster imports late."""

import importlib
import sys

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
_FOR_CALLS = {"vidgen_assets.providers.claude.client": "vidgen_assets.providers.claude.sending"}
"""What makers import no sooner than for a call, as a command makes none."""


def load(code: Code) -> None:
    """Import everything; no instance is opened, and no thread started."""
    for module in _LATE:
        importlib.import_module(module)
    ReconstructableRepository.for_module(code.module, code.attribute, code.folder).get_definition().get_all_jobs()
    for caller, module in _FOR_CALLS.items():
        if caller in sys.modules:
            importlib.import_module(module)
