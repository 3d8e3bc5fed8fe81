"""One video in production: what `automation` says is next is launched and watched, until there is nothing more."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from concurrent.futures import ThreadPoolExecutor

import dagster as dg

from vidgen_assets.defs.automation import next_runs, plan_run
from vidgen_assets.defs.history import runs_under_way
from vidgen_assets.defs.progress import Failure, Listener, Outcome, Phase, Progress
from vidgen_assets.defs.submitting import Submitter
from vidgen_assets.defs.tags import PLAN_ONLY
from vidgen_assets.defs.watching import Watch
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.ports import Renderer
from vidgen_assets.domain.production import BY_SECTION, AssetName, Slot, section_slots
from vidgen_assets.domain.staleness import Stale, as_forced
from vidgen_assets.storage.studio import Studio

Admit = Callable[[Plan, Sequence[Stale]], None]
"""Raises what stands in the way of making these things of a plan, before anything is spent on them."""

_POLL_S = 0.05
_NEWS_S = 0.3
_TEND_S = 1.0
_ATTEMPTS = 4  # a section whose scene does not render is mended some times, and then drawn in another way


class Production:
    """Makes one video once. Runs of it that others have started are watched too, and waited for."""

    def __init__(
        self,
        instance: dg.DagsterInstance,
        studio: Studio,
        renderer: Renderer,
        submitter: Submitter,
        video: str,
        listener: Listener,
    ) -> None:
        self._instance, self._studio, self._submitter = instance, studio, submitter
        self._renderer, self._video, self._listener = renderer, video, listener
        self._watches: dict[str, Watch] = {}
        self._submitted: set[str] = set()
        self._attempts: Counter[str] = Counter()
        self._failures: list[Failure] = []
        self._seconds: dict[Slot, float] = {}
        self._reused: set[Slot] = set()
        self._news_at = self._tended_at = time.monotonic()

    def run(self, forced: Set[Slot], repairs: Set[Slot], admit: Admit, *, plan_only: bool = False) -> Outcome:
        """Make what is stale, forced or to be repaired, if `admit` lets what follows from the plan pass. When
        interrupted, the runs are ended before the exception goes on."""
        outdated = Slot(AssetName.PLAN) in forced or self._is_plan_stale()
        if not plan_only and (outdated or self._will_render(forced | repairs)):
            self._renderer.prepare()  # while others plan, speak and write
        try:
            self._make_plan(outdated, Slot(AssetName.PLAN) in forced, plan_only)
            done = not self._failures and not plan_only
            if done:
                self._admit(admit, forced | repairs)
                done = self._make_the_rest(forced, repairs)
        except BaseException:
            self._end_all()
            raise
        return self._outcome(done)

    def _is_plan_stale(self) -> bool:
        return self._studio.stale_plan(self._studio.requests.load(self._video)) is not None

    def _will_render(self, wanted: Set[Slot]) -> bool:
        plan = self._studio.plan(self._video)
        stale = self._studio.stale(self._video, plan) if plan else ()
        return any(slot.asset in BY_SECTION for slot in (*wanted, *(entry.slot for entry in stale)))

    def _make_plan(self, outdated: bool, force: bool, plan_only: bool) -> None:
        under_way = runs_under_way(self._instance, self._video)
        self._watch(under_way)
        self._wait()
        self._failures.clear()
        if force or (self._is_plan_stale() if under_way else outdated):
            run = plan_run(self._studio, self._video, force=force)
            self._submit([run.with_replaced_attrs(tags={**run.tags, PLAN_ONLY: "true"}) if plan_only else run])
            self._wait()

    def _admit(self, admit: Admit, wanted: Set[Slot]) -> None:
        if plan := self._studio.plan(self._video):
            admit(plan, as_forced(plan, self._studio.stale(self._video, plan), wanted))

    def _make_the_rest(self, forced: Set[Slot], repairs: Set[Slot]) -> bool:
        """Whether nothing is left to be made in the end."""
        while True:
            over = {*self._seconds, *self._reused, *(failure.slot for failure in self._failures)}
            requests = next_runs(
                self._instance, self._studio, self._video, forced=forced - over, repairs=repairs - over
            )
            self._submit(requests)
            self._watch(runs_under_way(self._instance, self._video))
            if not self._watches:
                return not requests and not self._failures and self._studio.plan(self._video) is not None
            self._wait()

    def _submit(self, requests: Iterable[dg.RunRequest]) -> None:
        for request in requests:
            place = f"{request.job_name} {request.partition_key}"
            if request.run_key not in self._submitted and self._attempts[place] < _ATTEMPTS:
                self._submitted.add(str(request.run_key))
                self._attempts[place] += 1
                self._watch([self._submitter.submit(request)])

    def _watch(self, runs: Iterable[dg.DagsterRun]) -> None:
        for run in runs:
            self._watches.setdefault(run.run_id, Watch(self._instance, run))

    def _wait(self) -> None:
        while self._watches:
            time.sleep(_POLL_S)
            self._look()

    def _look(self) -> None:
        now = time.monotonic()
        news, tend = now - self._news_at >= _NEWS_S, now - self._tended_at >= _TEND_S
        for record in self._instance.get_run_records(dg.RunsFilter(run_ids=list(self._watches))):
            run = record.dagster_run
            watch = self._watches[run.run_id]
            if run.is_finished or news:
                self._tell(watch)
            if run.is_finished:
                del self._watches[run.run_id]
            elif tend:
                watch.tend(record)
        self._news_at = now if news else self._news_at
        self._tended_at = now if tend else self._tended_at

    def _tell(self, watch: Watch) -> None:
        for news in watch.news():
            if isinstance(news, Failure):
                self._failures = [*(known for known in self._failures if known.slot != news.slot), news]
            else:
                self._note(news)
                self._listener(news)

    def _note(self, news: Progress) -> None:
        if news.phase is not Phase.RUNNING:
            self._renew(news)
        if news.phase is Phase.REUSED:
            self._reused.add(news.slot)
        if news.phase is Phase.MADE:
            self._seconds[news.slot] = news.seconds
            self._failures = [failure for failure in self._failures if failure.slot != news.slot]

    def _renew(self, news: Progress) -> None:
        """What runs of ours made is theirs to check; it is looked at when a section's clip is there, not before."""
        whole = news.phase in (Phase.MADE, Phase.REUSED)
        for slot in _touched(news):
            self._studio.outlook.forget(self._video, slot)
        if whole and news.slot.asset in (AssetName.AUDIO, AssetName.CODE):
            return
        for slot in _section_of(news.slot):
            self._studio.outlook.glance(self._video, slot, whole=whole)

    def _end_all(self) -> None:
        if self._watches:
            with ThreadPoolExecutor(len(self._watches)) as pool:
                list(pool.map(self._instance.run_launcher.terminate, self._watches))

    def _outcome(self, done: bool) -> Outcome:
        uri = self._studio.artifacts.uri(self._video, None, "final.mp4") if done else None
        return Outcome(self._video, uri, tuple(self._failures), self._seconds, frozenset(self._reused))


def _touched(news: Progress) -> Sequence[Slot]:
    """What may have changed in the store: of a section that failed, nobody knows how far it came."""
    return _section_of(news.slot) if news.phase is Phase.FAILED else [news.slot]


def _section_of(slot: Slot) -> Sequence[Slot]:
    """Everything that is made with it."""
    return section_slots(slot.section) if slot.section else [slot]
