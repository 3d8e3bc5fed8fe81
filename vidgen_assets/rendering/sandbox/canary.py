"""The canary: before anything real runs, a sandboxed process tries to break out. If it can, nothing real runs."""

import contextlib
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from vidgen_assets.rendering.sandbox.confined import Confinement
from vidgen_assets.rendering.sandbox.guardian import supervise
from vidgen_assets.rendering.sandbox.limits import Limits
from vidgen_assets.rendering.sandbox.policy import SandboxPolicy
from vidgen_assets.rendering.sandbox.scratch import scratch_folder

_SONG: Final = "tweet"
_LIMITS: Final = Limits(wall=20, cpu=10)


def escapes(policy: SandboxPolicy, root: Path) -> list[str]:
    """What a process under `policy` managed to do and must not. `root`: for scratch folders.

    It takes over the process that it is called in, as `supervise` does.
    """
    with TemporaryDirectory(dir=root, prefix="canary-") as outside, scratch_folder(root, {}) as scratch:
        secret = Path(outside, "secret")
        secret.write_text(_SONG)
        held_to = SandboxPolicy(policy.read, (*policy.write, *scratch.writable), policy.execute, policy.enforced)
        ended = supervise(lambda _: list(_successes(secret)), Confinement(held_to, _LIMITS, scratch))
        if ended.failure:
            return [f"the canary itself failed: {ended.failure}"]
        changed = secret.read_text() != _SONG or len(list(Path(outside).iterdir())) > 1
        return [*map(str, ended.value), *(["something outside was changed"] if changed else [])]


def _successes(secret: Path) -> Iterator[str]:
    for name, attempt in _attempts(secret).items():
        with contextlib.suppress(OSError):
            attempt()
            yield name


def _attempts(secret: Path) -> dict[str, Callable[[], object]]:
    return {
        "it read a secret": secret.read_bytes,
        "it listed a folder outside": lambda: list(secret.parent.iterdir()),
        "it wrote a file outside": lambda: (secret.parent / "new").write_text("x"),
        "it cut a file outside": lambda: os.truncate(secret, 0),
        "it read another process's environment": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
        "it opened a network socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        "it opened a unix socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
        "it signalled its guardian": lambda: os.kill(os.getppid(), signal.SIGCONT),
        "it started a process": _fork,
    }


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)
