"""Counting what stands in a folder that something hostile may be filling meanwhile, and removing it."""

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

_OPEN_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_VANISHED: Final = (FileNotFoundError, NotADirectoryError)


class Footprint(NamedTuple):
    """Bytes on disk, and the number of files and folders."""

    size: int
    files: int


def footprint(folder: Path, stop_at: int) -> Footprint:
    """Count what is in `folder`; give up counting at more than `stop_at` files.

    Raises `OSError` for a part that cannot be looked into (too deep, or closed to its own owner): a scene that renders
    has no use for one, and it would hide what it holds.
    """
    size = files = 0
    waiting = [os.fspath(folder)]
    while waiting and files <= stop_at:
        with contextlib.suppress(*_VANISHED), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                files += 1
                with contextlib.suppress(*_VANISHED):
                    status = entry.stat(follow_symlinks=False)
                    size += status.st_blocks * 512
                    if stat.S_ISDIR(status.st_mode):
                        waiting.append(entry.path)
                if files > stop_at:
                    break
    return Footprint(size, files)


def remove_tree(folder: Path) -> None:
    """Remove `folder` and everything in it, however deep, and whatever permissions its folders were given.

    Sub-folders are moved up before they are emptied, so that neither the path nor the stack ever grows.
    """
    try:
        top = os.open(folder, _OPEN_FOLDER)
    except FileNotFoundError:
        return
    try:
        names = (f"{secrets.token_hex(8)}-{number}" for number in count())
        while entries := os.listdir(top):  # noqa: PTH208 - a descriptor, not a path
            for entry in entries:
                _remove_entry(top, entry, names)
    finally:
        os.close(top)
    folder.rmdir()


def _remove_entry(top: int, name: str, fresh_names: Iterator[str]) -> None:
    if not stat.S_ISDIR(os.stat(name, dir_fd=top, follow_symlinks=False).st_mode):
        os.unlink(name, dir_fd=top)
        return
    os.chmod(name, stat.S_IRWXU, dir_fd=top)
    inner = os.open(name, _OPEN_FOLDER, dir_fd=top)
    try:
        _empty(inner, top, fresh_names)
    finally:
        os.close(inner)
    os.rmdir(name, dir_fd=top)


def _empty(inner: int, top: int, fresh_names: Iterator[str]) -> None:
    for entry in os.listdir(inner):
        if stat.S_ISDIR(os.stat(entry, dir_fd=inner, follow_symlinks=False).st_mode):
            os.chmod(entry, stat.S_IRWXU, dir_fd=inner)
            os.rename(entry, next(fresh_names), src_dir_fd=inner, dst_dir_fd=top)
        else:
            os.unlink(entry, dir_fd=inner)
