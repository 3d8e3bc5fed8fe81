"""A stamp of the code that a process has loaded, by which it notices that the code on disk is another one."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

from dagster._core.origin import RepositoryPythonOrigin

import vidgen_assets
from vidgen_assets.domain.fingerprint import fingerprint


def code_stamp(origin: RepositoryPythonOrigin) -> str:
    """Changes when a source file of this package, or of the one of `origin`, is changed, added or lost."""
    roots = {Path(vidgen_assets.__file__).parent, *_top_level(getattr(origin.code_pointer, "module", "vidgen_assets"))}
    files = sorted(path for root in roots for path in ([root] if root.is_file() else root.rglob("*.py")))
    return fingerprint([(str(path), path.stat().st_mtime_ns) for path in files])


def _top_level(module: str) -> Iterator[Path]:
    spec = importlib.util.find_spec(module.partition(".")[0])
    if spec is not None and spec.origin is not None:
        origin = Path(spec.origin)
        yield origin.parent if origin.name == "__init__.py" else origin
