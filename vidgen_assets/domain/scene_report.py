"""What checks say about scene code before a pixel of it is drawn. How it is checked and repaired is not known here."""

from enum import IntEnum

from vidgen_assets.domain.record import Record


class Stage(IntEnum):
    """The checks, in their order: each needs what the one before has found to be good."""

    READING = 0
    RUNNING = 1
    LAYOUT = 2
    PASSED = 3


class SceneReport(Record):
    """How far scene code has come, and what is wrong at that stage: `faults`, a line or more for each.

    It has passed everything when `reached` is `Stage.PASSED`; there are no faults then.
    """

    reached: Stage
    faults: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return self.reached is Stage.PASSED
