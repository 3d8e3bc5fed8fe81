import asyncio
import json
import time
from pathlib import Path

import pytest

from vidgen_assets.domain.service_errors import AnswerError, ReplayMissError
from vidgen_assets.services.claims import NOBODY, Owner, take_turn
from vidgen_assets.services.ledger import Inquiry, Ledger, Question, Replay
from vidgen_assets.services.reply import Reply, entry
from vidgen_assets.storage.local import LocalStore
from vidgen_assets_tests.services.buyers import QUESTION, Buyer, Service, judge, wait_until_asked


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "store")


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(tmp_path / "calls")


async def test_an_answer_is_bought_once_and_then_reused(store: LocalStore, service: Service) -> None:
    first = await Ledger(store).answer(QUESTION, service.ask, judge)
    second = await Ledger(store).answer(QUESTION, service.ask, judge)
    assert (first.reused, second.reused, second.reply) == (False, True, first.reply)
    assert service.asked == 1


async def test_another_request_is_another_answer(store: LocalStore, service: Service) -> None:
    for request in ({"say": "hello"}, {"say": "hello", "loud": True}):
        await Ledger(store).answer(Question("echo", request), service.ask, judge)
    assert service.asked == 2


async def test_an_entry_shows_a_person_what_was_asked_and_answered(store: LocalStore, service: Service) -> None:
    await Ledger(store).answer(QUESTION, service.ask, judge)
    (key,) = store.list("ledger/")
    entry = json.loads(store.read(key))
    assert entry["request"] == {"say": "hello"}
    assert entry["reply"] == {"headers": {"request-id": "r1"}, "body": "hello"}


async def test_bytes_that_are_no_text_come_back_as_they_were(store: LocalStore, tmp_path: Path) -> None:
    service = Service(tmp_path / "calls", body=bytes(range(256)))
    await Ledger(store).answer(QUESTION, service.ask, judge)
    answer = await Ledger(store).answer(QUESTION, service.ask, judge)
    assert answer.reply.body == bytes(range(256))


async def test_a_bad_answer_is_kept_as_evidence_and_never_served(store: LocalStore, tmp_path: Path) -> None:
    bad = Service(tmp_path / "bad", body=b"<html>")
    with pytest.raises(AnswerError):
        await Ledger(store).answer(QUESTION, bad.ask, judge)
    (evidence,) = store.list("ledger/")
    assert ".bad-" in evidence
    good = Service(tmp_path / "good")
    assert not (await Ledger(store).answer(QUESTION, good.ask, judge)).reused
    assert good.asked == 1


async def test_an_answer_that_was_set_aside_is_asked_for_again(store: LocalStore, service: Service) -> None:
    ledger = Ledger(store)
    await ledger.answer(QUESTION, service.ask, judge)
    ledger.set_aside(QUESTION)
    assert not (await ledger.answer(QUESTION, service.ask, judge)).reused
    assert service.asked == 2


async def test_a_damaged_entry_is_bought_anew(store: LocalStore, service: Service) -> None:
    store.write(f"{QUESTION.key}.json", b'{"reply": ')
    answer = await Ledger(store).answer(QUESTION, service.ask, judge)
    assert (answer.reused, service.asked) == (False, 1)


async def test_the_next_may_ask_at_once_after_a_call_that_failed(store: LocalStore, service: Service) -> None:
    async def fail(inquiry: Inquiry) -> Reply:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await Ledger(store).answer(QUESTION, fail, judge)
    answer = await asyncio.wait_for(Ledger(store).answer(QUESTION, service.ask, judge), 1)
    assert answer.repeated == 0


async def test_a_cancelled_call_frees_its_claim(store: LocalStore, service: Service, tmp_path: Path) -> None:
    slow = Service(tmp_path / "slow", seconds=30)
    task = asyncio.create_task(Ledger(store).answer(QUESTION, slow.ask, judge))
    await asyncio.to_thread(wait_until_asked, slow)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.wait_for(Ledger(store).answer(QUESTION, service.ask, judge), 1)


async def test_replay_answers_from_the_ledger_and_names_what_it_lacks(store: LocalStore, service: Service) -> None:
    await Ledger(store, Replay.RECORD).answer(QUESTION, service.ask, judge)
    replay = Ledger(store, Replay.REPLAY)
    assert (await replay.answer(QUESTION, service.ask, judge)).reused
    other = Question("echo", {"say": "something else"})
    with pytest.raises(ReplayMissError, match=other.key):
        await replay.answer(other, service.ask, judge)
    assert service.asked == 1


async def test_of_many_tasks_one_asks(store: LocalStore, tmp_path: Path) -> None:
    service = Service(tmp_path / "calls", seconds=0.2)
    answers = await asyncio.gather(*(Ledger(store).answer(QUESTION, service.ask, judge) for _ in range(20)))
    assert service.asked == 1
    assert sum(not answer.reused for answer in answers) == 1


def test_of_several_processes_one_asks(tmp_path: Path) -> None:
    service = Service(tmp_path / "calls")
    buyers = [Buyer(tmp_path / "store", tmp_path / "calls", 0.5) for _ in range(5)]
    said = sorted(buyer.said() for buyer in buyers)
    assert said == ["False 0 hello", *["True 0 hello"] * 4]
    assert service.asked == 1


def test_when_the_one_that_asks_is_killed_one_other_takes_over_at_once_and_says_so(tmp_path: Path) -> None:
    service = Service(tmp_path / "calls")
    payer = Buyer(tmp_path / "store", tmp_path / "calls", 60)
    wait_until_asked(service)
    waiting = [Buyer(tmp_path / "store", tmp_path / "calls", 0.2) for _ in range(3)]
    payer.kill_unreaped()
    said = sorted(buyer.said() for buyer in waiting)
    payer.kill()
    assert said == ["False 1 hello", "True 0 hello", "True 0 hello"]
    assert service.asked == 2
    assert [key.rpartition(".")[2] for key in LocalStore(tmp_path / "store").list("ledger/")] == ["json"]


async def test_calls_of_two_killed_runs_are_counted(store: LocalStore, tmp_path: Path) -> None:
    service = Service(tmp_path / "calls")
    for times in (1, 2):
        payer = Buyer(tmp_path / "store", tmp_path / "calls", 60)
        await asyncio.to_thread(wait_until_asked, service, times)
        payer.kill()
    answer = await Ledger(store).answer(QUESTION, service.ask, judge)
    assert answer.repeated == 2


async def test_a_call_that_failed_after_a_killed_one_does_not_hide_it(store: LocalStore, service: Service) -> None:
    store.claim(f"{QUESTION.key}.claim-0", NOBODY._replace(sent=1).to_bytes())

    async def fail(inquiry: Inquiry) -> Reply:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await Ledger(store).answer(QUESTION, fail, judge)
    assert (await Ledger(store).answer(QUESTION, service.ask, judge)).repeated == 1


async def test_a_claim_from_another_machine_holds_until_its_lease_runs_out(store: LocalStore, service: Service) -> None:
    elsewhere = Owner.here(sent=1)._replace(host="elsewhere", pid=1, started="7", until=time.time() + 0.6)
    store.claim(f"{QUESTION.key}.claim-0", elsewhere.to_bytes())
    waiting = asyncio.create_task(Ledger(store).answer(QUESTION, service.ask, judge))
    await asyncio.sleep(0.2)
    assert service.asked == 0
    assert (await waiting).repeated == 1


async def test_a_turn_that_is_renewed_has_a_later_lease(store: LocalStore) -> None:
    turn = take_turn(store, "ledger/echo/a")
    assert turn is not None
    before = Owner.from_bytes(store.read("ledger/echo/a.claim-0"))
    turn.renew()
    assert Owner.from_bytes(store.read("ledger/echo/a.claim-0")).until > before.until


async def test_a_call_whose_line_broke_is_counted_when_it_is_made_again(store: LocalStore, service: Service) -> None:
    async def breaks(inquiry: Inquiry) -> Reply:
        await inquiry.sends()
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await Ledger(store).answer(QUESTION, breaks, judge)
    assert (await Ledger(store).answer(QUESTION, service.ask, judge)).repeated == 1


async def test_a_recording_is_left_as_it_is_by_a_replay(store: LocalStore, service: Service) -> None:
    await Ledger(store).answer(QUESTION, service.ask, judge)
    replay = Ledger(store, Replay.REPLAY)
    replay.set_aside(QUESTION)
    assert (await replay.answer(QUESTION, service.ask, judge)).reused


async def test_a_bad_answer_that_was_stored_but_not_judged_before_a_kill_becomes_evidence(
    store: LocalStore, service: Service
) -> None:
    store.write(f"{QUESTION.key}.json", entry(QUESTION.request, Reply(b"<html>", {}), "2026-11-24T00:00:00+00:00"))
    await Ledger(store).answer(QUESTION, service.ask, judge)
    (evidence,) = (key for key in store.list("ledger/") if ".bad-" in key)
    assert b"<html>" in store.read(evidence)


async def test_one_can_look_whether_there_is_an_answer_without_asking_for_it(
    store: LocalStore, service: Service
) -> None:
    assert await Ledger(store).known(QUESTION, judge) is None
    answer = await Ledger(store).answer(QUESTION, service.ask, judge)
    assert await Ledger(store, Replay.REPLAY).known(QUESTION, judge) == answer.reply
    assert (Ledger(store).replaying, Ledger(store, Replay.REPLAY).replaying) == (False, True)
