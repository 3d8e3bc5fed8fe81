"""What the warm worker runs for a section: the scene runner, on the job that lies in the working folder.

It runs inside the sandbox. The other side, which makes the job and reads the answer, is `warm_scene`.
"""

import ctypes
from collections.abc import Mapping
from ctypes.util import find_library
from pathlib import Path
from typing import Any

from vidgen_assets.rendering.job import RenderJob
from vidgen_assets.rendering.sandbox.confined import WorkFailedError
from vidgen_assets.rendering.scene_runner.start import leave_sox_out


def run(job: Mapping[str, Any]) -> dict[str, Any]:
    """The outcome of the job, as JSON. Raises `WorkFailedError`, which tells where in the scene's source it broke."""
    from vidgen_assets.rendering.scene_runner.failure import describe
    from vidgen_assets.rendering.scene_runner.runner import run_scene

    render_job = RenderJob.model_validate({**job, "folder": Path.cwd()})
    try:
        return run_scene(render_job).model_dump(mode="json")
    except BaseException as problem:
        failure = describe(problem, render_job.source)
        raise WorkFailedError(failure.message, failure.log) from problem


def preload() -> None:
    """Import everything that scenes use, once per worker."""
    leave_sox_out()
    import manim  # noqa: F401
    import manim_voiceover  # noqa: F401

    from vidgen_assets.rendering.latex import hook
    from vidgen_assets.rendering.scene_runner import failure, runner  # noqa: F401

    hook.install()
    _read_font_list()


def _read_font_list() -> None:
    """Fontconfig's alone: Pango would start a thread for it, and a process with threads cannot be forked safely."""
    if name := find_library("fontconfig"):
        ctypes.CDLL(name).FcInit()
