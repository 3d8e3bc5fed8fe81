"""The one place where ElevenLabs is spoken to. What is said belongs to `speaking`, what came of it to `answer`."""

import contextlib
import json
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any, NamedTuple

from vidgen_assets.domain.estimate import PriceRange
from vidgen_assets.domain.service_errors import CredentialsError, ServiceError
from vidgen_assets.domain.spend import Call, Spend
from vidgen_assets.providers.elevenlabs.answer import Speech, read
from vidgen_assets.providers.elevenlabs.catalogue import Subscription, subscription
from vidgen_assets.providers.elevenlabs.errors import KEY, SERVICE, failure
from vidgen_assets.providers.elevenlabs.speaking import Run, Speaking
from vidgen_assets.services.ledger import Inquiry, Judge, Question
from vidgen_assets.services.prices import PriceTable
from vidgen_assets.services.reply import Reply
from vidgen_assets.services.till import Order, Till
from vidgen_assets.services.turns import Turns
from vidgen_assets.services.web import Response, Web

BASE_URL = "https://api.elevenlabs.io"
_KEPT_HEADERS = ("content-type", "request-id", "character-cost")
_CHECK_TIMEOUT_S = 5.0
_log = logging.getLogger(__name__)


class Access(NamedTuple):
    """How the service is reached: key, address if it is not the service's own, and seconds to wait for an answer."""

    api_key: str | None
    base_url: str | None = None
    timeout_s: float = 120.0


class Said(NamedTuple):
    """Speech, and the calls that it took."""

    speech: Speech
    spend: Spend


class ElevenLabs:
    """Asks the API. Speech goes into the ledger before it is read, and is bought within the budget, taking turns."""

    def __init__(self, access: Access, till: Till, prices: PriceTable, turns: Turns) -> None:
        self._access, self._till, self._prices, self._turns = access, till, prices, turns
        self._web = Web(SERVICE, access.api_key)
        self._asked_at_once = False

    @contextlib.asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Keep one session open over all calls that are made meanwhile."""
        async with self._web.session():
            yield

    @property
    def replaying(self) -> bool:
        """Whether the service may not be asked for anything."""
        return self._till.ledger.replaying

    async def say(self, video: str, speaking: Speaking, run: Run) -> Said:
        """Have a run said for a video.

        Raises `CredentialsError`, `QuotaError`, `ServiceUnavailableError` once the retries are used up,
        `ServiceRejectedError`, `InputError` for a voice that there is not, `AnswerError`, `BudgetExceededError` and
        `ReplayMissError`.
        """
        model, price = speaking.style.model, self._prices.of(SERVICE, speaking.style.model)
        usd = None if price is None else price.of_characters(len(run.text))
        order = Order(video, _question(speaking, run), model, "speech", usd)
        purchase = await self._till.buy(
            order,
            lambda: self._send(speaking, run),
            _judge(speaking, run),
            lambda reply: _bill(reply, model, len(run.text), usd),
            self._turn,
        )
        return Said(read(purchase.reply, run.text, speaking.style.rate), purchase.spend)

    def price(self, model: str, fewest: int, most: int) -> PriceRange:
        """What so many characters cost."""
        return self._prices.range_of(SERVICE, model, fewest, most)

    def credits_for(self, model: str, characters: int) -> int:
        """What of the account's quota so many characters use up; as many as they are where that is not known."""
        price = self._prices.of(SERVICE, model)
        return characters if price is None else price.credits_for(characters)

    async def has(self, speaking: Speaking, run: Run) -> bool:
        """Whether a run has been bought already."""
        known = await self._till.ledger.known(_question(speaking, run), _judge(speaking, run))
        return known is not None

    async def look_up(self, path: str, judge: Judge, *, anew: bool = False) -> Reply:
        """What a GET answers, which costs nothing; from the ledger if it is there, unless wanted `anew`, which leaves
        what was there if the service does not answer."""
        question = Question(SERVICE, {"get": path})

        async def ask(inquiry: Inquiry) -> Reply:
            reply = _reply(await self._get(path))
            inquiry.keep(reply)
            return reply

        if anew and not self.replaying:
            reply = _reply(await self._get(path))
            await self._till.ledger.renew(question, reply, judge)
            return reply
        return (await self._till.ledger.answer(question, ask, judge)).reply

    async def subscription(self) -> Subscription:
        """What the account may do now. Raises `CredentialsError` or another `ServiceError`."""
        response = await self._get("/v1/user/subscription")
        try:
            answer: Any = json.loads(response.body)
        except ValueError:
            answer = None
        return subscription(answer) if isinstance(answer, dict) else Subscription(None, None)

    async def _get(self, path: str) -> Response:
        timeout_s = min(self._access.timeout_s, _CHECK_TIMEOUT_S)
        response = await self._web.ask("GET", self._url(path), headers=self._headers(), timeout_s=timeout_s)
        self._heed(response)
        if error := failure(response):
            raise error
        return response

    async def _send(self, speaking: Speaking, run: Run) -> Reply:
        response = await self._web.ask(
            "POST",
            self._url(f"/v1/text-to-speech/{speaking.voice}/with-timestamps"),
            headers=self._headers(),
            params={"output_format": speaking.style.output_format},
            body=speaking.body(run),
            timeout_s=self._access.timeout_s,
        )
        self._heed(response)
        if error := failure(response):
            raise error
        return _reply(response)

    @contextlib.asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        await self._ask_how_many_at_once()
        async with self._turns.turn():
            yield

    async def _ask_how_many_at_once(self) -> None:
        """Once, and only when a call would have to wait; whatever comes of it, what is allowed is found out in time."""
        if self._asked_at_once or not self._turns.full() or self._turns.limit.told:
            return
        self._asked_at_once = True
        try:
            allowed = await self.subscription()
        except ServiceError as error:
            _log.debug("how many calls may run at once is not told: %s", error)
            return
        if allowed.at_once and not self._turns.limit.told:
            self._turns.told(allowed.at_once)

    def _heed(self, response: Response) -> None:
        most = response.headers.get("maximum-concurrent-requests", "")
        if most.isdecimal() and int(most):
            self._turns.told(int(most))

    def _headers(self) -> dict[str, str]:
        if not self._access.api_key and not self._access.base_url:
            raise CredentialsError(f"no key is set; set {KEY}", service=SERVICE)
        # A server of one's own may want no key.
        return {"xi-api-key": self._access.api_key} if self._access.api_key else {}

    def _url(self, path: str) -> str:
        return (self._access.base_url or BASE_URL).rstrip("/") + path


def _question(speaking: Speaking, run: Run) -> Question:
    return Question(SERVICE, speaking.request(run))


def _judge(speaking: Speaking, run: Run) -> Callable[[Reply], None]:
    def judge(reply: Reply) -> None:
        read(reply, run.text, speaking.style.rate)

    return judge


def _reply(response: Response) -> Reply:
    kept = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    return Reply(response.body, kept)


def _bill(reply: Reply, model: str, characters: int, usd: float | None) -> Call:
    told = reply.headers.get("character-cost", "")
    billed = int(told) if told.isdecimal() else characters
    return Call(service=SERVICE, model=model, purpose="speech", outcome="paid", characters=billed, usd=usd)
