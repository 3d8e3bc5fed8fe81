"""The driver: makes videos from a command, without a daemon, by the same runs on the same instance.

It is the way in for whoever is not Dagster. How a production goes on is in `production`; nothing is printed here.
"""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from types import TracebackType
from typing import Self

import dagster as dg

from vidgen_assets.defs.adoption import adopt
from vidgen_assets.defs.code import Code
from vidgen_assets.defs.driving import driving
from vidgen_assets.defs.estimating import Estimate, estimate
from vidgen_assets.defs.instance import open_instance
from vidgen_assets.defs.production import Production
from vidgen_assets.defs.progress import Listener, Outcome
from vidgen_assets.defs.resources import Ports, build_clearance
from vidgen_assets.defs.submitting import Submitter
from vidgen_assets.domain.errors import StorageError
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.production import AssetName, Slot, as_asked
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.staleness import Stale
from vidgen_assets.settings import Settings
from vidgen_assets.storage.studio import Studio


class Driver:
    """Makes videos. Use it as a context manager; its instance is opened when it is first needed.

    When Dagster's database fails within, as on a full disk, a `StorageError` leaves the context.
    """

    def __init__(self, settings: Settings, ports: Ports, studio: Studio, code: Code) -> None:
        self._settings, self._ports, self._code = settings, ports, code
        self._clearance = build_clearance(settings, ports)
        self.studio = studio

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "instance" in self.__dict__:
            self.instance.dispose()
        if error is not None and isinstance(error.__cause__, sqlite3.Error):
            home = self._settings.dagster_home
            problem = f"Dagster's database in {home} cannot be used: {error.__cause__}"
            raise StorageError(f"{problem}. Free some space there, or set DAGSTER_HOME to another folder") from error

    @cached_property
    def instance(self) -> dg.DagsterInstance:
        """The Dagster instance of the settings."""
        return open_instance(self._settings.dagster_home)

    def submit(self, request: VideoRequest) -> str:
        """Check and store the request, and make its video known; gives its id.

        Raises `InputError`, `StorageError`, and a `ServiceError` when a service that is needed takes no orders.
        """
        plan, entries = self._outlook(request)
        self.studio.artifacts.check()
        if plan is None:
            asyncio.run(self._clearance.to_think())
        else:
            self._admit(plan, entries)
        with ThreadPoolExecutor(1) as aside:
            saving = aside.submit(self.studio.requests.save, request)
            instance = self.instance  # takes as long to open as a bucket to answer
            saving.result()
        adopt(instance, self.studio, request.video_id)
        return request.video_id

    def _admit(self, plan: Plan, entries: Sequence[Stale]) -> None:
        if any(entry.asset is AssetName.CODE for entry in entries):
            asyncio.run(self._clearance.to_think())
        sections = [
            plan.section(entry.section) for entry in entries if entry.asset is AssetName.AUDIO and entry.section
        ]
        if sections:
            asyncio.run(self._clearance.to_speak_all(plan, sections))

    def estimate(self, request: VideoRequest) -> Estimate:
        """What would be made, why, and what that may cost; nothing is stored or spent. Raises `InputError`."""
        return estimate(self._ports, request, *self._outlook(request))

    def explain(self, request: VideoRequest) -> tuple[Stale, ...]:
        """What would be made, and why; nothing is stored or spent. Raises `InputError`.

        Where planning costs something and has to be done, it ends with the plan, as what follows is not known. A voice
        is checked only if it is to speak: what is spoken already can be drawn without its service.
        """
        return self._outlook(request)[1]

    def _outlook(self, request: VideoRequest) -> tuple[Plan | None, tuple[Stale, ...]]:
        """The plan that the request will have, if it is known, and what `explain` says."""
        plan, outdated = self._plan(request), self.studio.stale_plan(request)
        follows = self.studio.stale(request.video_id, plan) if plan else ()
        if plan is None or any(entry.asset is AssetName.AUDIO for entry in follows):
            asyncio.run(self._clearance.to_speak(request.voice, request.language))
        return plan, (outdated, *follows) if outdated else follows

    def _plan(self, request: VideoRequest) -> Plan | None:
        """The plan that the request will have, if it is known before anything is made."""
        stored, inputs = self.studio.plan(request.video_id), self.studio.recipe.plan(request)
        if stored and stored.inputs == inputs:
            return as_asked(stored, request)
        return self._ports.planner.preview(request, inputs)

    def run(
        self,
        video: str,
        listener: Listener,
        forced: Set[Slot] = frozenset(),
        repairs: Set[Slot] = frozenset(),
        *,
        plan_only: bool = False,
    ) -> Outcome:
        """Make what is stale of the video, what is forced, and anew what stands in for something better, telling
        `listener` of every step; or its plan alone.

        What fails does not stop the rest; the outcome says what it was. While another process drives the same video
        this waits for it. On Ctrl-C the runs are ended first. Raises `StorageError` before anything is spent.
        """
        self.studio.artifacts.check()
        with self._driving(video):
            adopt(self.instance, self.studio, video)
            submitter = Submitter(self.instance, self._code)
            renderer = self._ports.renderer
            production = Production(self.instance, self.studio, renderer, submitter, video, listener)
            return production.run(forced, repairs, self._admit, plan_only=plan_only)

    @contextmanager
    def _driving(self, video: str) -> Iterator[None]:
        """Be the one who drives it. What another one has made meanwhile is not known yet."""
        with driving(self._settings.dagster_home, video, wait=False) as ours:
            if ours:
                yield
                return
        with driving(self._settings.dagster_home, video, wait=True):
            self.studio.memory.forget_all()
            yield
