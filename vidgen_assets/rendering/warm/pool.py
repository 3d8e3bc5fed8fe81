"""`WarmRenderPool`: the client's side of the warm worker, which it starts on demand and shares with other processes."""

import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from vidgen_assets.domain.child import ChildJob
from vidgen_assets.domain.errors import ConfigurationError, RenderError, StorageError
from vidgen_assets.rendering import process
from vidgen_assets.rendering.sandbox import environment
from vidgen_assets.rendering.sandbox.collect import Output
from vidgen_assets.rendering.sandbox.ended import Ended
from vidgen_assets.rendering.sandbox.limits import MIB, Limits
from vidgen_assets.rendering.sandbox.lockdown import missing_from_kernel
from vidgen_assets.rendering.warm.options import WorkerOptions, import_from
from vidgen_assets.rendering.warm.protocol import Conversation, Request, outcome_from_json
from vidgen_assets.rendering.warm.runtime_folder import RuntimeFolder, default_root

_ATTEMPTS: Final = 3
_START_S: Final = 60
_NO_INPUTS: Final[Mapping[str, Path]] = {}


@dataclass(frozen=True)
class WarmRenderPool:
    """Runs sections' work in sandboxed processes that start warm.

    Attributes:
        entry_point: ``module:function``: takes the job, works in the current folder, returns JSON.
        preload: modules to import, and ``module:function``s to call, once per worker.
        sections_at_once: how many sections run at once on this machine; more wait.
        root: where workers and clients meet; by default one folder per user.
        unsafe_no_sandbox: leave sections unconfined. Only for a user who said so.
        idle_s: seconds without work after which the worker ends.
        growth: bytes by which the worker may grow before it is renewed.
    """

    entry_point: str
    preload: tuple[str, ...] = ()
    sections_at_once: int = field(default_factory=lambda: os.cpu_count() or 1)
    root: Path = field(default_factory=default_root)
    unsafe_no_sandbox: bool = False
    idle_s: float = 120
    growth: int = 256 * MIB

    @cached_property
    def key(self) -> str:
        """The name of the worker's folder below `root`: pools with the same key share their worker."""
        return self._options.key()

    def run(
        self,
        job: Mapping[str, Any],
        *,
        inputs: Mapping[str, Path] = _NO_INPUTS,
        outputs: tuple[Output, ...] = (),
        limits: Limits | None = None,
    ) -> Ended:
        """Run the entry point on `job`, and wait for it. When this is interrupted, what it started ends too.

        Args:
            job: JSON, for the entry point.
            inputs: files to be copied into its working folder, by their name there.
            outputs: files to be taken from there when it succeeds.
            limits: what it may use up.

        Returns:
            How it ended, failures of the scene included.

        Raises:
            ConfigurationError: the sandbox cannot be had, or does not hold, and the user has not said that they run
                without it.
            StorageError: a disk is full.
            RenderError: it could not be run for another reason, such as a worker that does not start.
        """
        request = Request(job, inputs, outputs, limits or Limits())
        for _ in range(_ATTEMPTS):
            if (ended := self._attempt(request)) is not None:
                return ended
        log = self._folder.log_tail()
        raise RenderError(f"the render worker does not start: {log.strip().rpartition(chr(10))[2]}", log=log)

    def warm_up(self) -> None:
        """Start the worker if there is none, without waiting until it has imported everything.

        Raises `ConfigurationError` where the kernel has no sandbox to offer.
        """
        if not self.unsafe_no_sandbox and (lacking := missing_from_kernel()):
            raise _refusal(lacking)
        with self._folder.locked():
            if connection := self._folder.connect():
                connection.close()
            else:
                self._start_worker()

    @property
    def _folder(self) -> RuntimeFolder:
        return RuntimeFolder.opened(self.root, self.key)

    @cached_property
    def _options(self) -> WorkerOptions:
        return WorkerOptions(
            self.entry_point, self.preload, self.sections_at_once, self.unsafe_no_sandbox, self.idle_s, self.growth
        )

    def _attempt(self, request: Request) -> Ended | None:
        """None when the worker ended before it accepted the request: then another attempt is safe."""
        with Conversation(self._connected()) as conversation:
            try:
                conversation.say(request.as_json())
            except ConnectionError:
                return None
            answer = conversation.hear()
            if answer is None:
                return None
            if unsafe := answer.get("unsafe"):
                raise _refusal(unsafe)
            return self._outcome(conversation.hear())

    def _outcome(self, answer: dict[str, Any] | None) -> Ended:
        if answer is None:
            raise RenderError(
                "the render worker was killed while the section was rendered", log=self._folder.log_tail()
            )
        if refused := answer.get("refused"):
            full = answer["disk_full"]
            raise StorageError(f"{refused}; free some space and try again") if full else RenderError(refused)
        return outcome_from_json(answer)

    def _connected(self) -> socket.socket:
        if connection := self._folder.connect():
            return connection
        self.warm_up()
        connection = self._folder.connect()
        if connection is None:
            raise RenderError("the render worker does not listen", log=self._folder.log_tail())
        return connection

    def _start_worker(self) -> None:
        command = (sys.executable, "-m", "vidgen_assets.rendering.warm.worker", str(self._folder.path))
        answer = process.run(
            ChildJob(
                command=(*command, self._options.as_text()),
                folder=self._folder.path,
                wall_limit=_START_S,
                environment=environment.for_worker(import_from()),
            )
        )
        if answer.code:
            raise RenderError("the render worker cannot be started", log=answer.errors)


def _refusal(reason: str) -> ConfigurationError:
    return ConfigurationError(
        f"scene code is not run without a sandbox, and {reason}",
        field="the sandbox",
        fix="Use a machine that has it, or set VIDGEN_UNSAFE_NO_SANDBOX=true: scene code can then do all that you can",
    )
