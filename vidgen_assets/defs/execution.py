"""Executing a run in a process of its own, from its start to what follows of it.

Run as ``python -m vidgen_assets.defs.execution RUN_ID INSTANCE`` where there is no warm process to fork it from.
"""

import os
import signal
import sys
from contextlib import nullcontext

import dagster as dg
from dagster._cli.api import _execute_run_command_body
from dagster._core.instance.ref import InstanceRef
from dagster._serdes import deserialize_value
from dagster._utils.interrupts import capture_interrupts

from vidgen_assets.defs.following import follow, is_superfluous
from vidgen_assets.defs.foresight import looking_ahead
from vidgen_assets.defs.speaking_ahead import finish_speaking
from vidgen_assets.defs.tags import WORKER
from vidgen_assets.defs.worker import Worker
from vidgen_assets.services.redaction import redact_logs
from vidgen_assets.settings import Settings, receive_secrets


def execute(run_id: str, instance_ref: str) -> int:
    """Execute a run in this process, a fork, which then leads a group of its own. The exit code is 0 for success."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    redact_logs(Settings.from_env().secrets().values())
    with capture_interrupts(), dg.DagsterInstance.from_ref(deserialize_value(instance_ref, InstanceRef)) as instance:
        instance.add_run_tags(run_id, {WORKER: str(Worker.at(os.getpid()))})
        run = instance.get_run_by_id(run_id)
        if run is not None and is_superfluous(instance, run):
            instance.report_run_canceled(run, "An older run makes the same.")
            return 0
        with looking_ahead(run) if run else nullcontext():
            code = _execute_run_command_body(run_id, instance, lambda _: None, set_exit_code_on_failure=True)
        follow(instance, run_id)
        finish_speaking()
        return code


if __name__ == "__main__":
    receive_secrets(sys.stdin)
    if os.fork() == 0:
        os._exit(execute(*sys.argv[1:]))
