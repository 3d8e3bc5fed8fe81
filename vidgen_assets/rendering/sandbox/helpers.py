"""Helpers answer a sandbox's questions from outside, each question in a fork of the guardian that ends with it."""

import os
import signal
from collections.abc import Callable, Mapping
from typing import Never

from vidgen_assets.rendering.sandbox.kernel import PR_SET_PDEATHSIG, prctl
from vidgen_assets.rendering.sandbox.line import LineToSandbox, Message, encode

Helper = Callable[[Message], Message]
"""Takes the question, which is untrusted, and answers it. What it raises is told to the sandbox, as ``failure``."""


def start_helper(helpers: Mapping[str, Helper], message: Message, line: LineToSandbox) -> int:
    """Begin to answer `message` on `line`; returns a descriptor that can be read when that is done."""
    process = os.fork()
    if process == 0:
        _answer(helpers, message, line)
    return os.pidfd_open(process)


def _answer(helpers: Mapping[str, Helper], message: Message, line: LineToSandbox) -> Never:
    try:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        line.send(encode(_answered(helpers, message)))
    finally:
        os._exit(0)


def _answered(helpers: Mapping[str, Helper], message: Message) -> Message:
    try:
        return helpers[str(message["ask"])](message["question"])
    except Exception as problem:  # the sandbox waits for an answer, whatever happens here
        return {"failure": f"{type(problem).__name__}: {problem}"}
