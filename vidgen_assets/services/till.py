"""The till: where answers are bought, by ledger, budget and retries. What to ask and how to send it is a provider's."""

import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from vidgen_assets.domain.service_errors import AnswerError, ServiceError
from vidgen_assets.domain.spend import Call, Spend
from vidgen_assets.services.accounts import Accounts
from vidgen_assets.services.ledger import Judge, Keep, Ledger, Question
from vidgen_assets.services.reply import Reply
from vidgen_assets.services.retry import RetryPolicy, retrying

Bill = Callable[[Reply], Call]
"""What a reply cost, by what the service counted in it: a call whose outcome is ``paid``."""


class Order(NamedTuple):
    """An answer that is wanted for a video.

    Attributes:
        video: the id of the video that it is for.
        question: what is asked.
        model, purpose: as in `Call`.
        highest: the most that it can cost, in US dollars; None when nobody knows.
        timeout_s: seconds after which `send` gives up.
    """

    video: str
    question: Question
    model: str
    purpose: str
    highest: float | None
    timeout_s: float


class Purchase(NamedTuple):
    """A good reply, and every call that it took, failed attempts too."""

    reply: Reply
    spend: Spend


class Till:
    """Buys answers, each once."""

    def __init__(self, ledger: Ledger, accounts: Accounts, policy: RetryPolicy | None = None) -> None:
        self.ledger, self.accounts = ledger, accounts
        self._policy = policy or RetryPolicy()

    async def buy(self, order: Order, send: Callable[[], Awaitable[Reply]], judge: Judge, bill: Bill) -> Purchase:
        """The reply to `order`: from the ledger for nothing, else by `send`, which raises `ServiceError`.

        Raises the last `ServiceError` when no attempt succeeded, with what was tried in its `spend`; `AnswerError`,
        `BudgetExceededError` and `ReplayMissError`.
        """
        began, failures, bills = time.monotonic(), list[Call](), list[Call]()
        lasting = self._policy.lasting(order.timeout_s)

        async def attempt() -> Reply:
            nonlocal began
            began = time.monotonic()
            return await send()

        async def pay(keep: Keep) -> Reply:
            async with self.accounts.paying(order.video, order.highest, lasting) as payment:
                reply = await retrying(
                    attempt, self._policy, lambda error, seconds: failures.append(_failed(order, error, seconds))
                )
                keep(reply)
                bills.append(_told(order, bill(reply), time.monotonic() - began))
                payment.paid(bills[-1])
                return reply

        try:
            answer = await self.ledger.answer(order.question, pay, judge, lasting=lasting)
        except ServiceError as error:
            if isinstance(error, AnswerError):
                failures.append(_failed(order, error, time.monotonic() - began))
            error.spend = Spend(calls=tuple(failures))
            raise
        if answer.reused:
            bills = [_told(order, bill(answer.reply), 0.0).model_copy(update={"outcome": "reused", "usd": 0.0})]
        return Purchase(answer.reply, Spend(calls=(*failures, *bills), repeated=answer.repeated))


def _told(order: Order, call: Call, seconds: float) -> Call:
    return call.model_copy(update={"seconds": round(seconds, 3), "answer": order.question.answer})


def _failed(order: Order, error: ServiceError, seconds: float) -> Call:
    return Call(
        service=order.question.service,
        model=order.model,
        purpose=order.purpose,
        outcome="failed",
        seconds=round(seconds, 3),
        note=str(error),
    )
