"""Running a scene in the warm worker's sandbox, and what its end means. The side inside is `scene_entry`."""

import errno
import os
from fractions import Fraction
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from vidgen_assets.domain.errors import RenderError, StorageError
from vidgen_assets.rendering.job import RenderJob, RenderOutcome
from vidgen_assets.rendering.media.clip import Picture, picture_of
from vidgen_assets.rendering.media.errors import media_errors
from vidgen_assets.rendering.sandbox.collect import Output
from vidgen_assets.rendering.sandbox.ended import Ended
from vidgen_assets.rendering.sandbox.limits import Limits
from vidgen_assets.rendering.warm.pool import WarmRenderPool
from vidgen_assets.rendering.warm.runtime_folder import default_root

_ENTRY_POINT: Final = "vidgen_assets.rendering.scene_entry:run"
PRELOAD: Final = ("vidgen_assets.rendering.scene_entry:preload", "vidgen_assets.scenekit")
_LONGEST_S: Final = 3600  # what is held in memory of a section's sound is then below a gigabyte
_DISK_FULL: Final = (os.strerror(errno.ENOSPC), os.strerror(errno.EDQUOT))


def scene_pool(*, slots: int, unsafe_no_sandbox: bool = False, runtime_folder: Path | None = None) -> WarmRenderPool:
    """The worker that runs scenes; whoever asks with the same arguments shares it."""
    return WarmRenderPool(
        _ENTRY_POINT,
        PRELOAD,
        sections_at_once=slots,
        root=runtime_folder or default_root(),
        unsafe_no_sandbox=unsafe_no_sandbox,
    )


def render_in_sandbox(job: RenderJob, pool: WarmRenderPool, limits: Limits) -> RenderOutcome:
    """Run `job`, whose folder holds its inputs; its video, and effects if any, are put there, but for a dry run.

    Raises `RenderError`, which names the limit if one was hit, or `StorageError` on a full disk.
    """
    ended = pool.run(
        job.model_dump(mode="json", exclude={"folder"}),
        inputs={str(file.relative_to(job.folder)): file for file in job.folder.rglob("*") if file.is_file()},
        outputs=() if job.dry_run else _outputs(job),
        limits=limits,
    )
    outcome = _outcome(ended, pool.root)
    _check(job, outcome)
    return outcome


def _outputs(job: RenderJob) -> tuple[Output, ...]:
    return (
        Output(job.video.name, job.video, "mp4"),
        Output(job.effects.name, job.effects, "wav", required=False),
    )


def _outcome(ended: Ended, scratch_root: Path) -> RenderOutcome:
    if ended.failure is not None:
        if any(sign in ended.failure for sign in _DISK_FULL):
            raise StorageError(f"the disk that holds {scratch_root} is full; free some space and try again")
        raise RenderError(ended.failure, limit=ended.limit, log=ended.log)
    try:
        return RenderOutcome.model_validate(ended.value)
    except ValidationError as problem:
        raise RenderError(f"the render process gave no usable answer: {problem}", log=ended.log) from problem


def _check(job: RenderJob, outcome: RenderOutcome) -> None:
    """Scene code could tell any outcome and leave any file; what is laid and joined by them has to be true."""
    length = outcome.frames / job.frame_rate
    if length > _LONGEST_S:
        raise RenderError(f"the scene lasts {length:.0f} s, and a section may last {_LONGEST_S} s; let it wait less")
    beats = [place.beat for place in outcome.placements]
    if beats != list(range(len(job.beats))) or not (job.dry_run or _is_drawn(job, outcome, length)):
        raise RenderError("the render process did not draw what it says it drew")


def _is_drawn(job: RenderJob, outcome: RenderOutcome, length: float) -> bool:
    with media_errors("reading what the scene drew"):
        found = picture_of(job.video)
    promised = Picture(
        ("video",), "h264", "yuv420p", job.width, job.height, outcome.frames, Fraction(outcome.frames, job.frame_rate)
    )
    fits = (
        0 <= place.start <= length - beat.duration for place, beat in zip(outcome.placements, job.beats, strict=True)
    )
    return found == promised and all(fits)
