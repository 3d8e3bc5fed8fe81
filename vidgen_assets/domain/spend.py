"""What was asked of paid services for an artifact, and what it cost. Prices belong to `services.prices`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from vidgen_assets.domain.record import Record


class Call(Record):
    """One call of a paid service, or one that the ledger answered instead.

    Attributes:
        service: ``anthropic``, ``elevenlabs`` or ``speech``.
        model: the model asked.
        purpose: ``plan``, ``code``, ``repair`` or ``speech``.
        outcome: ``paid``; ``reused`` when the ledger held the answer, which cost nothing; ``failed`` when none came.
        seconds: wall time of the call; zero where none was made.
        input_tokens, output_tokens, cached_tokens: as the service counted them, zero where it counts none.
        characters: characters billed by a speech service.
        usd: what the price table makes of it, or None where it knows no price.
        note: the error of a failed call, without secrets.
        answer: where the store keeps the answer, or kept it; empty for a failed call.
    """

    service: str
    model: str
    purpose: str
    outcome: Literal["paid", "reused", "failed"]
    seconds: float = 0.0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    characters: int = 0
    usd: float | None = 0.0
    note: str = ""
    answer: str = ""


class Spend(Record):
    """All calls that an artifact took, in order. `repeated` counts calls of a killed run that had to be made again."""

    calls: tuple[Call, ...] = ()
    repeated: int = 0

    @property
    def usd(self) -> float:
        """Dollars, of the calls whose price is known."""
        return sum(call.usd or 0.0 for call in self.calls if call.outcome == "paid")

    @property
    def characters(self) -> int:
        """Characters billed."""
        return sum(call.characters for call in self.calls if call.outcome == "paid")

    @property
    def tokens(self) -> int:
        """Tokens billed, input and output, cached ones included."""
        paid = (call for call in self.calls if call.outcome == "paid")
        return sum(call.input_tokens + call.output_tokens + call.cached_tokens for call in paid)

    @property
    def seconds(self) -> float:
        """Seconds that the calls took, one after another; many run at once."""
        return sum(call.seconds for call in self.calls)

    @property
    def by_model(self) -> Mapping[tuple[str, str], "Spend"]:
        """The same, apart for each service and model."""
        apart: dict[tuple[str, str], list[Call]] = defaultdict(list)
        for call in self.calls:
            apart[call.service, call.model].append(call)
        return {model: Spend(calls=tuple(calls)) for model, calls in sorted(apart.items())}

    @classmethod
    def total(cls, spends: Iterable["Spend"]) -> "Spend":
        """All of them together, in order."""
        whole = cls()
        for spend in spends:
            whole = whole.plus(spend.calls, spend.repeated)
        return whole

    def plus(self, calls: Iterable[Call], repeated: int = 0) -> "Spend":
        """This and more calls."""
        return Spend(calls=(*self.calls, *calls), repeated=self.repeated + repeated)
