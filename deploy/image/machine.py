"""Where this machine gets its packages from, as files to be shown to a build, so that no address gets into the image.

``python3 deploy/image/machine.py FOLDER`` writes apt's sources and pip's configuration into the folder, and prints the
mounts that bring them, and what they name on this machine, into a build: one a line, as ``buildah bud --volume`` takes
them. ``--mirror`` prints the release and mirror of Debian that apt uses, as debootstrap takes them.
"""

import ast
import configparser
import io
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

_SETTING = re.compile(r"^(\S+?)\.([\w-]+)=(.*)$", re.MULTILINE)
_LOCAL = re.compile(r"(?:file://)?(/\S+)")


class Source(NamedTuple):
    """A part of Debian's archive that apt uses."""

    site: str
    release: str
    component: str


def sources() -> Iterator[Source]:
    """Those of Debian itself, in apt's order; other archives on this machine have nothing that is needed."""
    fields = "$(ORIGIN)|$(CREATED_BY)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)"
    for line in sorted(set(_said("apt-get", "indextargets", "--format", fields).splitlines())):
        origin, made_by, *source = line.split("|")
        if (origin, made_by) == ("Debian", "Packages"):
            yield Source(*source)


def apt_sources(found: Iterator[Source]) -> str:
    """As a ``sources.list``."""
    return "".join(f"deb {source.site} {source.release} {source.component}\n" for source in found)


def pip_settings(listed: str) -> Mapping[tuple[str, str], str]:
    """What ``pip config list`` printed, by section and key. The environment's settings are for all commands."""
    found = _SETTING.findall(listed)
    return {(section.replace(":env:", "global"), key): ast.literal_eval(value) for section, key, value in found}


def pip_configuration(settings: Mapping[tuple[str, str], str]) -> str:
    """The settings as a ``pip.conf``."""
    parser, text = configparser.RawConfigParser(), io.StringIO()
    for (section, key), value in settings.items():
        parser.read_dict({section: {key: value}})
    parser.write(text)
    return text.getvalue()


def named_places(settings: Mapping[tuple[str, str], str]) -> Iterator[Path]:
    """The files and folders of this machine that the settings name. The files of an index may lie beside its pages."""
    for (_, key), value in settings.items():
        for place in map(Path, _LOCAL.findall(value)):
            if place.exists():
                yield place.parent if "index" in key else place


def mounts(folder: Path) -> Iterator[str]:
    """Write the files, and give all mounts."""
    settings = pip_settings(_said(sys.executable, "-m", "pip", "config", "list"))
    shown = {
        "/etc/apt/sources.list": apt_sources(sources()),
        "/etc/apt/apt.conf.d/99machine": _said("apt-config", "dump", "Acquire"),
        "/etc/pip.conf": pip_configuration(settings),
    }
    for target, text in shown.items():
        file = folder / Path(target).name
        file.write_text(text)
        yield f"{file}:{target}:ro"
    yield from (f"{place}:{place}:ro" for place in sorted(set(named_places(settings))))


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    if sys.argv[1] == "--mirror":
        print(*next((source.release, source.site) for source in sources() if "-" not in source.release))
    else:
        print("\n".join(mounts(Path(sys.argv[1]))))
