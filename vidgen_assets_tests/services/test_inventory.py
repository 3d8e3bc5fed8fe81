from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from vidgen_assets.services.claims import NOBODY, Owner
from vidgen_assets.services.inventory import inventory, prune
from vidgen_assets.services.ledger import Ledger, Question
from vidgen_assets.services.reply import Reply, entry
from vidgen_assets.storage.local import LocalStore
from vidgen_assets_tests.services.buyers import QUESTION, Service, judge

CLAUDE = Question("anthropic", {"model": "m1", "messages": [{"role": "user", "content": "Explain\nheaps " * 20}]})
OLD = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
async def store(tmp_path: Path) -> LocalStore:
    """Four answers: a usable one, an old one, one that was set aside, and a damaged one."""
    store = LocalStore(tmp_path / "store")
    ledger = Ledger(store)
    for question in (QUESTION, CLAUDE):
        await ledger.answer(question, Service(tmp_path / "calls").ask, judge)
    ledger.set_aside(QUESTION)
    await ledger.answer(QUESTION, Service(tmp_path / "calls").ask, judge)
    store.write("ledger/anthropic/old.json", entry({"text": "Hello."}, Reply(b"x", {}), OLD.isoformat()))
    store.write("ledger/echo/damaged.json", b"{")
    return store


def test_every_answer_is_told_with_its_service_age_size_and_what_was_asked(store: LocalStore) -> None:
    found = {entry.about: entry for entry in inventory(store)}
    claude = next(entry for about, entry in found.items() if about.startswith("m1: Explain heaps Explain"))
    assert (claude.service, claude.usable, claude.about[-1]) == ("anthropic", True, "…")
    assert claude.size == len(store.read(claude.key))
    assert claude.stored_at is not None
    assert datetime.now(UTC) - claude.stored_at < timedelta(minutes=1)
    assert found["Hello."].stored_at == OLD
    assert found["damaged"].usable is False
    assert sum(not entry.usable for entry in inventory(store)) == 2


def test_what_is_unwanted_is_taken_out_and_the_rest_stays(store: LocalStore) -> None:
    pruned = prune(store, lambda entry: not entry.usable)
    assert (len(pruned.gone), pruned.dangling, pruned.spared) == (2, 0, {})
    assert len(list(inventory(store))) == 3


def test_claims_of_killed_runs_go_and_those_at_work_stay(store: LocalStore) -> None:
    store.claim("ledger/echo/a.claim-0", NOBODY.to_bytes())
    store.claim("ledger/echo/b.claim-0", Owner.here().to_bytes())
    prune(store, lambda _: False)
    assert [key for key in store.list("ledger/") if ".claim-" in key] == ["ledger/echo/b.claim-0"]
