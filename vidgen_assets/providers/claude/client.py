"""One question to Claude and its answer. What to ask is up to planner and writer; how to buy answers, to the till."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.domain.record import Record
from vidgen_assets.domain.service_errors import CredentialsError
from vidgen_assets.domain.spend import Spend
from vidgen_assets.providers.claude.account import models
from vidgen_assets.providers.claude.answer import bill, is_truncated, judge, refusal, text_of
from vidgen_assets.providers.claude.service import KEY, SERVICE
from vidgen_assets.services import ledger
from vidgen_assets.services.prices import PriceTable
from vidgen_assets.services.reply import Reply
from vidgen_assets.services.till import Order, Till

# A token is about four letters of English, and about three bytes in most other scripts: two are on the safe side.
_BYTES_PER_TOKEN = 2

Listen = Callable[[], Callable[[str], None]]
"""Is called for each attempt, and gives what is told the answer's text piece by piece, as it comes."""


class Model(Record):
    """Which model does a job, how hard it thinks, and how much it may write (tokens)."""

    name: str
    effort: Literal["low", "medium", "high", "xhigh", "max"] = "medium"
    max_tokens: int = 16_000
    timeout_s: float = 300.0

    @property
    def identity(self) -> str:
        """What of it shows in its answers."""
        return f"{self.name} {self.effort}"

    def with_more_tokens(self) -> "Model":
        """The same, allowed to write twice as much, in twice the time."""
        return self.model_copy(update={"max_tokens": 2 * self.max_tokens, "timeout_s": 2 * self.timeout_s})


class Question(NamedTuple):
    """What is asked, for a video. `schema` is a JSON schema of the answer, or None for free text.

    Of each `take` the same question is another one: its answer is bought although there is one of an earlier take.
    """

    video: str
    purpose: str
    system: str
    messages: tuple[Mapping[str, str], ...]
    schema: Mapping[str, Any] | None = None
    take: int = 0


class ClaudeAnswer(NamedTuple):
    """Claude's text, whether it was cut off at `max_tokens`, the calls it took, and what to set aside if it is bad."""

    text: str
    truncated: bool
    spend: Spend
    entry: ledger.Question


class Claude:
    """Asks the Messages API. Every answer goes into the ledger before it is read.

    A `PaidService`. Raises, from `ask`: `CredentialsError`, `QuotaError`, `ServiceUnavailableError` once the retries
    are used up, `ServiceRejectedError`, `RefusalError`, `AnswerError`, `BudgetExceededError`, `ReplayMissError`.
    """

    name = "Claude"

    def __init__(self, api_key: str | None, base_url: str | None, till: Till, prices: PriceTable) -> None:
        self._key, self._base_url = api_key, base_url
        self._till, self.prices = till, prices

    async def ask(self, question: Question, model: Model, listen: Listen | None = None) -> ClaudeAnswer:
        """The answer to `question` by `model`. Whoever `listen`s hears it come, if it has to be bought."""
        request = _request(question, model)
        entry = _entry(question, request)
        order = Order(question.video, entry, model.name, question.purpose, self._highest_price(request, model))
        bought = await self._till.buy(
            order,
            lambda: self._send(request, model.timeout_s, listen),
            judge,
            lambda reply: bill(reply, model.name, question.purpose, self.prices),
        )
        if declined := refusal(bought.reply):
            # What was declined once may be answered another time, when somebody asks for it again.
            self._till.ledger.set_aside(entry)
            raise declined
        return ClaudeAnswer(text_of(bought.reply), is_truncated(bought.reply), bought.spend, entry)

    async def ask_in_full(self, question: Question, model: Model, listen: Listen | None = None) -> ClaudeAnswer:
        """The same; an answer that was cut off is asked for once more, with more tokens."""
        answer = await self.ask(question, model, listen)
        if not answer.truncated:
            return answer
        longer = await self.ask(question, model.with_more_tokens())
        return longer._replace(spend=answer.spend.plus(longer.spend.calls, longer.spend.repeated))

    def set_aside(self, answer: ClaudeAnswer) -> None:
        """Never serve this answer again: nothing came of it."""
        self._till.ledger.set_aside(answer.entry)

    def has_answer(self, question: Question, model: Model) -> bool:
        """Whether the answer would cost nothing."""
        return self._till.ledger.has(_entry(question, _request(question, model)))

    async def check(self) -> str:
        """See `PaidService`. Asks for the models that the key may use."""
        if self._till.ledger.replaying:
            return "recorded answers"
        self._check_set()
        return f"{await models(self._key, self._base_url)} models"

    async def _send(self, request: dict[str, Any], timeout_s: float, listen: Listen | None) -> Reply:
        from vidgen_assets.providers.claude.sending import Line

        self._check_set()
        line = Line(self._key, self._base_url)
        return await (line.send_aloud(request, timeout_s, listen()) if listen else line.send(request, timeout_s))

    def _check_set(self) -> None:
        if not self._key and not self._base_url:
            raise CredentialsError(f"no key is set; set {KEY}", service=SERVICE)

    def _highest_price(self, request: Mapping[str, Any], model: Model) -> float | None:
        price = self.prices.of(SERVICE, model.name)
        tokens = len(json.dumps(request, ensure_ascii=False).encode()) // _BYTES_PER_TOKEN
        return None if price is None else price.of_tokens(0, model.max_tokens, written=tokens)


def prompts_identity(*texts: str) -> str:
    """A short name for prompt texts, for the identity of whoever uses them."""
    return f"prompts {fingerprint(*texts)[:12]}"


def _request(question: Question, model: Model) -> dict[str, Any]:
    output: dict[str, Any] = {"effort": model.effort}
    if question.schema is not None:
        output["format"] = {"type": "json_schema", "schema": dict(question.schema)}
    return {
        "model": model.name,
        "max_tokens": model.max_tokens,
        "system": question.system,
        "messages": [dict(message) for message in question.messages],
        "cache_control": {"type": "ephemeral"},
        "output_config": output,
    }


def _entry(question: Question, request: dict[str, Any]) -> ledger.Question:
    return ledger.Question(SERVICE, request | ({"take": question.take} if question.take else {}))
