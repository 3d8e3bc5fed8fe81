"""What is known of a production: the state and time of each thing, from the driver's reports. Draws nothing."""

import time
from collections.abc import Callable, Mapping
from enum import Enum
from typing import NamedTuple

from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.production import AssetName, Slot


class Phase(Enum):
    """How far a thing is."""

    WAITING = "waiting"
    RUNNING = "running"
    MADE = "made"
    REUSED = "reused"
    FAILED = "failed"


class Step(NamedTuple):
    """A thing that is made: how far it is and for how long, in seconds; of a running one, since it was started."""

    phase: Phase = Phase.WAITING
    seconds: float = 0.0


_BY_SECTION = (AssetName.AUDIO, AssetName.CODE, AssetName.CLIP)


class Board:
    """Every thing of one video. The sections are known once the plan is; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start = clock()
        self._steps: dict[Slot, Step] = {}
        self._started: dict[Slot, float] = {}
        self.title = ""
        self.sections: Mapping[str, str] = {}

    @property
    def elapsed(self) -> float:
        """Seconds since the board was set up."""
        return self._clock() - self._start

    def know(self, plan: Plan) -> None:
        """Take title and sections from the plan."""
        self.title = plan.title
        self.sections = {section.key: section.title for section in plan.sections}

    def step(self, asset: AssetName, section: str | None = None) -> Step:
        """The state of a thing now."""
        slot = Slot(asset, section)
        step = self._steps.get(slot, Step())
        return step._replace(seconds=self._clock() - self._started[slot]) if step.phase is Phase.RUNNING else step

    def start(self, slot: Slot) -> None:
        """A thing is being made from now on."""
        self._started[slot] = self._clock()
        self._steps[slot] = Step(Phase.RUNNING)

    def finish(self, slot: Slot, phase: Phase, seconds: float) -> None:
        """A thing is made, reused or failed after so many seconds."""
        self._steps[slot] = Step(phase, seconds)
