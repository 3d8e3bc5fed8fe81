"""The worker process: imports everything once, lets the canary try the sandbox, then forks one guardian per request.

It has no threads, keeps nothing of the user's environment, and never runs a scene itself.
"""

import gc
import os
import select
import sys
import time
import traceback
from pathlib import Path
from typing import Final, Never

from vidgen_assets.rendering.latex.compiler import latex_helpers
from vidgen_assets.rendering.sandbox import environment
from vidgen_assets.rendering.sandbox.kernel import PR_SET_CHILD_SUBREAPER, PR_SET_DUMPABLE, name_process, prctl
from vidgen_assets.rendering.sandbox.process_tree import usage
from vidgen_assets.rendering.sandbox.scratch import sweep
from vidgen_assets.rendering.warm.options import PROCESS_NAME, WorkerOptions, import_from
from vidgen_assets.rendering.warm.preparation import UnsafeError, load, tried_policy
from vidgen_assets.rendering.warm.protocol import Conversation
from vidgen_assets.rendering.warm.runtime_folder import Listener, RuntimeFolder
from vidgen_assets.rendering.warm.section import Workshop, serve_section
from vidgen_assets.rendering.warm.wards import Wards

_LOOK_AROUND_S: Final = 1.0
_LAST_CALL_S: Final = 1.0


def main() -> None:
    """``worker FOLDER OPTIONS``: start the worker, in a process apart, and return when it listens."""
    folder, options = RuntimeFolder(Path(sys.argv[1])), WorkerOptions.from_text(sys.argv[2])
    listens, begun = os.pipe()
    if os.fork() == 0:
        os.setsid()
        name_process(PROCESS_NAME)
        listener = folder.listen()
        os.close(listens)
        os.close(begun)
        _run(folder, options, listener)
    os.close(begun)
    os.read(listens, 1)


def _run(folder: RuntimeFolder, options: WorkerOptions, listener: Listener) -> Never:
    code = 1
    try:
        _settle(folder)
        workshop, alive = _prepare(folder, options)
        _Worker(options, listener, workshop, alive).serve()
        code = 0
    except UnsafeError as problem:
        _refuse_all(listener, str(problem))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _settle(folder: RuntimeFolder) -> None:
    log = os.open(folder.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for descriptor, number in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(descriptor, number)
    environment.replace(environment.for_worker(import_from()))
    os.chdir(folder.path)
    os.umask(0o077)
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    prctl(PR_SET_DUMPABLE, 0)
    sweep(folder.scratch)


def _prepare(folder: RuntimeFolder, options: WorkerOptions) -> tuple[Workshop, int]:
    """The workshop, and the descriptor that stays open as long as this process lives."""
    cache = folder.path.parent / "latex"
    cache.mkdir(mode=0o700, exist_ok=True)
    entry_point = load(options)
    policy = tried_policy(options, folder.scratch)
    worker_alive, alive = os.pipe()
    gc.collect()
    gc.freeze()
    helpers = latex_helpers(cache, folder.scratch, enforced=policy.enforced)
    return Workshop(entry_point, policy, folder.scratch, helpers, worker_alive), alive


class _Worker:
    """The loop: accept when a place is free, fork, bury the dead, and end when it is time."""

    def __init__(self, options: WorkerOptions, listener: Listener, workshop: Workshop, alive: int) -> None:
        self._options, self._listener = options, listener
        self._workshop, self._alive = workshop, alive
        self._wards = Wards(workshop.scratch_root)
        self._memory_at_start = self._memory()
        self._last_work = time.monotonic()

    def serve(self) -> None:
        """Until idle, grown or not needed; sections that run then are waited for."""
        over = False
        while not over:
            self._step(accepting=len(self._wards) < self._options.sections_at_once)
            over = self._is_over()
        self._listener.stop()
        while self._wards:
            self._step(accepting=False)

    def _step(self, accepting: bool) -> None:
        watched = [*self._wards.endings, *([self._listener.connection.fileno()] if accepting else [])]
        ready = select.select(watched, [], [], _LOOK_AROUND_S)[0]
        self._wards.bury()
        if accepting and self._listener.connection.fileno() in ready:
            self._fork_guardian()
        if self._wards:
            self._last_work = time.monotonic()

    def _fork_guardian(self) -> None:
        connection, _ = self._listener.connection.accept()
        guardian = os.fork()
        if guardian == 0:
            self._listener.connection.close()
            os.close(self._alive)
            serve_section(connection, self._workshop)
        connection.close()
        self._wards.add(guardian)

    def _is_over(self) -> bool:
        idle = time.monotonic() - self._last_work > self._options.idle_s
        grown = self._memory() - self._memory_at_start > self._options.growth
        return idle or grown or not self._listener.can_be_found()

    def _memory(self) -> int:
        use = usage(os.getpid())
        return use.memory if use else 0


def _refuse_all(listener: Listener, reason: str) -> None:
    """Tell those who wait, and end: whoever comes later has it tried again."""
    listener.connection.settimeout(_LAST_CALL_S)
    try:
        while True:
            connection, _ = listener.connection.accept()
            with Conversation(connection) as conversation:
                conversation.hear()
                conversation.say({"unsafe": reason})
    except (TimeoutError, ConnectionError):
        return


if __name__ == "__main__":
    main()
