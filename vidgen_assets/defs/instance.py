"""Dagster's instance on disk: its home, and how it is opened. What is configured in it stands in `dagster.yaml`."""

import shutil
from pathlib import Path

import dagster as dg

import vidgen_assets
from vidgen_assets.domain.errors import StorageError

_CONFIG = "dagster.yaml"


def prepare_home(home: Path) -> Path:
    """Make `home` a Dagster home, with our configuration unless there is one; gives it back."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not (home / _CONFIG).exists():
            shutil.copyfile(_shipped(), home / _CONFIG)
    except OSError as error:
        raise StorageError(f"{error.filename}: {error.strerror}. Set VIDGEN_HOME to a folder you can write") from error
    return home


def open_instance(home: Path) -> dg.DagsterInstance:
    """The instance of this home, which is prepared first. Close it by using it as a context manager."""
    return dg.DagsterInstance.from_config(str(prepare_home(home)))


def _shipped() -> Path:
    """The configuration that ships: in the installed package, or beside it in a checkout."""
    package = Path(vidgen_assets.__file__).parent
    return next(path for path in (package / _CONFIG, package.parent / _CONFIG) if path.exists())
