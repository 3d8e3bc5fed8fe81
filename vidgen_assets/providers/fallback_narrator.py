"""`FallbackNarrator`: another voice speaks a section when the wanted one fails. Which errors count is configured."""

import logging
from collections.abc import Collection, Sequence
from enum import StrEnum
from pathlib import Path

from vidgen_assets.domain.estimate import PriceRange
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.ports import Metered, Narrator, Priced
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.service_errors import (
    AnswerError,
    CredentialsError,
    QuotaError,
    ServiceError,
    ServiceRejectedError,
    ServiceUnavailableError,
)
from vidgen_assets.domain.spend import Call, Spend

_log = logging.getLogger(__name__)


class Trouble(StrEnum):
    """What can be wrong with a service: it is down, its answer is damaged, it will not take the request, or the key or
    the credit of the account is at fault."""

    OUTAGE = "outage"
    ANSWER = "answer"
    REJECTED = "rejected"
    CREDENTIALS = "credentials"
    QUOTA = "quota"


_ERRORS: dict[Trouble, type[ServiceError]] = {
    Trouble.OUTAGE: ServiceUnavailableError,
    Trouble.ANSWER: AnswerError,
    Trouble.REJECTED: ServiceRejectedError,
    Trouble.CREDENTIALS: CredentialsError,
    Trouble.QUOTA: QuotaError,
}
OUTAGES = frozenset({Trouble.OUTAGE, Trouble.ANSWER})
"""What nobody can help at once. Whoever has a wrong key or no credit left wants to know, not to hear another voice."""


class FallbackNarrator:
    """Has `stand_in` speak, with `voice`, each section for which `wanted` is in trouble of a kind in `when`.

    Its identity is that of the wanted narrator: another stand-in makes nothing stale that is as it should be. What the
    stand-in spoke says so, and is made again when the section is.
    """

    def __init__(
        self, wanted: Narrator, stand_in: Narrator, voice: str | None = None, when: Collection[Trouble] = OUTAGES
    ) -> None:
        self._wanted, self._stand_in, self._voice = wanted, stand_in, voice
        self._errors = tuple(_ERRORS[trouble] for trouble in when)
        self.identity = wanted.identity

    def check_voice(self, voice: str | None, language: str) -> None:
        """See `Narrator.check_voice`. The stand-in has to be able to speak, too."""
        self._stand_in.check_voice(self._voice, language)
        try:
            self._wanted.check_voice(voice, language)
        except self._errors as error:
            _log.warning("The wanted voice is in trouble: %s", error)

    def price(self, request: VideoRequest, plan: Plan | None, section: Section | None) -> PriceRange:
        """See `Priced`: that of the wanted narrator; its stand-in is taken to cost nothing."""
        return self._wanted.price(request, plan, section) if isinstance(self._wanted, Priced) else PriceRange()

    def check_left(self, plan: Plan, sections: Sequence[Section]) -> None:
        """See `Metered`."""
        if isinstance(self._wanted, Metered):
            self._wanted.check_left(plan, sections)

    async def narrate(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SectionAudio:
        """See `Narrator.narrate`."""
        try:
            return await self._wanted.narrate(plan, section, inputs, folder)
        except self._errors as error:
            _log.warning("Section %s is spoken by another voice: %s", section.key, error)
            audio = await self._stand_in.narrate(
                plan.model_copy(update={"voice": self._voice}), section, inputs, folder
            )
            return audio.model_copy(update={"fallback": str(error), "spend": Spend.total([_spent(error), audio.spend])})


def _spent(error: ServiceError) -> Spend:
    """What the wanted voice has cost all the same."""
    failed = Call(service=error.service, model="", purpose="speech", outcome="failed", note=str(error))
    return error.spend if error.spend.calls else Spend(calls=(failed,))
