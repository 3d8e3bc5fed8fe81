import asyncio
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import VidgenError
from vidgen_assets.domain.service_errors import (
    AnswerError,
    BudgetExceededError,
    CredentialsError,
    QuotaError,
    RefusalError,
    ReplayMissError,
    ServiceRejectedError,
    ServiceUnavailableError,
)
from vidgen_assets.providers.claude.client import Question
from vidgen_assets.services.ledger import Replay
from vidgen_assets.storage.local import LocalStore
from vidgen_assets_tests.providers.claude.conftest import MODEL, ClaudeAt
from vidgen_assets_tests.providers.claude.messages_api import KEY, Answer, MessagesApi, body, fails, says, streams
from vidgen_assets_tests.providers.elevenlabs.server import hang, reset

QUESTION = Question("film", "code", "Be brief.", ({"role": "user", "content": "Say hello."},))


async def test_a_question_goes_out_as_the_messages_api_wants_it(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says("hello")).serving() as api:
        schema = {"type": "object"}
        answer = await claude_at(api.url).ask(QUESTION._replace(schema=schema), MODEL)
    (asked,) = api.asked
    assert answer.text == "hello"
    assert asked["messages"] == [{"role": "user", "content": "Say hello."}]
    assert (asked["model"], asked["max_tokens"], asked["system"]) == ("claude-sonnet-5-5", 1000, "Be brief.")
    assert asked["output_config"] == {"effort": "medium", "format": {"type": "json_schema", "schema": schema}}
    assert api.headers[0]["Authorization"] == f"Bearer {KEY}"


async def test_a_call_is_told_with_its_tokens_and_price(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says("hello")).serving() as api:
        (call,) = (await claude_at(api.url).ask(QUESTION, MODEL)).spend.calls
    assert (call.outcome, call.purpose, call.model) == ("paid", "code", "claude-sonnet-5-5")
    assert (call.input_tokens, call.output_tokens, call.cached_tokens) == (1000, 2000, 400)
    assert call.usd == pytest.approx((1000 * 2 + 2000 * 10 + 400 * 0.2) / 1e6)


async def test_the_same_question_is_asked_once(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says("hello")).serving() as api:
        for outcome in ("paid", "reused"):
            answer = await claude_at(api.url).ask(QUESTION, MODEL)
            assert (answer.text, answer.spend.calls[-1].outcome) == ("hello", outcome)
    assert api.requests == 1


FATAL: list[tuple[Answer, type[VidgenError], str]] = [
    (fails(400, "invalid_request_error"), ServiceRejectedError, "this is invalid_request_error"),
    (fails(401, "authentication_error"), CredentialsError, "ANTHROPIC_API_KEY"),
    (fails(402, "billing_error"), QuotaError, "ANTHROPIC_API_KEY"),
    (fails(403, "permission_error"), CredentialsError, "ANTHROPIC_API_KEY"),
    (fails(404, "not_found_error"), ServiceRejectedError, "404"),
    (fails(413, "request_too_large"), ServiceRejectedError, "413"),
    (fails(422, "invalid_request_error"), ServiceRejectedError, "422"),
    (fails(429, "rate_limit_error", retry_after="3600"), ServiceUnavailableError, "429"),
    (body("<html>Sign in", "text/html"), AnswerError, "text/html.* that starts '<html>Sign in'; is a proxy"),
    (body('{"id": "msg', "application/json"), AnswerError, "no message"),
    (body('{"hello": 1}', "application/json"), AnswerError, "no message"),
    (says("", "refusal", content=[], stop_details={"category": "cyber"}), RefusalError, r"declined .*\(cyber\)"),
]


@pytest.mark.parametrize(("answer", "kind", "message"), FATAL)
async def test_what_asking_again_will_not_change_is_asked_once_and_said_clearly(
    claude_at: ClaudeAt, answer: Answer, kind: type[VidgenError], message: str
) -> None:
    async with MessagesApi(answer).serving() as api:
        with pytest.raises(kind, match=message):
            await claude_at(api.url).ask(QUESTION, MODEL)
    assert api.requests == 1


@pytest.mark.parametrize(
    "answer", [fails(429, "rate_limit_error"), fails(500), fails(503), fails(529, "overloaded_error"), fails(408)]
)
async def test_what_passes_is_asked_again(claude_at: ClaudeAt, answer: Answer) -> None:
    async with MessagesApi(answer, answer, says("hello")).serving() as api:
        calls = (await claude_at(api.url).ask(QUESTION, MODEL)).spend.calls
    assert [call.outcome for call in calls] == ["failed", "failed", "paid"]
    assert api.requests == 3


async def test_what_does_not_pass_fails_after_the_last_attempt(claude_at: ClaudeAt) -> None:
    async with MessagesApi(*[fails(529, "overloaded_error")] * 9).serving() as api:
        with pytest.raises(ServiceUnavailableError, match=r"529.*req_42"):
            await claude_at(api.url).ask(QUESTION, MODEL)
    assert api.requests == 3


async def test_the_wait_that_the_service_asks_for_is_kept(claude_at: ClaudeAt) -> None:
    async with MessagesApi(fails(429, "rate_limit_error", retry_after="0.4"), says("hello")).serving() as api:
        began = time.monotonic()
        await claude_at(api.url).ask(QUESTION, MODEL)
    assert time.monotonic() - began >= 0.4


@pytest.mark.parametrize("answer", [hang, reset])
async def test_a_broken_line_is_tried_once_more_and_no_oftener(claude_at: ClaudeAt, answer: Answer) -> None:
    async with MessagesApi(*[answer] * 9).serving() as api:
        with pytest.raises(ServiceUnavailableError):
            await claude_at(api.url).ask(QUESTION, MODEL.model_copy(update={"timeout_s": 0.3}))
    assert api.requests == 2


async def test_a_server_that_is_not_there_is_named(claude_at: ClaudeAt) -> None:
    with pytest.raises(ServiceUnavailableError, match="anthropic"):
        await claude_at("http://127.0.0.1:9").ask(QUESTION, MODEL)


async def test_a_bad_answer_is_kept_as_evidence_and_a_later_good_one_is_used(
    claude_at: ClaudeAt, tmp_path: Path
) -> None:
    async with MessagesApi(body("<html>Sign in", "text/html"), says("hello")).serving() as api:
        with pytest.raises(AnswerError):
            await claude_at(api.url).ask(QUESTION, MODEL)
        assert (await claude_at(api.url).ask(QUESTION, MODEL)).text == "hello"
    store = LocalStore(tmp_path / "store")
    (evidence,) = (key for key in store.list("ledger/") if ".bad-" in key)
    assert b"<html>Sign in" in store.read(evidence)


async def test_an_answer_that_was_cut_off_is_asked_for_once_more_with_more_tokens(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says("hel", "max_tokens"), says("hello")).serving() as api:
        answer = await claude_at(api.url).ask_in_full(QUESTION, MODEL)
    assert [asked["max_tokens"] for asked in api.asked] == [1000, 2000]
    assert (answer.text, answer.truncated, len(answer.spend.calls)) == ("hello", False, 2)


async def test_an_answer_that_is_always_cut_off_says_so(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says("hel", "max_tokens"), says("hel", "max_tokens")).serving() as api:
        assert (await claude_at(api.url).ask_in_full(QUESTION, MODEL)).truncated
    assert api.requests == 2


async def test_without_key_and_server_the_variable_is_named(claude_at: ClaudeAt) -> None:
    with pytest.raises(CredentialsError, match="set ANTHROPIC_API_KEY"):
        await claude_at(None, key=None).ask(QUESTION, MODEL)


async def test_a_local_server_needs_no_key(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says("hello")).serving() as api:
        await claude_at(api.url, key=None).ask(QUESTION, MODEL)
    assert api.requests == 1


async def test_the_budget_stops_before_anything_is_sent(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says("hello")).serving() as api:
        with pytest.raises(BudgetExceededError):
            await claude_at(api.url, limit=0.01).ask(QUESTION, MODEL)
    assert api.requests == 0


async def test_replay_needs_neither_key_nor_server(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says("hello")).serving() as api:
        await claude_at(api.url, replay=Replay.RECORD).ask(QUESTION, MODEL)
    replaying = claude_at(None, key=None, replay=Replay.REPLAY)
    assert (await replaying.ask(QUESTION, MODEL)).text == "hello"
    with pytest.raises(ReplayMissError, match="VIDGEN_REPLAY"):
        await replaying.ask(QUESTION._replace(system="Be long."), MODEL)


async def test_questions_at_once_are_sent_at_once(claude_at: ClaudeAt) -> None:
    async with MessagesApi(otherwise=lambda _: says("hello")).serving() as api:
        claude = claude_at(api.url)
        await asyncio.gather(*(claude.ask(QUESTION._replace(system=str(n)), MODEL) for n in range(5)))
    assert api.requests == 5


async def test_a_key_is_checked_for_nothing(claude_at: ClaudeAt) -> None:
    async with MessagesApi().serving() as api:
        assert await claude_at(api.url).check() == "2 models"
    async with MessagesApi(fails(401, "authentication_error")).serving() as api:
        with pytest.raises(CredentialsError, match="ANTHROPIC_API_KEY"):
            await claude_at(api.url).check()


async def test_a_check_asks_as_the_sdk_does(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says("hello")).serving() as api:
        claude = claude_at(api.url)
        await claude.ask(QUESTION, MODEL)
        await claude.check()
    for name in ("authorization", "anthropic-version"):
        asked, checked = ({header.lower(): text for header, text in one.items()}[name] for one in api.headers)
        assert checked == asked


async def test_a_check_takes_a_proxys_page_for_none_of_the_services(claude_at: ClaudeAt) -> None:
    async with MessagesApi(body("<html>Sign in", "text/html")).serving() as api:
        with pytest.raises(ServiceRejectedError, match="is a proxy in the way"):
            await claude_at(api.url).check()


async def test_a_check_of_a_server_that_is_not_there_says_so(claude_at: ClaudeAt) -> None:
    with pytest.raises(ServiceUnavailableError, match="no connection"):
        await claude_at("http://127.0.0.1:9").check()


async def test_an_answer_that_is_heard_coming_is_the_same_in_the_ledger(claude_at: ClaudeAt) -> None:
    heard: list[str] = []
    async with MessagesApi(streams("hello, this is a stream")).serving() as api:
        claude = claude_at(api.url)
        answers = [await claude.ask(QUESTION, MODEL, lambda: heard.append), await claude.ask(QUESTION, MODEL)]
    assert len(heard) > 1
    assert {"".join(heard), *(answer.text for answer in answers)} == {"hello, this is a stream"}
    (paid,), (reused,) = (answer.spend.calls for answer in answers)
    assert (paid.input_tokens, paid.output_tokens, paid.cached_tokens) == (1000, 2000, 400)
    assert (paid.outcome, reused.outcome, api.requests) == ("paid", "reused", 1)


async def test_a_stream_that_breaks_off_is_heard_anew_once(claude_at: ClaudeAt) -> None:
    heard: list[list[str]] = []

    def listen() -> Callable[[str], None]:
        heard.append([])
        return heard[-1].append

    async with MessagesApi(streams("hello, stream", until=2), streams("hello, stream")).serving() as api:
        answer = await claude_at(api.url).ask(QUESTION, MODEL, listen)
    assert [call.outcome for call in answer.spend.calls] == ["failed", "paid"]
    assert "".join(heard[0]) != "".join(heard[1]) == "hello, stream"


async def test_a_server_that_does_not_stream_answers_at_once(claude_at: ClaudeAt) -> None:
    heard: list[str] = []
    async with MessagesApi(says("hello")).serving() as api:
        answer = await claude_at(api.url).ask(QUESTION, MODEL, lambda: heard.append)
    assert (answer.text, heard) == ("hello", [])


async def test_a_server_that_repeats_the_key_does_not_get_it_into_an_error(claude_at: ClaudeAt) -> None:
    async with MessagesApi(body(f"no such key: {KEY}", "text/plain", 401)).serving() as api:
        with pytest.raises(CredentialsError) as caught:
            await claude_at(api.url).ask(QUESTION, MODEL)
    assert KEY not in "".join(traceback.format_exception(caught.value))


async def test_nothing_that_lasts_holds_the_key(claude_at: ClaudeAt, tmp_path: Path) -> None:
    async with MessagesApi(says("hello")).serving() as api:
        await claude_at(api.url).ask(QUESTION, MODEL)
    store = LocalStore(tmp_path / "store")
    assert len(list(store.list(""))) == 2
    assert not any(KEY.encode() in store.read(key) for key in store.list(""))
