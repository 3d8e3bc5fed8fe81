"""One question to Claude and its answer. What to ask is up to planner and writer; how to buy answers, to the till."""

import json
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import anthropic
import httpx2

from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.domain.record import Record
from vidgen_assets.domain.service_errors import CredentialsError
from vidgen_assets.domain.spend import Spend
from vidgen_assets.providers.claude.answer import bill, is_truncated, judge, refusal, text_of
from vidgen_assets.providers.claude.errors import translated
from vidgen_assets.providers.claude.service import KEY, SERVICE
from vidgen_assets.services import ledger
from vidgen_assets.services.prices import PriceTable
from vidgen_assets.services.redaction import Redaction
from vidgen_assets.services.reply import Reply
from vidgen_assets.services.till import Order, Till

_KEPT_HEADERS = ("content-type", "request-id")
# A token is about four letters of English, and about three bytes in most other scripts: two are on the safe side.
_BYTES_PER_TOKEN = 2
_CHECK_TIMEOUT_S = 20.0


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
        self._key, self._base_url, self._redaction = api_key, base_url, Redaction(api_key)
        self._till, self.prices = till, prices

    async def ask(self, question: Question, model: Model) -> ClaudeAnswer:
        """The answer to `question` by `model`."""
        request = _request(question, model)
        entry = _entry(question, request)
        order = Order(question.video, entry, model.name, question.purpose, self._highest_price(request, model))
        bought = await self._till.buy(
            order,
            lambda: self._send(request, model.timeout_s),
            judge,
            lambda reply: bill(reply, model.name, question.purpose, self.prices),
        )
        if declined := refusal(bought.reply):
            # What was declined once may be answered another time, when somebody asks for it again.
            self._till.ledger.set_aside(entry)
            raise declined
        return ClaudeAnswer(text_of(bought.reply), is_truncated(bought.reply), bought.spend, entry)

    async def ask_in_full(self, question: Question, model: Model) -> ClaudeAnswer:
        """The same; an answer that was cut off is asked for once more, with more tokens."""
        answer = await self.ask(question, model)
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
        async with self._client() as client:
            try:
                models = (await client.models.list(timeout=_CHECK_TIMEOUT_S)).data
            except (anthropic.AnthropicError, httpx2.HTTPError) as error:
                raise translated(error, self._redaction) from None
        return f"{len(models)} models"

    async def _send(self, request: dict[str, Any], timeout_s: float) -> Reply:
        async with self._client() as client:
            try:
                raw = await client.messages.with_raw_response.create(**request, timeout=timeout_s)
                response = raw.http_response
                body = await response.aread()
            except (anthropic.AnthropicError, httpx2.HTTPError) as error:
                # Not `from error`: what a server answers may hold the key, and would be stored with the traceback.
                raise translated(error, self._redaction) from None
        kept = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        # A proxy's page may repeat what it was sent, key and all.
        discreet = {name: self._redaction.of(text) for name, text in kept.items()}
        return Reply(self._redaction.of_answer(body), discreet)

    def _client(self) -> anthropic.AsyncAnthropic:
        if not self._key and not self._base_url:
            raise CredentialsError(f"no key is set; set {KEY}", service=SERVICE)
        # A server of one's own may want no key, but the SDK refuses to start without one.
        return anthropic.AsyncAnthropic(api_key=self._key or "none", base_url=self._base_url, max_retries=0)

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
