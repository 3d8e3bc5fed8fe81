"""What is known of a production: how far each thing is and for how long, from the driver's reports. Draws nothing."""

import time
from collections.abc import Callable, Mapping, Set
from typing import NamedTuple

from vidgen_assets.defs.progress import Phase, Progress
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.production import BY_SECTION, AssetName, Slot


class Step(NamedTuple):
    """How far a thing is; None is not begun. `seconds` are those since the start of a running one, and to the next
    try of a waiting one."""

    phase: Phase | None = None
    seconds: float = 0.0


class Board:
    """Every thing of one video. The sections are known once the plan is; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start = clock()
        self._reports: dict[Slot, tuple[Progress, float]] = {}
        self._fresh: Set[Slot] = frozenset()
        self.title = ""
        self.sections: Mapping[str, str] = {}

    @property
    def elapsed(self) -> float:
        """Seconds since the board was set up."""
        return self._clock() - self._start

    def know(self, plan: Plan, stale: Set[Slot]) -> None:
        """Take title and sections from the plan; of the rest, what is not `stale` need not be made."""
        self.title = plan.title
        self.sections = {section.key: section.title for section in plan.sections}
        things = {Slot(asset, section) for asset in BY_SECTION for section in self.sections} | {Slot(AssetName.FINAL)}
        self._fresh = things - stale

    def note(self, report: Progress) -> None:
        """Take in a report."""
        self._reports[report.slot] = report, self._clock()

    def step(self, slot: Slot) -> Step:
        """How far a thing is now."""
        if slot not in self._reports:
            return Step(Phase.REUSED if slot in self._fresh else None)
        report, at = self._reports[slot]
        if report.phase is Phase.WAITING:
            return Step(report.phase, max(0.0, report.seconds - (self._clock() - at)))
        return Step(report.phase, self._clock() - at if report.phase is Phase.RUNNING else report.seconds)

    @property
    def troubles(self) -> list[str]:
        """Why things wait, each reason once."""
        waiting = (report for report, _ in self._reports.values() if report.phase is Phase.WAITING)
        return list(dict.fromkeys(report.message for report in waiting))
