import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from vidgen_assets.domain.service_errors import AnswerError, ServiceUnavailableError
from vidgen_assets.domain.spend import Call
from vidgen_assets.services.accounts import Accounts
from vidgen_assets.services.ledger import Ledger, Question
from vidgen_assets.services.reply import Reply
from vidgen_assets.services.retry import RetryPolicy
from vidgen_assets.services.till import Order, Till
from vidgen_assets.storage.local import LocalStore

ORDER = Order("film", Question("echo", {"say": "hello"}), "m1", "code", highest=0.5)


class Shop:
    """A till, and a service that raises each of `errors` first."""

    def __init__(self, root: Path, *errors: Exception, body: bytes = b"hello") -> None:
        store = LocalStore(root)
        self.accounts = Accounts(store, lambda _: 1.0)
        self.till = Till(Ledger(store), self.accounts, RetryPolicy(attempts=3, first_wait=0.01))
        self._errors, self._body = list(errors), body

    async def send(self) -> Reply:
        if self._errors:
            raise self._errors.pop(0)
        return Reply(self._body, {})

    def bill(self, reply: Reply) -> Call:
        return Call(service="echo", model="m1", purpose="code", outcome="paid", output_tokens=5, usd=0.25)

    def judge(self, reply: Reply) -> None:
        if reply.body == b"bad":
            raise AnswerError("bad", service="echo")


async def test_a_purchase_tells_every_attempt_and_what_it_cost(tmp_path: Path) -> None:
    shop = Shop(tmp_path, ServiceUnavailableError("busy", service="echo", status=529))
    bought = await shop.till.buy(ORDER, shop.send, shop.judge, shop.bill)
    assert [(call.outcome, call.note) for call in bought.spend.calls] == [
        ("failed", "echo: busy (HTTP 529)"),
        ("paid", ""),
    ]
    assert (bought.spend.usd, shop.accounts.spent("film")) == (0.25, 0.25)
    assert shop.accounts.bill("film").spend.calls == bought.spend.calls[1:]
    assert bought.spend.calls[1].answer == ORDER.question.answer


async def test_what_was_tried_in_vain_goes_with_the_error(tmp_path: Path) -> None:
    shop = Shop(tmp_path, *[ServiceUnavailableError("busy", service="echo")] * 3)
    with pytest.raises(ServiceUnavailableError) as raised:
        await shop.till.buy(ORDER, shop.send, shop.judge, shop.bill)
    assert [call.outcome for call in raised.value.spend.calls] == ["failed"] * 3


async def test_what_the_ledger_has_costs_nothing(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    await shop.till.buy(ORDER, shop.send, shop.judge, shop.bill)
    again = await shop.till.buy(ORDER, shop.send, shop.judge, shop.bill)
    assert [(call.outcome, call.usd, call.output_tokens) for call in again.spend.calls] == [("reused", 0.0, 5)]
    assert shop.accounts.spent("film") == 0.25


async def test_a_bad_answer_was_paid_for_all_the_same(tmp_path: Path) -> None:
    shop = Shop(tmp_path, body=b"bad")
    with pytest.raises(AnswerError):
        await shop.till.buy(ORDER, shop.send, shop.judge, shop.bill)
    assert shop.accounts.spent("film") == 0.25


@pytest.mark.parametrize(("most_attempts", "spent"), [(None, 0.0), (1, 0.5)])
async def test_a_call_that_may_have_been_billed_counts_at_its_highest_price(
    most_attempts: int | None, spent: float, tmp_path: Path
) -> None:
    broken = ServiceUnavailableError("the connection broke", service="echo", most_attempts=most_attempts)
    shop = Shop(tmp_path, *[broken] * 3)
    with pytest.raises(ServiceUnavailableError):
        await shop.till.buy(ORDER, shop.send, shop.judge, shop.bill)
    assert shop.accounts.spent("film") == spent


async def test_money_is_held_and_a_call_counted_only_when_it_is_its_turn(tmp_path: Path) -> None:
    shop, inside = Shop(tmp_path), list[str]()

    @contextlib.asynccontextmanager
    async def turn() -> AsyncIterator[None]:
        inside.extend(LocalStore(tmp_path).list("spend/"))
        yield

    await shop.till.buy(ORDER, shop.send, shop.judge, shop.bill, turn)
    assert inside == []
