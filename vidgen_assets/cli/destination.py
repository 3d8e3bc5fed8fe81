"""The file that `--out` names: found fit before anything is made, and written when the video is there."""

import shutil
import tempfile
from pathlib import Path

from vidgen_assets.domain.errors import InputError

_SUFFIX = ".mp4"


def check_destination(out: Path) -> Path:
    """`out` as an absolute path that can be written, by trying. Raises `InputError`; leaves nothing behind."""
    target = out.expanduser().absolute()
    if target.is_dir():
        raise _refusal(target, "it is a folder", "Name a file in it, such as video.mp4")
    if not target.parent.is_dir():
        raise _refusal(target, f"there is no folder {target.parent}", "Make that folder first")
    if target.suffix.lower() != _SUFFIX:
        problem = f"it does not end in {_SUFFIX}, so it may be meant to be something else"
        raise _refusal(target, problem, f"Name a file that ends in {_SUFFIX}")
    try:
        tempfile.TemporaryFile(dir=target.parent).close()
    except OSError as error:
        raise _refusal(target, f"it cannot be written: {error.strerror}", "Choose another place") from error
    return target


def deliver(video: Path, target: Path) -> Path:
    """Copy the video to `target`, which holds the old file or the whole new one at any moment."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".vidgen-") as folder:
        shutil.copyfile(video, Path(folder) / "video").replace(target)
    return target


def _refusal(target: Path, problem: str, fix: str) -> InputError:
    return InputError(problem, field="--out", file=target, fix=fix)
