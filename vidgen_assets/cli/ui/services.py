"""The process that `vidgen ui` starts: Dagster's webserver, daemon and code server, which end when that command does.

Run as ``python -m vidgen_assets.cli.ui.services HOST PORT``.
"""

import ctypes
import os
import platform
import runpy
import signal
import sys

LOCATION = "vidgen_assets.definitions"
_PR_SET_PDEATHSIG = 1


def main(host: str, port: str) -> None:
    """Run `dagster dev`, whose shutdown begins with an interrupt, until it is told to end or its parent is gone."""
    # Dagster makes SIGTERM do what SIGINT does, and a process that a script starts in the background ignores SIGINT.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    _end_with(os.getppid())
    sys.argv = ["dagster", "dev", "--host", host, "--port", port, "--module-name", LOCATION, "--log-level", "warning"]
    runpy.run_module("dagster", run_name="__main__", alter_sys=True)


def _end_with(parent: int) -> None:
    if platform.system() == "Linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        raise SystemExit("vidgen ui is gone")


if __name__ == "__main__":
    main(*sys.argv[1:])
