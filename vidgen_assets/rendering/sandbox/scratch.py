"""A section's scratch folder: copies of its inputs, folders that it may write to, and nothing of it afterwards."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from vidgen_assets.rendering.sandbox.disk_usage import remove_tree
from vidgen_assets.rendering.sandbox.process_tree import runs


@dataclass(frozen=True, slots=True)
class Scratch:
    """The folder. Work is done in `work`; `temporary` and `home` are for programs that insist on one."""

    folder: Path

    @property
    def work(self) -> Path:
        """The working folder: inputs are found here, and outputs are left here."""
        return self.folder / "work"

    @property
    def temporary(self) -> Path:
        """For temporary files."""
        return self.folder / "tmp"

    @property
    def home(self) -> Path:
        """For settings and caches."""
        return self.folder / "home"

    @property
    def writable(self) -> tuple[Path, ...]:
        """All that may be written to."""
        return self.work, self.temporary, self.home


@contextmanager
def scratch_folder(root: Path, inputs: Mapping[str, Path]) -> Iterator[Scratch]:
    """A new folder below `root`, named after this process, with copies of `inputs` by name in its working folder;
    removed in the end.

    Raises `ValueError` for a name that is not a plain relative path.
    """
    scratch = Scratch(Path(root, str(os.getpid())))
    remove_tree(scratch.folder)
    try:
        for folder in scratch.writable:
            folder.mkdir(mode=0o700, parents=True)
        for name, source in inputs.items():
            _copy(source, scratch.work / inside(name))
        yield scratch
    finally:
        remove_tree(scratch.folder)


def sweep(root: Path) -> None:
    """Remove what processes that no longer run left below `root`, because they were killed before they could."""
    for folder in root.iterdir():
        if not (folder.name.isdigit() and runs(int(folder.name))):
            remove_tree(folder)


def inside(name: str) -> PurePosixPath:
    """`name` as a path that stays inside its folder. Raises `ValueError`."""
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{name!r} is not a plain relative path")
    return path


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(source, target)
