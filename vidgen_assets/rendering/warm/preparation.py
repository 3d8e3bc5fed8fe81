"""What a worker does before it serves: import everything, and have the canary try the sandbox."""

import importlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from vidgen_assets.rendering.sandbox import canary
from vidgen_assets.rendering.sandbox.lockdown import missing_from_kernel
from vidgen_assets.rendering.sandbox.policy import SandboxPolicy
from vidgen_assets.rendering.sandbox.reading import needs_of_rendering
from vidgen_assets.rendering.warm.options import WorkerOptions


class UnsafeError(Exception):
    """The sandbox cannot be had here, or does not hold."""


def load(options: WorkerOptions) -> Callable[..., Any]:
    """Import and call what is to be preloaded; returns the entry point."""
    for name in options.preload:
        module, _, function = name.partition(":")
        loaded = importlib.import_module(module)
        if function:
            getattr(loaded, function)()
    module, _, function = options.entry_point.partition(":")
    entry_point: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return entry_point


def tried_policy(options: WorkerOptions, scratch_root: Path) -> SandboxPolicy:
    """The policy of all sections, once nothing could break out of it. Raises `UnsafeError`."""
    if options.unsafe_no_sandbox:
        return SandboxPolicy(enforced=False)
    if lacking := missing_from_kernel():
        raise UnsafeError(lacking)
    policy = SandboxPolicy(read=needs_of_rendering())
    if successes := _canary(policy, scratch_root):
        raise UnsafeError(f"the sandbox does not hold here: {'; '.join(successes)}")
    return policy


def _canary(policy: SandboxPolicy, scratch_root: Path) -> list[str]:
    """In a fork: a guardian takes over the process that it is called in. No answer counts as a failure."""
    hear, tell = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.write(tell, json.dumps(canary.escapes(policy, scratch_root)).encode())
        finally:
            os._exit(0)
    os.close(tell)
    with os.fdopen(hear, "rb") as answer:
        heard = answer.read()
    os.waitpid(process, 0)
    return list(json.loads(heard)) if heard else ["the canary did not answer"]
