"""What a run does when it is over: it starts what follows of its video, so that no time goes by until somebody looks.

What follows is `automation`'s to say. When the process of a run dies before it gets here, the `advance` sensor does it.
"""

import dagster as dg

from vidgen_assets.defs.automation import next_runs, unrequested
from vidgen_assets.defs.driving import deciding
from vidgen_assets.defs.history import UNDER_WAY, video_of
from vidgen_assets.defs.submitting import NO_WORKSPACE, Source, Submitter
from vidgen_assets.defs.tags import RUN_KEY

_FOLLOWED = {dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE}
_IN_VAIN = {dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED}


def follow(instance: dg.DagsterInstance, run_id: str) -> None:
    """Start what follows of the run's video, unless a command works on it, or the run was ended by someone."""
    run = instance.get_run_by_id(run_id)
    if run is None or run.status not in _FOLLOWED:
        return
    video, source = video_of(run), Source.of_run(run)
    if video is None or source is None:
        return
    studio = source.repository.get_definition().get_top_level_resources()["studio"]
    with deciding(instance, video) as ours, dg.build_resources({"studio": studio}, instance) as resources:
        if ours:
            submitter = Submitter(instance, source, watched=False)
            for request in unrequested(instance, next_runs(instance, resources.studio, video, news_only=True)):
                start(instance, submitter.create(request))


def start(instance: dg.DagsterInstance, run: dg.DagsterRun) -> None:
    """Launch the run, or where others wait, or as many run as may, have it wait for its turn."""
    limit = instance.get_concurrency_config().run_queue_config
    queued = instance.get_runs_count(dg.RunsFilter(statuses=[dg.DagsterRunStatus.QUEUED]))
    running = instance.get_runs_count(dg.RunsFilter(statuses=UNDER_WAY)) - queued
    room = limit is None or limit.max_concurrent_runs < 0 or running <= limit.max_concurrent_runs
    if room and not queued and not (limit and limit.tag_concurrency_limits):
        instance.launch_run(run.run_id, NO_WORKSPACE)
    else:
        instance.submit_run(run.run_id, NO_WORKSPACE)


def is_superfluous(instance: dg.DagsterInstance, run: dg.DagsterRun) -> bool:
    """Whether an older run, asked for by the same key, has been under way since this one was.

    Two may ask in the same moment, who cannot know of each other. What a person runs again is never superfluous.
    """
    key = run.tags.get(RUN_KEY)
    if key is None or run.parent_run_id is not None:
        return False
    same = instance.get_run_records(dg.RunsFilter(tags={RUN_KEY: key}), ascending=True)
    own = next(record for record in same if record.dagster_run.run_id == run.run_id)
    asked = own.create_timestamp.timestamp()
    return any(
        record.dagster_run.status not in _IN_VAIN and (record.end_time or asked) >= asked
        for record in same[: same.index(own)]
    )
