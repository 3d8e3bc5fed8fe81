"""Checks of paid services: whether each is set, reachable, and takes orders. They cost nothing."""

import asyncio
from collections.abc import Iterator

from vidgen_assets.cli.doctor.check import Check, State
from vidgen_assets.domain.errors import VidgenError
from vidgen_assets.domain.ports import PaidService
from vidgen_assets.domain.service_errors import ServiceUnavailableError
from vidgen_assets.live import build_claude, build_elevenlabs, build_speech_server
from vidgen_assets.settings import Settings

_CLAUDE = "plans any prompt and writes scenes; set ANTHROPIC_API_KEY or ANTHROPIC_BASE_URL"
_ELEVENLABS = "speaks as people do; set ELEVENLABS_API_KEY"
_SERVER = "a neural voice of your own; set VIDGEN_SPEECH_BASE_URL, and VIDGEN_SPEECH_API_KEY if it wants one"


def accounts(settings: Settings) -> Iterator[Check]:
    """The services that `settings` names, and those that it could."""
    yield _check("Claude", build_claude(settings), _CLAUDE)
    stand_in = "" if settings.fallback_voice == "none" else settings.fallback_voice
    yield _check("ElevenLabs", build_elevenlabs(settings), _ELEVENLABS, stand_in)
    yield _check("Speech server", build_speech_server(settings), _SERVER, stand_in)


def _check(name: str, service: PaidService | None, gives: str, stand_in: str = "") -> Check:
    """What a service says of itself. One that is down is no fault where another voice stands in."""
    if service is None:
        return Check(name, State.MISSING, "not set", gives)
    try:
        return Check(name, State.OK, asyncio.run(service.check()), gives)
    except VidgenError as error:
        if stand_in and isinstance(error, ServiceUnavailableError):
            return Check(name, State.MISSING, f"{error}; {stand_in} speaks meanwhile", gives)
        return Check(name, State.BROKEN, str(error), gives)
