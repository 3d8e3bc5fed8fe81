from pathlib import Path

import pytest

from vidgen_assets.services.reply import Reply, entry
from vidgen_assets.storage.local import LocalStore
from vidgen_assets_tests.cli.conftest import Vidgen


@pytest.fixture
def ledger(home: Path) -> LocalStore:
    store = LocalStore(home)
    request = {"model": "m1", "messages": [{"role": "user", "content": "Explain [bold]heaps[/]"}]}
    store.write("ledger/anthropic/a.json", entry(request, Reply(b"x" * 150_000, {}), "2026-01-02T03:04:05+00:00"))
    store.write("ledger/elevenlabs/b.bad-1.json", entry({"text": "Hi."}, Reply(b"", {}), "2026-01-02T03:04:05+00:00"))
    return store


def test_every_answer_is_listed(vidgen: Vidgen, ledger: LocalStore) -> None:
    told = vidgen("cache", "list").stdout
    assert "anthropic" in told
    assert "2026-01-02 03:04" in told
    assert "m1: Explain [bold]heaps[/]" in told
    assert "not usable" in told


def test_their_sizes_are_told_by_service_and_in_all(vidgen: Vidgen, ledger: LocalStore) -> None:
    told = vidgen("cache", "size").stdout.splitlines()
    assert told[0] == "anthropic: 1 answer, 0.2 MB"
    assert told[1].startswith("elevenlabs: 1 answer")
    assert told[2].endswith("1 of them not usable")


def test_old_ones_of_a_service_are_taken_out(vidgen: Vidgen, ledger: LocalStore) -> None:
    assert vidgen("cache", "prune", "--older-than", "1", "--service", "anthropic").stdout.startswith(
        "Took out 1 answer"
    )
    assert list(ledger.list("ledger/")) == ["ledger/elevenlabs/b.bad-1.json"]


def test_nothing_is_taken_out_unless_it_is_said_what(vidgen: Vidgen, ledger: LocalStore) -> None:
    answer = vidgen("cache", "prune")
    assert answer.exit_code == 2
    assert "--older-than DAYS or --unusable" in answer.stderr
    assert len(list(ledger.list("ledger/"))) == 2


def test_an_empty_cache_is_no_error(vidgen: Vidgen) -> None:
    assert vidgen("cache", "list").stdout == "There are none.\n"
    assert vidgen("cache", "size").stdout == "in all: 0 answers, 0.0 kB\n"
