"""The one place where such a server is spoken to. What is said belongs to `delivery`, what came of it to `answer`."""

import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any, NamedTuple

from vidgen_assets.domain.estimate import PriceRange
from vidgen_assets.domain.spend import Call, Spend
from vidgen_assets.providers.openai_speech.answer import Speech, read
from vidgen_assets.providers.openai_speech.delivery import Delivery
from vidgen_assets.providers.openai_speech.errors import SERVICE, failure
from vidgen_assets.services.ledger import Question
from vidgen_assets.services.prices import PriceTable
from vidgen_assets.services.reply import Reply
from vidgen_assets.services.till import Order, Till
from vidgen_assets.services.turns import Turns
from vidgen_assets.services.web import Response, Web

_KEPT_HEADERS = ("content-type", "x-request-id")
_CHECK_TIMEOUT_S = 5.0
_NO_SUCH_ENDPOINT = (404, 405, 501)


class Access(NamedTuple):
    """How the server is reached: its address, with or without ``/v1``, a key if it wants one, and a timeout (s)."""

    base_url: str
    api_key: str | None = None
    timeout_s: float = 120.0


class Said(NamedTuple):
    """Speech, and the calls that it took."""

    speech: Speech
    spend: Spend


class SpeechServer:
    """Asks the server. What it answers goes into the ledger before it is read."""

    def __init__(self, access: Access, till: Till, prices: PriceTable, turns: Turns) -> None:
        self._till, self._prices, self._turns = till, prices, turns
        self._key, self._timeout_s = access.api_key, access.timeout_s
        self.base_url = access.base_url.rstrip("/").removesuffix("/v1")
        self._web = Web(SERVICE, access.api_key)

    @contextlib.asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Keep one session open over all calls that are made meanwhile."""
        async with self._web.session():
            yield

    async def say(self, video: str, delivery: Delivery, voice: str, text: str, take: int = 0) -> Said:
        """Have a text said for a video; a later `take` is asked for although an earlier one is there.

        Raises `CredentialsError`, `QuotaError`, `ServiceUnavailableError` once the retries are used up,
        `ServiceRejectedError`, `AnswerError`, `BudgetExceededError` and `ReplayMissError`.
        """
        question = self._question(delivery, voice, text, take)
        price = self._prices.of(SERVICE, delivery.model)
        usd = None if price is None else price.of_characters(len(text))
        bill = Call(
            service=SERVICE, model=delivery.model, purpose="speech", outcome="paid", characters=len(text), usd=usd
        )
        purchase = await self._till.buy(
            Order(video, question, delivery.model, "speech", usd),
            lambda: self._send(delivery, voice, text),
            lambda reply: _judge(reply, text),
            lambda _: bill,
            self._turns.turn,
        )
        return Said(read(purchase.reply, text), purchase.spend)

    def has(self, delivery: Delivery, voice: str, text: str, take: int = 0) -> bool:
        """Whether it has been said already."""
        return self._till.ledger.has(self._question(delivery, voice, text, take))

    def price(self, model: str, fewest: int, most: int) -> PriceRange:
        """What so many characters cost."""
        return self._prices.range_of(SERVICE, model, fewest, most)

    async def voices(self) -> tuple[str, ...] | None:
        """The voices that the server says it has, or None when it does not say. Raises a `ServiceError`."""
        if self._till.ledger.replaying:
            return None
        response = await self._web.ask(
            "GET", f"{self.base_url}/v1/audio/voices", headers=self._headers(), timeout_s=_CHECK_TIMEOUT_S
        )
        if response.status in _NO_SUCH_ENDPOINT:
            return None
        if error := failure(response):
            raise error
        return _voices(response.body)

    def _question(self, delivery: Delivery, voice: str, text: str, take: int) -> Question:
        # Which server it is decides what is heard, and so does whether it may tell the times of words.
        request = delivery.body(text, voice) | {"server": self.base_url, "captions": delivery.captions}
        return Question(SERVICE, request | ({"take": take} if take else {}))

    async def _send(self, delivery: Delivery, voice: str, text: str) -> Reply:
        response = None
        if delivery.captions:
            response = await self._post("/dev/captioned_speech", delivery.captioned_body(text, voice))
        if response is None or response.status in _NO_SUCH_ENDPOINT:
            response = await self._post("/v1/audio/speech", delivery.body(text, voice))
        if error := failure(response):
            raise error
        kept = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        return Reply(response.body, kept)

    async def _post(self, path: str, body: Mapping[str, Any]) -> Response:
        url = self.base_url + path
        return await self._web.ask("POST", url, headers=self._headers(), body=body, timeout_s=self._timeout_s)

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self._key}"} if self._key else {}


def _judge(reply: Reply, text: str) -> None:
    read(reply, text)


def _voices(body: bytes) -> tuple[str, ...] | None:
    try:
        listed = json.loads(body)["voices"]
        return tuple(str(voice["id"] if isinstance(voice, dict) else voice) for voice in listed) or None
    except (ValueError, KeyError, TypeError):
        return None
