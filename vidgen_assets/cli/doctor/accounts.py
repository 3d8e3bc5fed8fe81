"""Checks of paid services: whether each is set, reachable, and takes orders. They cost nothing."""

import asyncio
from collections.abc import Iterator

from vidgen_assets.cli.doctor.check import Check, State
from vidgen_assets.domain.errors import VidgenError
from vidgen_assets.domain.ports import PaidService
from vidgen_assets.live import build_claude
from vidgen_assets.settings import Settings


def accounts(settings: Settings) -> Iterator[Check]:
    """The services that `settings` names, and those that it could."""
    gives = "plans any prompt and writes scenes; set ANTHROPIC_API_KEY or ANTHROPIC_BASE_URL"
    yield _check("Claude", build_claude(settings), gives)


def _check(name: str, service: PaidService | None, gives: str) -> Check:
    if service is None:
        return Check(name, State.MISSING, "not set", gives)
    try:
        return Check(name, State.OK, asyncio.run(service.check()), gives)
    except VidgenError as error:
        return Check(name, State.BROKEN, str(error), gives)
