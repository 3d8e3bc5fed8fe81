"""Which voice a name means, and whether the account can be used at all: what is asked before anything is spent."""

import logging
import re

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.ports import ListedVoice
from vidgen_assets.domain.service_errors import (
    AnswerError,
    CredentialsError,
    QuotaError,
    ReplayMissError,
    ServiceError,
)
from vidgen_assets.domain.voice import VoiceName
from vidgen_assets.providers.elevenlabs.catalogue import NamedVoice, Subscription, voices
from vidgen_assets.providers.elevenlabs.client import ElevenLabs
from vidgen_assets.providers.elevenlabs.errors import KEY, SERVICE
from vidgen_assets.providers.elevenlabs.speaking import DEFAULT_VOICE
from vidgen_assets.services.reply import Reply

NARRATOR = SERVICE
_ID = re.compile(r"[A-Za-z0-9]{20}")
_NAMED_FEW = 12
_log = logging.getLogger(__name__)


class Voices:
    """The voices of an account. An id can be given for any of them; it is taken on trust until it is used."""

    def __init__(self, client: ElevenLabs, default: str | None = None) -> None:
        self._client, self._default = client, default or DEFAULT_VOICE

    async def resolve(self, voice: str | None) -> NamedVoice:
        """The voice meant. Raises `InputError` when there is none such, or a `ServiceError`."""
        asked = VoiceName.parse(voice)
        if asked.narrator not in (None, NARRATOR):
            raise InputError(
                f"{voice!r} is not a voice of {NARRATOR}", field="voice", fix=f"Write {NARRATOR}: and then its name"
            )
        name = asked.name or self._default
        if _ID.fullmatch(name):
            return NamedVoice(name, name)
        known = _named(name, await self._listed())
        if known is None and not self._client.replaying:
            # A voice may have been added to the account since the list was kept.
            known = _named(name, await self._listed(anew=True))
        if known is None:
            few = ", ".join(voice.name for voice in (await self._listed())[:_NAMED_FEW])
            raise InputError(f"ElevenLabs has no voice {name!r}", field="voice", fix=f"Use one of these: {few}, …")
        return known

    async def check(self, voice: str | None) -> None:
        """Raise what stands in the way of speaking so: a wrong key, no credit left, or an unknown voice.

        Where the service cannot be reached that is not known, and passes.
        """
        try:
            if not self._client.replaying:
                await self._check_account()
            await self.resolve(voice)
        except (CredentialsError, QuotaError):
            raise
        except (ServiceError, ReplayMissError) as error:
            _log.warning("The voice could not be checked: %s", error)

    async def list(self) -> tuple[ListedVoice, ...]:
        """The voices there are, as a request may give them. Raises a `ServiceError`."""
        return tuple(
            ListedVoice(f"{NARRATOR}:{voice.name}", voice.about, voice.languages)
            for voice in await self._listed(anew=True)
        )

    async def account(self) -> str:
        """What the account may do, in words. Raises `CredentialsError`, `QuotaError` or another `ServiceError`."""
        if self._client.replaying:
            return "recorded answers"
        allowed = await self._check_account()
        if allowed is None:
            return "the key is for speech alone, so what is left is not told"
        left = "" if allowed.left is None else f"{allowed.left:,} characters left"
        return ", ".join(filter(None, (allowed.tier and f"tier {allowed.tier}", left))) or "it answers"

    async def _check_account(self) -> Subscription | None:
        """What it allows, or None where the key may not ask that."""
        try:
            allowed = await self._client.subscription()
        except CredentialsError as error:
            # A key may be allowed to speak and nothing else: then only speaking tells.
            if "missing_permissions" in str(error):
                return None
            raise
        if allowed.left is not None and allowed.left <= 0:
            raise QuotaError(f"the account behind {KEY} has no characters left", service=SERVICE)
        return allowed

    async def _listed(self, *, anew: bool = False) -> tuple[NamedVoice, ...]:
        return voices(await self._client.look_up("/v1/voices", _judge, anew=anew))


def _judge(reply: Reply) -> None:
    if not voices(reply):
        raise AnswerError("the account has no voices", service=SERVICE)


def _named(name: str, known: tuple[NamedVoice, ...]) -> NamedVoice | None:
    """By id, by name, or, as names there run on (``George - Warm Storyteller``), by the start of a name."""
    wanted = name.casefold()
    titles = [(voice, voice.name.casefold()) for voice in known]
    exact = (voice for voice, title in titles if voice.id == name or title == wanted)
    short = (voice for voice, title in titles if re.split(r"\s+[-–(]", title)[0] == wanted)
    return next(exact, None) or next(short, None)
