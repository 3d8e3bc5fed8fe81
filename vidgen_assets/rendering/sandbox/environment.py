"""The environment of sandboxed processes, and of the worker that they are forked from: nothing of the user's is in it.

This replaces the environment and never reads it: what was in it before, keys above all, is what must not reach a scene.
"""

import os
import site
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_EVERYWHERE: Final[Mapping[str, str]] = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",  # the same scene is drawn the same again
    "OPENBLAS_NUM_THREADS": "1",  # a process with threads cannot be forked safely
    "OMP_NUM_THREADS": "1",
}


def for_worker(import_from: Path) -> dict[str, str]:
    """For the process that sections are forked from; it imports this package from the folder `import_from`."""
    python = {"PYTHONPATH": str(import_from), "PYTHONSAFEPATH": "1", "PYTHONUSERBASE": site.getuserbase()}
    return {**_EVERYWHERE, "HOME": "/nonexistent", **python}


def for_sandbox(home: Path, temporary: Path) -> dict[str, str]:
    """For a sandboxed process: programs that keep things in a home or a cache find one that they may write to."""
    cache = str(home / ".cache")
    places = {"HOME": str(home), "TMPDIR": str(temporary), "XDG_CACHE_HOME": cache, "MPLCONFIGDIR": cache}
    return {**_EVERYWHERE, **places, "TEXMFVAR": f"{cache}/texmf", "openout_any": "p", "shell_escape": "f"}


def replace(environment: Mapping[str, str]) -> None:
    """Make `environment` this process's, and forget what was derived from the old one."""
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
