"""Running a scene in a process of its own, and what its end means. What is made of the outcome is the renderer's."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from vidgen_assets.domain.child import ChildAnswer, ChildError, ChildJob
from vidgen_assets.domain.errors import RenderError, StorageError
from vidgen_assets.domain.record import Record
from vidgen_assets.rendering.job import (
    EXIT_DISK_FULL,
    EXIT_SCENE_FAILED,
    FAILURE_FILE,
    JOB_FILE,
    OUTCOME_FILE,
    RenderFailure,
    RenderJob,
    RenderOutcome,
)
from vidgen_assets.rendering.media.clip import count_frames

_PACKAGES = Path(__file__).parents[2]  # where this package is imported from; the child has to find it there too
_RecordT = TypeVar("_RecordT", bound=Record)


def render_in_child(job: RenderJob, wall_limit: float, run: Callable[[ChildJob], ChildAnswer]) -> RenderOutcome:
    """Run `job` by `run`, for at most `wall_limit` seconds. Raises `RenderError`, or `StorageError` on a full disk."""
    (job.folder / JOB_FILE).write_text(job.model_dump_json())
    try:
        answer = run(_child(job.folder, wall_limit))
    except ChildError as error:
        if error.timed_out:
            problem = f"the scene did not end within {wall_limit:g} s"
            raise RenderError(problem, limit="wall", log=error.log) from error
        raise RenderError(str(error), log=error.log) from error
    if answer.code == 0:
        outcome = _read(job.folder / OUTCOME_FILE, RenderOutcome, answer)
        check_outcome(job, outcome)
        return outcome
    raise _failure(job, answer)


def _child(folder: Path, wall_limit: float) -> ChildJob:
    return ChildJob(
        command=(sys.executable, "-m", "vidgen_assets.rendering.scene_runner", str(folder)),
        folder=folder,
        wall_limit=wall_limit,
        environment={
            "PYTHONPATH": str(_PACKAGES),
            "PYTHONSAFEPATH": "1",  # a file in the job's folder must not pass for a module
            "HOME": str(folder),  # neither a person's Manim settings nor their caches belong in the video
            "TMPDIR": str(folder),
            "PYTHONHASHSEED": "0",  # the same scene is drawn the same again
            "OMP_NUM_THREADS": "1",  # several renders fill the cores
            "OPENBLAS_NUM_THREADS": "1",
        },
    )


def check_outcome(job: RenderJob, outcome: RenderOutcome) -> None:
    """Scene code could write any outcome; what is laid and joined by it has to be true of the files."""
    beats = [place.beat for place in outcome.placements]
    if beats != list(range(len(job.beats))) or count_frames(job.video) != outcome.frames:
        raise RenderError("the render process did not draw what it says it drew")


def _failure(job: RenderJob, answer: ChildAnswer) -> RenderError | StorageError:
    if answer.code == EXIT_DISK_FULL:
        return StorageError(f"the disk that holds {job.folder.parent} is full; free some space and try again")
    if answer.code == EXIT_SCENE_FAILED and (job.folder / FAILURE_FILE).exists():
        failure = _read(job.folder / FAILURE_FILE, RenderFailure, answer)
        return RenderError(failure.message, log=failure.log)
    return RenderError(f"the render process ended with code {answer.code}", log=answer.errors)


def _read(path: Path, kind: type[_RecordT], answer: ChildAnswer) -> _RecordT:
    try:
        return kind.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise RenderError(f"the render process left no usable {path.name}: {error}", log=answer.errors) from error
