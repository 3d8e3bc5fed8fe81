"""Steps that are tried again, in real runs: after an outage, and after nothing else."""

import dagster as dg
import pytest

from vidgen_assets.defs.retries import OutagePolicy
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.service_errors import BudgetExceededError, CredentialsError, ServiceUnavailableError

OUTAGE = ServiceUnavailableError("it is overloaded", service="anthropic", status=529)
OTHERS = {
    "input": InputError("it is empty", field="prompt", fix="Say something"),
    "budget": BudgetExceededError(1.0, 1.0, 0.5),
    "key": CredentialsError("set ANTHROPIC_API_KEY", service="anthropic", status=401),
    "away": ServiceUnavailableError("come back", service="anthropic", status=429, retry_after=3600.0),
}


def events(failures: list[Exception], patience_s: float) -> list[str]:
    """What becomes of a step that fails so, in order, before it succeeds."""
    left = iter(failures)

    @dg.asset
    async def shaky(context: dg.AssetExecutionContext) -> int:
        with OutagePolicy(patience_s).retrying(context):
            if failure := next(left, None):
                raise failure
        return 1

    definitions = dg.Definitions(
        [shaky], resources={"io_manager": dg.mem_io_manager}
    ).resolve_implicit_global_asset_job_def()
    with dg.instance_for_test() as instance:
        result = definitions.execute_in_process(instance=instance, raise_on_error=False)
        wanted = {"STEP_UP_FOR_RETRY", "STEP_SUCCESS", "STEP_FAILURE"}
        return [event.event_type_value for event in result.all_events if event.event_type_value in wanted]


def test_a_step_that_met_an_outage_is_tried_again_and_shows_it() -> None:
    assert events([OUTAGE, OUTAGE], 0.5) == ["STEP_UP_FOR_RETRY", "STEP_UP_FOR_RETRY", "STEP_SUCCESS"]


def test_an_outage_that_lasts_is_given_up_and_fails_as_what_it_is() -> None:
    assert events([OUTAGE] * 9, 0.5) == [*["STEP_UP_FOR_RETRY"] * 3, "STEP_FAILURE"]


def test_with_no_patience_nothing_is_tried_again() -> None:
    assert events([OUTAGE], 0.0) == ["STEP_FAILURE"]


@pytest.mark.parametrize("failure", OTHERS)
def test_what_is_no_outage_or_will_last_too_long_fails_at_once(failure: str) -> None:
    assert events([OTHERS[failure]], 0.5) == ["STEP_FAILURE"]
