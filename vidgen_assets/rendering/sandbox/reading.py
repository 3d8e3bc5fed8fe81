"""What rendering itself has to read: interpreter, packages, system libraries and fonts. Nothing of the user's."""

import os
import pwd
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Final

_SYSTEM: Final = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/share", "/usr/local/lib", "/usr/local/share"),
    *("/etc/fonts", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/var/cache/fontconfig"),
    *("/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/sys/vm/overcommit_memory", "/sys/devices/system/cpu"),
)
_FONTS_AT_HOME: Final = (".fonts", ".local/share/fonts", ".cache/fontconfig")
_LIBRARY_PATHS: Final = ("stdlib", "platstdlib", "purelib", "platlib")
_OF_INSTALLED_PACKAGES: Final = ("site-packages", "dist-packages")


def needs_of_rendering() -> tuple[Path, ...]:
    """All of them, without those inside another. Call it when everything is imported: where packages stand counts."""
    libraries = {Path(sysconfig.get_path(name)) for name in _LIBRARY_PATHS}
    libraries |= {Path(entry) for entry in sys.path if Path(entry).name in _OF_INSTALLED_PACKAGES}
    fonts = {_home() / name for name in _FONTS_AT_HOME}
    system = set(map(Path, _SYSTEM))
    inside_libraries = {*libraries, *system}
    apart = {place for place in _imported_places() if not _below_any(place, inside_libraries)}
    return tuple(sorted(inside_libraries | fonts | apart))


def _imported_places() -> Iterator[Path]:
    """Of each imported top-level package or module its own folder or file: never the folder that it stands in."""
    for name, module in tuple(sys.modules.items()):
        if "." not in name:
            yield from _places(module)


def _places(module: ModuleType) -> Iterator[Path]:
    folders = getattr(module, "__path__", None)
    if folders is not None:
        yield from map(Path, folders)
    elif file := getattr(module, "__file__", None):
        yield Path(file)


def _below_any(place: Path, folders: Iterable[Path]) -> bool:
    return any(place.is_relative_to(folder) for folder in folders)


def _home() -> Path:
    """The user's home by the user database: the worker's environment names none."""
    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        return Path("/nonexistent")
