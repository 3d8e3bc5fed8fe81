from collections.abc import Callable
from pathlib import Path

import pytest

from vidgen_assets.providers.claude.client import Claude, Model
from vidgen_assets.services.accounts import Accounts
from vidgen_assets.services.ledger import Ledger, Replay
from vidgen_assets.services.prices import PriceTable
from vidgen_assets.services.retry import RetryPolicy
from vidgen_assets.services.till import Till
from vidgen_assets.storage.local import LocalStore
from vidgen_assets_tests.providers.claude.messages_api import KEY

MODEL = Model(name="claude-sonnet-5-5", timeout_s=1.0, max_tokens=1000)
ClaudeAt = Callable[..., Claude]


@pytest.fixture
def claude_at(tmp_path: Path) -> ClaudeAt:
    """A client of the server at a URL, with one ledger in the test's folder."""

    def client(url: str, *, key: str | None = KEY, limit: float | None = None, replay: Replay = Replay.OFF) -> Claude:
        store = LocalStore(tmp_path / "store")
        policy = RetryPolicy(attempts=3, first_wait=0.01, longest_wait=0.5)
        till = Till(Ledger(store, replay), Accounts(store, lambda _: limit), policy)
        return Claude(key, url, till, PriceTable.load())

    return client
