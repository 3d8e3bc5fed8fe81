"""The driver: makes videos from a command, without a daemon, by the same runs on the same instance.

It is the way in for whoever is not Dagster. How a production goes on is in `production`; nothing is printed here.
"""

import asyncio
import sqlite3
from collections.abc import Set
from functools import cached_property
from types import TracebackType
from typing import Self

import dagster as dg

from vidgen_assets.defs.admission import admit
from vidgen_assets.defs.adoption import adopt
from vidgen_assets.defs.code import Code
from vidgen_assets.defs.driving import driving
from vidgen_assets.defs.estimating import Estimate, check_all, estimate
from vidgen_assets.defs.instance import open_instance
from vidgen_assets.defs.production import Production
from vidgen_assets.defs.progress import Listener, Outcome
from vidgen_assets.defs.resources import Ports
from vidgen_assets.defs.submitting import Submitter
from vidgen_assets.domain.errors import StorageError
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.production import Slot
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

    def check(self, request: VideoRequest) -> None:
        """Raise `InputError` when no video can come of it. Nothing is stored or spent."""
        admit(request, self.studio, self._ports.planner, self._ports.narrator)

    def submit(self, request: VideoRequest) -> str:
        """Check and store the request, and make its video known; gives its id. Raises `InputError`, `StorageError`."""
        self.check(request)
        self.studio.artifacts.check()
        self._check_services(request)
        self.studio.requests.save(request)
        adopt(self.instance, self.studio, request.video_id)
        return request.video_id

    def _check_services(self, request: VideoRequest) -> None:
        """Before anything is spent, see that every paid service takes orders, if there is anything to make at all."""
        if self._ports.services and self.explain(request):
            asyncio.run(check_all(self._ports.services))

    def estimate(self, request: VideoRequest) -> Estimate:
        """What would be made, why, and what that may cost; nothing is stored or spent. Raises `InputError`."""
        plan = self._plan(request)
        return estimate(self._ports, request, plan, self.explain(request))

    def explain(self, request: VideoRequest) -> tuple[Stale, ...]:
        """What would be made, and why; nothing is stored or spent. Raises `InputError`.

        Where planning costs something and has to be done, it ends with the plan, as what follows is not known.
        """
        self.check(request)
        outdated, plan = self.studio.stale_plan(request), self._plan(request)
        reasons = (outdated,) if outdated else ()
        return reasons if plan is None else (*reasons, *self.studio.stale(request.video_id, plan))

    def _plan(self, request: VideoRequest) -> Plan | None:
        """The plan that the request will have, if it is known before anything is made."""
        if self.studio.stale_plan(request):
            return self._ports.planner.preview(request, self.studio.recipe.plan(request))
        return self.studio.plan(request.video_id)

    def run(
        self, video: str, listener: Listener, forced: Set[Slot] = frozenset(), *, plan_only: bool = False
    ) -> Outcome:
        """Make what is stale of the video, and what is forced, telling `listener` of every step; or its plan alone.

        What fails does not stop the rest; the outcome says what it was. While another process drives the same video
        this waits for it. On Ctrl-C the runs are ended first. Raises `StorageError` before anything is spent.
        """
        self.studio.artifacts.check()
        with driving(self._settings.dagster_home, video, wait=True):
            adopt(self.instance, self.studio, video)
            submitter = Submitter(self.instance, self._code)
            renderer = self._ports.renderer
            production = Production(self.instance, self.studio, renderer, submitter, video, listener)
            return production.run(forced, plan_only=plan_only)
