"""Which narrator speaks: the one that a voice names, as in ``flite:slt``, else the first. How is its own matter."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.estimate import PriceRange
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.ports import Metered, Narrator, Priced, Warmed
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.spend import Spend
from vidgen_assets.domain.voice import VoiceName


class NarratorChoice:
    """A narrator that hands on to one of several, by name; the first is asked when a voice names none.

    `unset` has the variable to be set for each narrator that there could be, and is not.
    """

    def __init__(self, narrators: Mapping[str, Narrator], unset: Mapping[str, str] | None = None) -> None:
        self._narrators, self._unset = dict(narrators), dict(unset or {})
        self._default = next(iter(self._narrators))
        self.identity = self._narrators[self._default].identity

    def identity_for(self, voice: str | None) -> str:
        """See `NarratorsByVoice`. Of a narrator that there is not, it is its name."""
        name = self._named(voice)
        return self._narrators[name].identity if name in self._narrators else name

    def check_voice(self, voice: str | None, language: str) -> None:
        """See `Narrator.check_voice`. Raises `InputError` too when there is no such narrator."""
        self.narrator(voice).check_voice(voice, language)

    async def narrate(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SectionAudio:
        """See `Narrator.narrate`."""
        return await self.narrator(plan.voice).narrate(plan, section, inputs, folder)

    def price(self, request: VideoRequest, plan: Plan | None, section: Section | None) -> PriceRange:
        """See `Priced`: that of the narrator which speaks; nothing where it costs nothing."""
        chosen = self.narrator(request.voice)
        return chosen.price(request, plan, section) if isinstance(chosen, Priced) else PriceRange()

    def check_left(self, plan: Plan, sections: Sequence[Section]) -> None:
        """See `Metered`."""
        chosen = self.narrator(plan.voice)
        if isinstance(chosen, Metered):
            chosen.check_left(plan, sections)

    async def warm_cache(self, phrases: Sequence[str], voice: str | None, language: str, account: str) -> Spend:
        """See `Warmed`. Raises `InputError` when the voice's narrator costs nothing: there is nothing to buy."""
        chosen = self.narrator(voice)
        if not isinstance(chosen, Warmed):
            raise InputError(
                "this voice costs nothing, so that nothing has to be bought ahead",
                field="voice",
                fix="Set ELEVENLABS_API_KEY or VIDGEN_SPEECH_BASE_URL, or name a voice of theirs",
            )
        return await chosen.warm_cache(phrases, voice, language, account)

    def narrator(self, voice: str | None) -> Narrator:
        """The narrator that `voice` names. Raises `InputError` when there is none such."""
        name = self._named(voice)
        if name in self._narrators:
            return self._narrators[name]
        if name in self._unset:
            raise InputError(f"the narrator {name!r} is not set", field="voice", fix=f"Set {self._unset[name]}")
        names = ", ".join(f"{known}:" for known in self._narrators)
        raise InputError(
            f"no narrator is called {name!r}", field="voice", fix=f"Start the voice's name with one of {names}"
        )

    def _named(self, voice: str | None) -> str:
        return VoiceName.parse(voice).narrator or self._default
