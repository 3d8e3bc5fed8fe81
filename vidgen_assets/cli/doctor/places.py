"""Checks of where things last: the artifact store, its disk and Dagster's instance. Leaves nothing behind."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from vidgen_assets.cli.doctor.check import Check, State
from vidgen_assets.defs.store import open_store
from vidgen_assets.domain.errors import StorageError
from vidgen_assets.settings import Settings

_ENOUGH = 2 * 10**9  # bytes: a long video in high quality with all that it is made from


def places(settings: Settings) -> Iterator[Check]:
    """The folders that `settings` names."""
    yield _store(settings)
    yield _writable("Dagster's instance", settings.dagster_home, "DAGSTER_HOME: where runs and events last")
    yield _space(settings.storage if isinstance(settings.storage, Path) else settings.home)


def _store(settings: Settings) -> Check:
    gives = "VIDGEN_STORAGE: where videos last"
    if isinstance(settings.storage, Path):
        return _writable("Videos", settings.storage, gives)
    try:
        open_store(settings).check()
    except StorageError as error:
        return Check("Videos", State.BROKEN, str(error), gives)
    return Check("Videos", State.OK, f"{settings.storage} can be written and read", gives)


def _writable(name: str, folder: Path, gives: str) -> Check:
    place = _existing(folder)
    try:
        tempfile.TemporaryFile(dir=place).close()
    except OSError as error:
        return Check(name, State.BROKEN, f"{folder}: {error.strerror}", gives)
    return Check(name, State.OK, f"{folder}{'' if place == folder else ' (made when needed)'}", gives)


def _space(folder: Path) -> Check:
    free = shutil.disk_usage(_existing(folder)).free
    state = State.OK if free >= _ENOUGH else State.MISSING
    return Check("Disk space", state, f"{free / 1e9:.1f} GB free", f"{_ENOUGH / 1e9:.0f} GB are enough for any video")


def _existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.is_dir())
