"""Where the runs of a video stand among those of others: the tags by which Dagster orders its queue, and people read.

Dagster launches what has a higher priority first, and of equal ones what came first. Between requests of the same
priority, what finishes a video goes before what begins one, so that videos are finished in the order in which they
were asked for, and are not all begun at once.
"""

from collections.abc import Iterable

import dagster as dg

from vidgen_assets.defs.tags import PRIORITY, REQUESTER
from vidgen_assets.domain.request import VideoRequest

_STAGES = ("plan_job", "section_job", "final_job")


def standing(request: VideoRequest, runs: Iterable[dg.RunRequest]) -> list[dg.RunRequest]:
    """The same runs, tagged with what the request says of its priority and of who wants it."""
    return [run.with_replaced_attrs(tags={**run.tags, **_tags(request, str(run.job_name))}) for run in runs]


def _tags(request: VideoRequest, job: str) -> dict[str, str]:
    requester = {REQUESTER: request.requester} if request.requester else {}
    return {PRIORITY: str(request.priority * len(_STAGES) + _STAGES.index(job)), **requester}
