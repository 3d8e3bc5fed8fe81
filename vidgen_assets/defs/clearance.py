"""Clearance: before anything is spent, are the services there, do they take our orders, and is enough left of them?

Whoever is about to spend asks: a command before it stores a request, and each step of a run before its first call. What
was all right a moment ago, for any process on this machine, is not asked again.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.ports import Metered, Narrator, PaidService
from vidgen_assets.domain.request import VideoRequest

_LATELY_S = 60.0


class Clearance:
    """Checks of the services behind these makers. `stamp` is another one whenever a setting is; `folder` remembers."""

    def __init__(self, folder: Path, stamp: str, narrator: Narrator, services: Sequence[PaidService]) -> None:
        self._folder, self._stamp, self._narrator, self._services = folder, stamp, narrator, services

    async def to_think(self) -> None:
        """Whether plans and scenes can be bought. Raises `CredentialsError` or another `ServiceError`."""

        async def check() -> None:
            await asyncio.gather(*(service.check() for service in self._services))

        if self._services:
            await self._lately(check, "think")

    async def to_speak(self, voice: str | None, language: str) -> None:
        """Whether the voice can be had. Raises `InputError`, `CredentialsError` or `QuotaError`."""

        async def check() -> None:
            await asyncio.to_thread(self._narrator.check_voice, voice, language)

        await self._lately(check, "speak", voice, language)

    async def to_speak_all(self, plan: Plan, sections: Sequence[Section]) -> None:
        """The same, for these sections of a plan, of which there has to be enough left. Whoever has asked for more
        sections has asked for each of them."""
        await self.to_speak(plan.voice, plan.language)
        narrator = self._narrator
        if not isinstance(narrator, Metered) or not sections:
            return

        async def check() -> None:
            await asyncio.to_thread(narrator.check_left, plan, sections)

        await self._lately(check, "left", plan.voice, [section.spoken for section in sections])
        for section in sections:
            self._note("left", plan.voice, [section.spoken])

    def to_begin(self, request: VideoRequest, plan: Plan | None) -> None:
        """Whether a video can be begun whose plan, if it is known before it is bought, is this. Raises what the others
        raise."""
        asyncio.run(self._to_begin(request, plan))

    async def _to_begin(self, request: VideoRequest, plan: Plan | None) -> None:
        if plan is not None:
            await self.to_speak_all(plan, plan.sections)
            return
        await self.to_think()
        await self.to_speak(request.voice, request.language)

    async def _lately(self, check: Callable[[], Awaitable[None]], *what: object) -> None:
        try:
            age = time.time() - self._place(*what).stat().st_mtime
        except OSError:
            age = _LATELY_S
        if not 0 <= age < _LATELY_S:
            await check()
            self._note(*what)

    def _note(self, *what: object) -> None:
        if self._folder.parent.is_dir():  # a command that only looks makes nothing
            self._folder.mkdir(exist_ok=True)
            for old in self._folder.iterdir():
                with contextlib.suppress(FileNotFoundError):
                    if time.time() - old.stat().st_mtime > _LATELY_S:
                        old.unlink()
            self._place(*what).touch()

    def _place(self, *what: object) -> Path:
        return self._folder / fingerprint(self._stamp, *what)
