import json
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

from vidgen_assets.domain.spend import Call
from vidgen_assets.services.account_book import AccountBook, Sums
from vidgen_assets.services.claims import Owner
from vidgen_assets.storage.local import LocalStore

US = Owner.here(60)


class AskedStore(LocalStore):
    """A folder that counts what is asked of it, and is never to be listed."""

    asked = 0

    def stat(self, key: str) -> object:
        self.asked += 1
        return super().stat(key)

    def read(self, key: str) -> bytes:
        self.asked += 1
        return super().read(key)

    def list(self, prefix: str) -> Iterator[str]:
        raise AssertionError(f"{prefix} is listed")


def cost(usd: float) -> Call:
    return Call(service="echo", model="m", purpose="code", outcome="paid", usd=usd)


def test_entries_count_up_from_one_whoever_makes_them(tmp_path: Path) -> None:
    books = [AccountBook(LocalStore(tmp_path), "film") for _ in range(2)]
    assert [books[number % 2].open(1.0, US) for number in range(5)] == [1, 2, 3, 4, 5]


def test_of_racers_in_many_processes_each_gets_a_number_of_its_own(tmp_path: Path) -> None:
    with get_context("spawn").Pool(4) as pool:
        numbers = pool.map(_open, [tmp_path] * 40, chunksize=1)
    assert sorted(numbers) == list(range(1, 41))
    assert AccountBook(LocalStore(tmp_path), "film").sums() == Sums(0.25 * 40, 0.0), "their processes have ended"


def _open(root: Path) -> int:
    return AccountBook(LocalStore(root), "film").open(0.25, Owner("", 0, "", 0.0))


def test_sums_tell_what_is_paid_from_what_is_under_way_and_know_who_came_first(tmp_path: Path) -> None:
    book = AccountBook(LocalStore(tmp_path), "film")
    for usd in (1.0, 2.0, 4.0):
        book.open(usd, US)
    book.settle(2, cost(0.5))
    assert book.sums() == Sums(0.5, 5.0)
    assert book.sums(before=3) == Sums(0.5, 1.0)
    assert book.sums(before=1) == Sums(0.0, 0.0)


def test_a_long_book_is_added_up_with_few_questions_and_without_listing(tmp_path: Path) -> None:
    book = AccountBook(LocalStore(tmp_path), "film")
    for _ in range(200):
        book.settle(book.open(1.0, US), cost(0.25))
    store = AskedStore(tmp_path)
    assert AccountBook(store, "film").sums() == Sums(50.0, 0.0)
    assert store.asked < 25


def test_the_bill_stays_with_its_entry(tmp_path: Path) -> None:
    book = AccountBook(LocalStore(tmp_path), "film")
    book.settle(book.open(1.0, US), cost(0.25))
    entry = json.loads((tmp_path / "spend/film/000001.json").read_text())
    assert (entry["owner"], entry["call"]["service"]) == (None, "echo")
