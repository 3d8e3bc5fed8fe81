"""The till: where answers are bought, by ledger, budget and retries. What to ask and how to send it is a provider's."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import NamedTuple

from vidgen_assets.domain.errors import VidgenError
from vidgen_assets.domain.service_errors import ServiceError, ServiceUnavailableError
from vidgen_assets.domain.spend import Call, Spend
from vidgen_assets.services.accounts import Accounts, Payment
from vidgen_assets.services.ledger import Inquiry, Judge, Ledger, Question
from vidgen_assets.services.reply import Reply
from vidgen_assets.services.retry import RetryPolicy, retrying

Bill = Callable[[Reply], Call]
"""What a reply cost, by what the service counted in it: a call whose outcome is ``paid``."""

Turn = Callable[[], AbstractAsyncContextManager[None]]
"""Waits until the service can be asked, and keeps its place while a call is made."""


class Order(NamedTuple):
    """An answer that is wanted for a video.

    Attributes:
        video: the id of the video that it is for.
        question: what is asked.
        model, purpose: as in `Call`.
        highest: the most that it can cost, in US dollars; None when nobody knows.
    """

    video: str
    question: Question
    model: str
    purpose: str
    highest: float | None


class Purchase(NamedTuple):
    """A good reply, and every call that it took, failed attempts too."""

    reply: Reply
    spend: Spend


class Till:
    """Buys answers, each once."""

    def __init__(self, ledger: Ledger, accounts: Accounts, policy: RetryPolicy | None = None) -> None:
        self.ledger, self.accounts = ledger, accounts
        self._policy = policy or RetryPolicy()

    async def buy(
        self, order: Order, send: Callable[[], Awaitable[Reply]], judge: Judge, bill: Bill, turn: Turn = nullcontext
    ) -> Purchase:
        """The reply to `order`: from the ledger for nothing, else by `send`, which raises `ServiceError`.

        Whatever may have been billed counts: an answer that cannot be used too, and, at its highest price, an attempt
        of which nobody knows whether the service did the work.

        Raises the last `ServiceError` when no attempt succeeded, with what was tried in its `spend`; `AnswerError`,
        `BudgetExceededError` and `ReplayMissError`.
        """
        began, failures, bills = time.monotonic(), list[Call](), list[Call]()

        def told(reply: Reply) -> Call:
            bills.append(_told(order, bill(reply), time.monotonic() - began))
            return bills[-1]

        async def attempt(inquiry: Inquiry) -> Reply:
            # No money is held, and no call counted, of which it is not the turn yet.
            nonlocal began
            async with turn(), self.accounts.paying(order.video, order.highest) as payment:
                began = time.monotonic()
                return await _paid(order, send, told, inquiry, payment)

        async def pay(inquiry: Inquiry) -> Reply:
            return await retrying(
                lambda: attempt(inquiry),
                self._policy,
                lambda error, seconds: failures.append(_failed(order, str(error), seconds)),
            )

        try:
            answer = await self.ledger.answer(order.question, pay, judge)
        except ServiceError as error:
            error.spend = Spend(calls=(*failures, *bills))
            raise
        if answer.reused:
            bills = [_told(order, bill(answer.reply), 0.0).model_copy(update={"outcome": "reused", "usd": 0.0})]
        return Purchase(answer.reply, Spend(calls=(*failures, *bills), repeated=answer.repeated))


def _told(order: Order, call: Call, seconds: float) -> Call:
    return call.model_copy(update={"seconds": round(seconds, 3), "answer": order.question.answer})


async def _paid(
    order: Order, send: Callable[[], Awaitable[Reply]], bill: Bill, inquiry: Inquiry, payment: Payment
) -> Reply:
    await inquiry.sends()
    try:
        reply = await send()
    except asyncio.CancelledError:
        payment.paid(_uncertain(order, "it was interrupted"))
        raise
    except VidgenError as error:
        if isinstance(error, ServiceUnavailableError) and error.uncertain:
            payment.paid(_uncertain(order, str(error)))
        else:
            await inquiry.failed()
        raise
    try:
        inquiry.keep(reply)
    finally:
        payment.paid(bill(reply))
    return reply


def _uncertain(order: Order, note: str) -> Call:
    return _failed(order, note).model_copy(update={"usd": order.highest})


def _failed(order: Order, note: str, seconds: float = 0.0) -> Call:
    return Call(
        service=order.question.service,
        model=order.model,
        purpose=order.purpose,
        outcome="failed",
        seconds=round(seconds, 3),
        note=note,
    )
