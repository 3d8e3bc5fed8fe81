"""The sensor that takes prompts out of the queue while Dagster's daemon runs. What is done with one is `taking`'s."""

import json
import time
import uuid
from collections.abc import Sequence
from typing import NamedTuple, Self

import dagster as dg

from vidgen_assets.defs.jobs import plan_job
from vidgen_assets.defs.taking import Reception, Taken
from vidgen_assets.storage.at_once import at_once
from vidgen_assets.storage.queue import Ticket

MOST = 50
"""How many files are taken in a tick."""

_OWNER = "vidgen/queue_owner"
_LOOK_S = 0.5
_MOST_LEFT = 2_000


class Cursor(NamedTuple):
    """Where the sensor left off. That it is known at all means that what was asked for then was launched.

    Attributes:
        launched: the run keys of the files whose runs were asked for.
        left: those of the files that could not be taken; the others are looked at first.
    """

    launched: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str | None) -> Self:
        """From the text that `str` gave."""
        if text is None:
            return cls()
        fields = json.loads(text)
        return cls(tuple(fields["launched"]), tuple(fields["left"]))

    def __str__(self) -> str:
        return json.dumps(self._asdict())


@dg.sensor(
    job=plan_job,
    minimum_interval_seconds=2,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def prompt_queue(context: dg.SensorEvaluationContext, reception: dg.ResourceParam[Reception]) -> dg.SensorResult:
    """Takes the prompts that people put into the queue, `queue/pending/`, and starts their videos."""
    instance, cursor, owner = context.instance, Cursor.read(context.cursor), _owner_of(context.instance)
    at_once(reception.queue.launched, cursor.launched)
    again = list(reception.queue.unlaunched(owner))[:MOST]
    deadline, left = time.monotonic() + (0.0 if again else reception.watch_s), cursor.left
    while True:
        with reception.remembering():
            taken, left = _look(reception, instance, owner, MOST - len(again), left)
            if taken.tickets or taken.rejected or time.monotonic() >= deadline:
                tickets = [*again, *taken.tickets]
                requests = reception.runs(instance, tickets)
                break
        time.sleep(_LOOK_S)
    for trouble in taken.trouble:
        context.log.warning(f"a prompt has to wait: {trouble}")
    after = Cursor(tuple(ticket.run_key for ticket in tickets), left)
    return dg.SensorResult(
        run_requests=requests,
        cursor=str(after),
        skip_reason=None if requests else _said(tickets, taken),
    )


def _look(
    reception: Reception, instance: dg.DagsterInstance, owner: str, most: int, left: tuple[str, ...]
) -> tuple[Taken, tuple[str, ...]]:
    """Take files that were not left before or, when there are no others, those; and what is left after that."""
    files = reception.queue.pending(most, {*left})
    if left and not files:
        files, left = reception.queue.pending(most), ()
    taken = reception.take(instance, files, owner)
    return taken, (*left, *(file.run_key for file in taken.left))[-_MOST_LEFT:]


def _said(tickets: Sequence[Ticket], taken: Taken) -> str:
    """Why nothing is launched."""
    if tickets:
        return "what was asked for is there already, or being made"
    if taken.rejected:
        return f"{len(taken.rejected)} rejected: " + "; ".join(str(error) for _, error in taken.rejected[:3])
    return f"{len(taken.left)} have to wait" if taken.left else "the queue is empty"


def _owner_of(instance: dg.DagsterInstance) -> str:
    """The name under which an instance takes prompts: the same as long as its database lasts."""
    cursors = instance.daemon_cursor_storage
    known = cursors.get_cursor_values({_OWNER}).get(_OWNER)
    if known is None:
        known = uuid.uuid4().hex
        cursors.set_cursor_values({_OWNER: known})
    return known
