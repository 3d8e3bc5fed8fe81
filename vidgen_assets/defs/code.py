"""Where definitions are, and a stamp of their source. Dagster is not imported, so that a command can ask early."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import vidgen_assets
from vidgen_assets.domain.fingerprint import fingerprint


class Code(NamedTuple):
    """Where the definitions are: an attribute of a module, looked for in `folder` too. The UI loads the same."""

    module: str
    attribute: str = "defs"
    folder: str | None = None


SHIPPED = Code("vidgen_assets.definitions")


def code_stamp(code: Code) -> str:
    """Changes when a source file of this package, or of the one of `code`, is changed, added or lost."""
    roots = {Path(vidgen_assets.__file__).parent, *_top_level(code.module)}
    files = sorted(path for root in roots for path in ([root] if root.is_file() else root.rglob("*.py")))
    return fingerprint([(str(path), path.stat().st_mtime_ns) for path in files])


def _top_level(module: str) -> Iterator[Path]:
    spec = importlib.util.find_spec(module.partition(".")[0])
    if spec is not None and spec.origin is not None:
        origin = Path(spec.origin)
        yield origin.parent if origin.name == "__init__.py" else origin
