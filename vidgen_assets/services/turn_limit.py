"""How many calls may run at once: what is told, what is learned, and when to dare more. Pure; who waits is `turns`."""

from vidgen_assets.domain.record import Record


class Pace(Record):
    """When to dare one call more (seconds). A service refuses at once, for nothing, what is one too many, so while it
    never has, `probe` can be short; after it has, `recover` is longer than a video takes. Where nothing is told, no
    more than `most` are dared: a server may just queue what is too much, until it is too late for all."""

    probe: float = 0.3
    recover: float = 600.0
    most: int = 15


class TurnLimit(Record):
    """The number of calls `allowed` at once, and what it rests on.

    Attributes:
        told: the most that the service itself says; None while it has said nothing.
        changed: when `allowed` changed last, in seconds since the epoch.
        refused: whether the service has said, of late, that too many run at once.
    """

    allowed: int = 2
    told: int | None = None
    changed: float = 0.0
    refused: bool = False

    def when_told(self, most: int, now: float) -> "TurnLimit":
        """The service says how many it takes. That is believed at once, unless it said the same before a refusal."""
        if most == self.told:
            return self
        return self.model_copy(update={"told": most, "allowed": max(1, most), "changed": now})

    def when_refused(self, running: int, now: float) -> "TurnLimit":
        """One of `running` calls was one too many. Of calls refused together, each takes one off."""
        allowed = max(1, min(self.allowed, running - 1))
        return self.model_copy(update={"allowed": allowed, "changed": now, "refused": True})

    def when_waiting(self, now: float, pace: Pace) -> "TurnLimit":
        """A call waits although the rest are at work: one more may be dared, if it is time, up to what is told."""
        if self.allowed >= (pace.most if self.told is None else self.told):
            return self
        if now < self.changed + (pace.recover if self.refused else pace.probe):
            return self
        return self.model_copy(update={"allowed": self.allowed + 1, "changed": now, "refused": False})
