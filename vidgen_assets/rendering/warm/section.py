"""One section's request, from its connection to its reply, in a process of its own: the section's guardian."""

import errno
import os
import socket
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Never

from vidgen_assets.rendering.sandbox.collect import OutputRefusedError, collect
from vidgen_assets.rendering.sandbox.confined import Confinement
from vidgen_assets.rendering.sandbox.ended import Ended
from vidgen_assets.rendering.sandbox.guardian import AbandonedError, supervise
from vidgen_assets.rendering.sandbox.helpers import Helper
from vidgen_assets.rendering.sandbox.kernel import name_process
from vidgen_assets.rendering.sandbox.line import LineToGuardian
from vidgen_assets.rendering.sandbox.policy import SandboxPolicy
from vidgen_assets.rendering.sandbox.scratch import Scratch, scratch_folder
from vidgen_assets.rendering.warm import helper_line
from vidgen_assets.rendering.warm.protocol import ACCEPTED, Conversation, Request, outcome_as_json

_REQUEST_S: Final = 10

EntryPoint = Callable[[Mapping[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all sections of a worker share.

    Attributes:
        entry_point: what a section runs.
        policy: what it may touch besides its own folders.
        scratch_root: where those are made.
        helpers: who answers its questions, by name.
        worker_alive: a descriptor that can be read at its end when the worker is gone.
    """

    entry_point: EntryPoint
    policy: SandboxPolicy
    scratch_root: Path
    helpers: Mapping[str, Helper]
    worker_alive: int


def serve_section(connection: socket.socket, workshop: Workshop) -> Never:
    """Hear the request, do it, reply, and end this process, which must be a fresh fork of the worker."""
    try:
        os.setsid()
        name_process("vidgen-guardian")
        _converse(connection, workshop)
    except (AbandonedError, ConnectionError, TimeoutError):
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(0)


def _converse(connection: socket.socket, workshop: Workshop) -> None:
    connection.settimeout(_REQUEST_S)
    conversation = Conversation(connection)
    said = conversation.hear()
    connection.settimeout(None)
    if said is None:
        return
    conversation.say(ACCEPTED)
    try:
        ended = _do(Request.from_json(said), connection, workshop)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        conversation.say(_refusal(problem))
    else:
        conversation.say(outcome_as_json(ended))


def _refusal(problem: Exception) -> Mapping[str, Any]:
    full = isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT)
    said = f"files could not be handed in or out: {type(problem).__name__}: {problem}"
    return {"refused": said, "disk_full": full}


def _do(request: Request, connection: socket.socket, workshop: Workshop) -> Ended:
    with scratch_folder(workshop.scratch_root, request.inputs) as scratch:
        ended = supervise(
            _work(request.job, workshop.entry_point),
            Confinement(_policy(workshop.policy, scratch), request.limits, scratch),
            lifelines=(connection.fileno(), workshop.worker_alive),
            helpers=workshop.helpers,
        )
        return ended if ended.failure else _with_outputs(ended, request, scratch)


def _policy(common: SandboxPolicy, scratch: Scratch) -> SandboxPolicy:
    return replace(common, write=(*common.write, *scratch.writable))


def _work(job: Mapping[str, Any], entry_point: EntryPoint) -> Callable[[LineToGuardian], object]:
    def work(line: LineToGuardian) -> object:
        helper_line.connect(line)
        return entry_point(job)

    return work


def _with_outputs(ended: Ended, request: Request, scratch: Scratch) -> Ended:
    try:
        for output in request.outputs:
            collect(output, scratch.work)
    except OutputRefusedError as refused:
        return replace(ended, value=None, failure=f"an output cannot be used: {refused}")
    return ended
