import asyncio
from pathlib import Path

import pytest

from vidgen_assets.domain.service_errors import BudgetExceededError
from vidgen_assets.domain.spend import Call
from vidgen_assets.services.account_book import AccountBook
from vidgen_assets.services.accounts import Accounts
from vidgen_assets.services.claims import NOBODY
from vidgen_assets.storage.local import LocalStore


def cost(usd: float | None) -> Call:
    return Call(service="echo", model="m", purpose="code", outcome="paid", usd=usd)


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path)


async def pay(accounts: Accounts, usd: float, highest: float | None, video: str = "film", seconds: float = 0.0) -> None:
    async with accounts.paying(video, highest) as payment:
        await asyncio.sleep(seconds)
        payment.paid(cost(usd))


async def test_what_was_paid_is_remembered_by_video(store: LocalStore) -> None:
    accounts = Accounts(store, lambda _: None)
    await pay(accounts, 0.25, 1.0)
    await pay(accounts, 0.5, 1.0)
    await pay(accounts, 4.0, 9.0, "other")
    assert (accounts.spent("film"), Accounts(store, lambda _: None).spent("other")) == (0.75, 4.0)


async def test_the_call_that_could_pass_the_budget_is_not_made(store: LocalStore) -> None:
    accounts = Accounts(store, lambda _: 1.0)
    await pay(accounts, 0.7, 0.8)
    with pytest.raises(BudgetExceededError) as caught:
        await pay(accounts, 0.1, 0.4)
    assert (caught.value.spent, caught.value.next_call) == (0.7, 0.4)
    assert accounts.spent("film") == 0.7


async def test_a_call_of_unknown_price_is_not_made_under_a_budget_but_without_one(store: LocalStore) -> None:
    with pytest.raises(BudgetExceededError, match="no known price"):
        await pay(Accounts(store, lambda _: 100.0), 0.1, None)
    await pay(Accounts(store, lambda _: None), 0.1, None)


async def test_a_call_that_failed_costs_nothing(store: LocalStore) -> None:
    accounts = Accounts(store, lambda _: 1.0)
    with pytest.raises(ConnectionError):
        async with accounts.paying("film", 0.9):
            raise ConnectionError
    assert accounts.spent("film") == 0.0
    await pay(accounts, 0.9, 0.9)


async def test_calls_at_once_wait_for_each_other_rather_than_pass_the_budget_together(store: LocalStore) -> None:
    accounts = Accounts(store, lambda _: 1.0)
    async with asyncio.timeout(20):
        await asyncio.gather(*(pay(accounts, 0.1, 0.6, seconds=0.02) for _ in range(5)))
    assert accounts.spent("film") == pytest.approx(0.5)


async def test_of_calls_at_once_those_that_cannot_be_paid_any_more_are_refused(store: LocalStore) -> None:
    accounts = Accounts(store, lambda _: 1.0)
    async with asyncio.timeout(20):
        ended = await asyncio.gather(*(pay(accounts, 0.4, 0.4) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(end, BudgetExceededError) for end in ended) == 3
    assert accounts.spent("film") == pytest.approx(0.8)


async def test_a_call_whose_process_was_killed_counts_at_its_highest_price(store: LocalStore) -> None:
    AccountBook(store, "film").open(0.3, NOBODY)
    accounts = Accounts(store, lambda _: 0.5)
    assert accounts.spent("film") == 0.3
    with pytest.raises(BudgetExceededError):
        await pay(accounts, 0.1, 0.3)


async def test_a_call_that_is_given_up_while_it_waits_leaves_the_budget_to_others(store: LocalStore) -> None:
    accounts = Accounts(store, lambda _: 1.0)
    async with asyncio.timeout(20), accounts.paying("film", 0.8):
        waiting = asyncio.create_task(pay(accounts, 0.4, 0.4))
        await asyncio.sleep(0.1)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await pay(accounts, 0.2, 0.2)
    assert accounts.spent("film") == 0.2
