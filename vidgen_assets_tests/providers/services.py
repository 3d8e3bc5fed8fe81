"""The three paid services, each behind a local server that fails as it is told, and each asked one and the same thing
by the client that ships. For tests of what all clients have to have in common."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from aiohttp import web

from vidgen_assets.domain.spend import Spend
from vidgen_assets.providers.claude.client import Claude, Model, Question
from vidgen_assets.providers.openai_speech.client import Access, SpeechServer
from vidgen_assets.providers.openai_speech.narrator import OpenAISpeechNarrator
from vidgen_assets.services.accounts import Accounts
from vidgen_assets.services.ledger import Ledger
from vidgen_assets.services.prices import PriceTable
from vidgen_assets.services.retry import RetryPolicy
from vidgen_assets.services.till import Till
from vidgen_assets.services.turns import Turns
from vidgen_assets.storage.local import LocalStore
from vidgen_assets_tests.providers.claude.messages_api import MessagesApi, says
from vidgen_assets_tests.providers.elevenlabs.server import Server, answering
from vidgen_assets_tests.providers.elevenlabs.speaking import narrator, plan_of, spoken
from vidgen_assets_tests.providers.openai_speech.server import SpeechHost

Fault = Callable[[web.Request], Awaitable[web.StreamResponse]]
POLICY = RetryPolicy(attempts=3, first_wait=0.01, longest_wait=0.5)
TIMEOUT_S = 0.4
KEY = "key-of-the-tests-6f1d"
SAID = "One thing is here. Another is there."


class Wanted(NamedTuple):
    """What came of asking: what it took, and whether its timings are estimated."""

    spend: Spend
    estimated: bool = False


class Asked(Protocol):
    """A service that is served."""

    def requests(self) -> int:
        """How many have come in."""

    async def ask(self, root: Path) -> Wanted:
        """Ask it, with store and turns in `root`."""


class _Claude(NamedTuple):
    api: MessagesApi

    def requests(self) -> int:
        return self.api.requests

    async def ask(self, root: Path) -> Wanted:
        claude = Claude(KEY, self.api.url, _till(root), PriceTable.load())
        question = Question("a-video", "code", "Be brief.", ({"role": "user", "content": SAID},))
        model = Model(name="claude-sonnet-5-5", timeout_s=TIMEOUT_S, max_tokens=1000)
        return Wanted((await claude.ask_in_full(question, model)).spend)


class _ElevenLabs(NamedTuple):
    server: Server

    def requests(self) -> int:
        return len(self.server.asked)

    async def ask(self, root: Path) -> Wanted:
        voice = narrator(self.server.url, root, timeout_s=TIMEOUT_S, policy=POLICY)
        audio = await spoken(voice, plan_of((SAID,)), root)
        return Wanted(audio.spend, audio.estimated)


class _Speech(NamedTuple):
    host: SpeechHost

    def requests(self) -> int:
        return len(self.host.asked) + len(self.host.captioned)

    async def ask(self, root: Path) -> Wanted:
        turns = Turns(root / "turns", poll_s=0.01)
        server = SpeechServer(Access(self.host.url, KEY, TIMEOUT_S), _till(root), PriceTable.load(), turns)
        plan = plan_of((SAID,))
        audio = await OpenAISpeechNarrator(server).narrate(plan, plan.sections[0], "i", root)
        return Wanted(audio.spend, audio.estimated)


def _till(root: Path) -> Till:
    store = LocalStore(root / "store")
    return Till(Ledger(store), Accounts(store, lambda _: None), POLICY)


@asynccontextmanager
async def serving(service: str, faults: Sequence[Fault]) -> AsyncIterator[Asked]:
    """A service by name; each of `faults` is what becomes of one request, after them all is well."""
    if service == "anthropic":
        async with MessagesApi(*faults, otherwise=lambda _: says("hello")).serving() as api:
            yield _Claude(api)
    elif service == "elevenlabs":
        async with Server(*faults) as server:
            yield _ElevenLabs(server)
    else:
        async with SpeechHost(*faults, captions=service == "captions") as host:
            yield _Speech(host)


def refuses(status: int, name: str, **headers: str) -> Fault:
    """An error that each of the services might word so."""

    async def fault(_: web.Request) -> web.Response:
        told = {"type": name, "status": name, "code": name, "message": f"It is {name}."}
        content = {"type": "error", "error": told, "detail": told}
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        return web.json_response(content, status=status, headers=named)

    return fault


def answers(content: object, kind: str = "application/json", status: int = 200) -> Fault:
    """Any content: text as it is, anything else as JSON."""
    return answering(status, content if isinstance(content, str) else json.dumps(content), kind)
