"""One question to Claude and its answer, by ledger, budget and retries. What to ask is up to planner and writer."""

import json
import time
from typing import Any, Literal, NamedTuple

import anthropic
import httpx2

from vidgen_assets.domain.record import Record
from vidgen_assets.domain.service_errors import AnswerError, CredentialsError, RefusalError
from vidgen_assets.domain.spend import Call
from vidgen_assets.providers.claude.errors import KEY, SERVICE, translated
from vidgen_assets.services.budget import Budget
from vidgen_assets.services.ledger import Ledger
from vidgen_assets.services.prices import PriceTable
from vidgen_assets.services.reply import Reply
from vidgen_assets.services.retry import RetryPolicy, retrying

_KEPT_HEADERS = ("content-type", "request-id", "retry-after")
# Three characters a token is on the safe side of English prose and code, for a price that must not be passed.
_CHARACTERS_PER_TOKEN = 3


class Model(Record):
    """Which model does a job, how hard it thinks, and how much it may write (tokens)."""

    name: str
    effort: Literal["low", "medium", "high", "xhigh", "max"] = "medium"
    max_tokens: int = 16_000
    timeout_s: float = 300.0


class Question(NamedTuple):
    """What is asked. `schema` is a JSON schema of the answer, or None for free text."""

    purpose: str
    system: str
    messages: tuple[dict[str, str], ...]
    schema: dict[str, Any] | None = None


class ClaudeAnswer(NamedTuple):
    """Claude's text, whether it was cut off at `max_tokens`, and what the call cost."""

    text: str
    truncated: bool
    call: Call
    repeated: int


class Claude:
    """Asks the Messages API. Every answer goes into the ledger before it is read.

    Raises, from `ask`: `CredentialsError`, `QuotaError`, `ServiceUnavailableError` once the retries are used up,
    `ServiceRejectedError`, `RefusalError`, `AnswerError`, `BudgetExceededError`, `ReplayMissError`.
    """

    def __init__(
        self,
        api_key: str | None,
        base_url: str | None,
        ledger: Ledger,
        prices: PriceTable,
        budget: Budget,
        policy: RetryPolicy | None = None,
    ) -> None:
        self._key, self._base_url = api_key, base_url
        self._ledger, self._prices, self._budget = ledger, prices, budget
        self._policy = policy or RetryPolicy()

    async def ask(self, question: Question, model: Model, *, fresh: bool = False) -> ClaudeAnswer:
        """The answer to `question` by `model`; with `fresh`, a new one even if the ledger has one."""
        request = _request(question, model)
        began = time.monotonic()
        answer = await self._ledger.answer(
            SERVICE,
            request,
            lambda: self._pay(request, question, model),
            _judge,
            lasting=model.timeout_s * self._policy.attempts,
            fresh=fresh,
        )
        message = json.loads(answer.reply.body)
        call = self._call(question.purpose, message, answer.reused, time.monotonic() - began)
        if message["stop_reason"] == "refusal":
            raise RefusalError(_category(message), service=SERVICE, request_id=answer.reply.headers.get("request-id"))
        text = "".join(block.get("text", "") for block in message["content"] if block.get("type") == "text")
        truncated = message["stop_reason"] in ("max_tokens", "model_context_window_exceeded")
        return ClaudeAnswer(text, truncated, call, answer.repeated)

    async def _pay(self, request: dict[str, Any], question: Question, model: Model) -> Reply:
        held = self._budget.hold(self._highest_price(question, model))
        try:
            return await retrying(lambda: self._send(request, model.timeout_s), self._policy)
        finally:
            self._budget.settle(held)

    async def _send(self, request: dict[str, Any], timeout_s: float) -> Reply:
        if not self._key and not self._base_url:
            raise CredentialsError(f"no key is set; set {KEY}", service=SERVICE)
        # A server of one's own may want no key, but the SDK refuses to start without one.
        key = self._key or "none"
        async with anthropic.AsyncAnthropic(api_key=key, base_url=self._base_url, max_retries=0) as client:
            try:
                raw = await client.messages.with_raw_response.create(**request, timeout=timeout_s)
                response = raw.http_response
                body = await response.aread()
            except (anthropic.AnthropicError, httpx2.HTTPError) as error:
                raise translated(error) from error
        headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        return Reply(body, headers)

    def _highest_price(self, question: Question, model: Model) -> float | None:
        price = self._prices.of(SERVICE, model.name)
        characters = len(question.system) + sum(len(message["content"]) for message in question.messages)
        return None if price is None else price.of_tokens(characters // _CHARACTERS_PER_TOKEN, model.max_tokens)

    def _call(self, purpose: str, message: dict[str, Any], reused: bool, seconds: float) -> Call:
        usage = message.get("usage", {})
        read, written = usage.get("cache_read_input_tokens") or 0, usage.get("cache_creation_input_tokens") or 0
        tokens = (usage.get("input_tokens", 0), usage.get("output_tokens", 0), read, written)
        price = self._prices.of(SERVICE, message["model"])
        return Call(
            service=SERVICE,
            model=message["model"],
            purpose=purpose,
            outcome="reused" if reused else "paid",
            seconds=round(seconds, 3),
            input_tokens=tokens[0] + written,
            output_tokens=tokens[1],
            cached_tokens=read,
            usd=0.0 if reused else None if price is None else price.of_tokens(*tokens),
        )


def _request(question: Question, model: Model) -> dict[str, Any]:
    output: dict[str, Any] = {"effort": model.effort}
    if question.schema is not None:
        output["format"] = {"type": "json_schema", "schema": question.schema}
    return {
        "model": model.name,
        "max_tokens": model.max_tokens,
        "system": question.system,
        "messages": list(question.messages),
        "cache_control": {"type": "ephemeral"},
        "output_config": output,
    }


def _judge(reply: Reply) -> None:
    """A usable answer is a JSON message with content and a stop reason; a proxy's HTML page is not."""
    try:
        message = json.loads(reply.body)
        usable = message["type"] == "message" and message["stop_reason"] and isinstance(message["content"], list)
    except (ValueError, KeyError, TypeError):
        usable = False
    if not usable:
        start = reply.body[:80].decode(errors="replace").strip()
        kind = reply.headers.get("content-type", "unknown type")
        raise AnswerError(
            f"the answer is no message but {kind} that starts {start!r}; is a proxy in the way of ANTHROPIC_BASE_URL?",
            service=SERVICE,
            request_id=reply.headers.get("request-id"),
        )


def _category(message: dict[str, Any]) -> str:
    category = (message.get("stop_details") or {}).get("category") or "no category given"
    return f"the model declined to answer ({category}); reword the prompt"
