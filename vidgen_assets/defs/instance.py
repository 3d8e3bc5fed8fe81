"""Dagster's instance on disk: its home, and how it is opened. What is configured in it stands in `dagster.yaml`."""

import shutil
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._core.instance.ref import InstanceRef
from dagster_shared.yaml_utils import load_yaml_from_path

import vidgen_assets
from vidgen_assets.domain.errors import StorageError

_CONFIG = "dagster.yaml"
_HOME = {"env": "DAGSTER_HOME"}


def _prepare(home: Path) -> None:
    """Make `home` a Dagster home, with our configuration unless there is one."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not (home / _CONFIG).exists():
            shutil.copyfile(_shipped(), home / _CONFIG)
    except OSError as error:
        raise StorageError(f"{error.filename}: {error.strerror}. Set VIDGEN_HOME to a folder you can write") from error


def open_instance(home: Path) -> dg.DagsterInstance:
    """The instance of this home, which is prepared first, whatever `DAGSTER_HOME` is. Dispose of it in the end."""
    _prepare(home)
    return dg.DagsterInstance.from_ref(InstanceRef.from_dir(str(home), overrides=_at_home(home)))


def _at_home(home: Path) -> dict[str, Any]:
    """The parts of the configuration that lead to the home by the environment, with the home itself."""
    found = load_yaml_from_path(str(home / _CONFIG))
    sections: dict[str, Any] = found if isinstance(found, dict) else {}
    parts = {name: part for name, part in sections.items() if isinstance(part, dict) and "config" in part}
    return {
        name: {**part, "config": {key: str(home) if value == _HOME else value for key, value in part["config"].items()}}
        for name, part in parts.items()
    }


def _shipped() -> Path:
    """The configuration that ships: in the installed package, or beside it in a checkout."""
    package = Path(vidgen_assets.__file__).parent
    return next(path for path in (package / _CONFIG, package.parent / _CONFIG) if path.exists())
