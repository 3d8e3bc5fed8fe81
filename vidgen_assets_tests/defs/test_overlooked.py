"""Killed runs that Dagster was to run again and forgot, as they stand in a real instance."""

from datetime import UTC, datetime, timedelta

import dagster as dg
import pytest

from vidgen_assets.defs.overlooked import overlooked
from vidgen_assets.defs.partitions import asset_key, partition_of
from vidgen_assets.defs.submitting import Submitter
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets_tests.defs.conftest import CODE, Stage

CLIP, PLAN = Slot(AssetName.CLIP, "02"), Slot(AssetName.PLAN)
SOON, LATER = timedelta(seconds=5), timedelta(seconds=30)


def ended(stage: Stage, slot: Slot, *, watched: bool = False) -> dg.DagsterRun:
    """A run that monitoring found dead; nobody runs it again here, as no daemon runs."""
    job = "plan_job" if slot == PLAN else "section_job"
    request = dg.RunRequest(
        "k", job_name=job, partition_key=partition_of("a-video", slot), asset_selection=[asset_key(slot.asset)]
    )
    run = Submitter(stage.driver.instance, CODE, watched=watched).create(request)
    stage.driver.instance.report_run_failed(run)
    return run


def found(stage: Stage, after: timedelta) -> list[dg.RunRequest]:
    requests = overlooked(stage.driver.instance, datetime.now(UTC) + after)
    return [request for request in requests if "a-video" in str(request.partition_key)]


@pytest.mark.parametrize(("slot", "job"), [(CLIP, "section_job"), (PLAN, "plan_job")])
def test_a_killed_run_is_made_again_after_a_while_once(stage: Stage, slot: Slot, job: str) -> None:
    run = ended(stage, slot)
    assert found(stage, SOON) == []
    (request,) = found(stage, LATER)
    assert (request.job_name, request.asset_selection) == (job, [asset_key(slot.asset)])
    assert str(request.partition_key) == run.tags["dagster/partition"]
    again = Submitter(stage.driver.instance, CODE).create(request)
    assert found(stage, LATER) == []
    stage.driver.instance.delete_run(again.run_id)
    stage.driver.instance.delete_run(run.run_id)


def test_what_dagster_ran_again_is_left_alone(stage: Stage) -> None:
    run = ended(stage, CLIP)
    tags = {"dagster/parent_run_id": run.run_id, "dagster/root_run_id": run.run_id}
    retry = stage.driver.instance.create_run_for_job(
        dg.Definitions(jobs=[dg.job(name="other")(lambda: None)]).resolve_job_def("other"), tags=tags
    )
    assert found(stage, LATER) == []
    stage.driver.instance.delete_run(retry.run_id)
    stage.driver.instance.delete_run(run.run_id)


def test_a_run_of_a_command_is_the_commands_to_run_again(stage: Stage) -> None:
    run = ended(stage, CLIP, watched=True)
    assert found(stage, LATER) == []
    stage.driver.instance.delete_run(run.run_id)
