"""The part of the composition root that costs money: which paid services there are, and how they are bought from.

A service is used when its key or its server is set; in a replay, when there are recorded answers of it. To import
Anthropic's SDK takes a second, so all that needs it is imported only once it is to be used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from pydantic import SecretStr

from vidgen_assets.defs.store import open_store
from vidgen_assets.domain.errors import ConfigurationError, InputError
from vidgen_assets.domain.ports import Narrator, Planner, SceneChecker, SceneWriter
from vidgen_assets.domain.voice import VoiceName
from vidgen_assets.providers.claude.service import SERVICE as ANTHROPIC
from vidgen_assets.providers.elevenlabs.client import Access, ElevenLabs
from vidgen_assets.providers.elevenlabs.errors import SERVICE as ELEVENLABS
from vidgen_assets.providers.elevenlabs.narrator import ElevenLabsNarrator, Manner
from vidgen_assets.providers.elevenlabs.speaking import Style
from vidgen_assets.providers.elevenlabs.takes import Takes
from vidgen_assets.providers.fallback_narrator import FallbackNarrator
from vidgen_assets.providers.narrator_choice import NarratorChoice
from vidgen_assets.providers.openai_speech.client import Access as ServerAccess
from vidgen_assets.providers.openai_speech.client import SpeechServer
from vidgen_assets.providers.openai_speech.delivery import Delivery
from vidgen_assets.providers.openai_speech.narrator import OpenAISpeechNarrator
from vidgen_assets.providers.planner_choice import PlannerChoice
from vidgen_assets.services.accounts import Accounts
from vidgen_assets.services.ledger import PREFIX, Ledger, Replay
from vidgen_assets.services.prices import PriceTable
from vidgen_assets.services.till import Till
from vidgen_assets.services.turns import Turns
from vidgen_assets.settings import Settings
from vidgen_assets.storage.requests import Requests

if TYPE_CHECKING:
    from vidgen_assets.providers.claude.client import Claude, Model


class Models(NamedTuple):
    """Who plans, who writes scenes, and who mends both."""

    plan: Model
    code: Model
    repair: Model


def build_accounts(settings: Settings) -> Accounts:
    """What videos have cost, with the budget of each: its request's, else the settings'."""
    store = open_store(settings)
    requests = Requests(store)

    def limit(video: str) -> float | None:
        try:
            wished = requests.load(video).budget
        except InputError:
            wished = None
        return settings.budget_usd if wished is None else wished

    return Accounts(store, limit)


def build_till(settings: Settings) -> Till:
    """Where everything is bought."""
    return Till(Ledger(open_store(settings), Replay(settings.replay)), build_accounts(settings))


def build_claude(settings: Settings) -> Claude | None:
    """Claude, if it is to be used."""
    wanted = settings.anthropic_api_key or settings.anthropic_base_url
    if not wanted and not _recorded(settings, ANTHROPIC):
        return None
    from vidgen_assets.providers.claude.client import Claude

    key = _opened(settings.anthropic_api_key)
    return Claude(key, settings.anthropic_base_url, build_till(settings), PriceTable.load(settings.prices))


def live_planner(settings: Settings, claude: Claude, scripts: Planner) -> Planner:
    """Claude for prompts; scripts need no model."""
    from vidgen_assets.providers.claude.planner import ClaudePlanner

    models = _models(settings)
    return PlannerChoice(scripts, ClaudePlanner(claude, models.plan, models.repair))


def live_writer(settings: Settings, claude: Claude, checker: SceneChecker, fallback: SceneWriter) -> SceneWriter:
    """Claude for scenes."""
    from vidgen_assets.providers.claude.scene_ladder import SceneModels
    from vidgen_assets.providers.claude.scene_writer import ClaudeSceneWriter

    models = _models(settings)
    return ClaudeSceneWriter(claude, SceneModels(models.code, models.repair), checker, fallback)


def paid_narrator(settings: Settings) -> NarratorChoice:
    """The narrators whose services are set, and nobody who stands in. Raises `ConfigurationError` without any."""
    paid = {name: narrator for name, narrator in _paid_narrators(settings).items() if narrator is not None}
    if not paid:
        raise ConfigurationError(
            "no speech service is set, so that there is nothing to buy",
            field="ELEVENLABS_API_KEY",
            fix="Set it, or VIDGEN_SPEECH_BASE_URL",
        )
    return NarratorChoice(paid)


def live_narrator(settings: Settings, offline: Mapping[str, Narrator]) -> Narrator:
    """The narrators whose services are set, then those that cost nothing; the first speaks where no other is named.

    ElevenLabs can be named without its key, too: what it has said stays as it is, and what it has not is refused with
    the name of the variable.
    """
    paid = {name: one for name, one in _paid_narrators(settings).items() if one is not None}
    backed = {name: _backed(settings.fallback_voice, name, paid, offline) for name in paid}
    unset = {} if ELEVENLABS in paid else {ELEVENLABS: _elevenlabs(settings)}
    return NarratorChoice({**backed, **offline, **unset}, {"speech": "VIDGEN_SPEECH_BASE_URL"})


def _backed(stand_in: str, name: str, paid: Mapping[str, Narrator], offline: Mapping[str, Narrator]) -> Narrator:
    """The paid narrator of this name, and behind it the voice that stands in, unless that is one of its own."""
    if stand_in == "none" or VoiceName.parse(stand_in).narrator == name:
        return paid[name]
    return FallbackNarrator(paid[name], NarratorChoice({**offline, **paid}), stand_in)


def _paid_narrators(settings: Settings) -> Mapping[str, ElevenLabsNarrator | OpenAISpeechNarrator | None]:
    return {"elevenlabs": build_elevenlabs(settings), "speech": build_speech_server(settings)}


def build_elevenlabs(settings: Settings) -> ElevenLabsNarrator | None:
    """ElevenLabs, if it is to be used."""
    key, url = _opened(settings.elevenlabs_api_key), settings.elevenlabs_base_url
    if not key and not url and not _recorded(settings, ELEVENLABS):
        return None
    return _elevenlabs(settings)


def _elevenlabs(settings: Settings) -> ElevenLabsNarrator:
    key, url = _opened(settings.elevenlabs_api_key), settings.elevenlabs_base_url
    turns = Turns(settings.home / ".turns" / ELEVENLABS)
    client = ElevenLabs(Access(key, url), build_till(settings), PriceTable.load(settings.prices), turns)
    manner = Manner(Style(model=settings.elevenlabs_model), reuse=settings.speech_reuse)
    return ElevenLabsNarrator(client, Takes(open_store(settings)), manner)


def build_speech_server(settings: Settings) -> OpenAISpeechNarrator | None:
    """A server with OpenAI's speech API, if one is to be used."""
    if settings.speech_base_url is None:
        return None
    turns = Turns(settings.home / ".turns" / "speech")
    access = ServerAccess(settings.speech_base_url, _opened(settings.speech_api_key))
    server = SpeechServer(access, build_till(settings), PriceTable.load(settings.prices), turns)
    return OpenAISpeechNarrator(server, Delivery(model=settings.speech_model))


def _models(settings: Settings) -> Models:
    from vidgen_assets.providers.claude.client import Model

    def model(name: str, effort: str, max_tokens: int) -> Model:
        chosen = {"name": name, "effort": effort, "max_tokens": max_tokens, "timeout_s": settings.model_timeout_s}
        return Model.model_validate(chosen)

    return Models(
        plan=model(settings.plan_model, settings.plan_effort, settings.plan_max_tokens),
        code=model(settings.code_model, settings.code_effort, settings.code_max_tokens),
        repair=model(settings.repair_model, settings.repair_effort, settings.repair_max_tokens),
    )


def _recorded(settings: Settings, service: str) -> bool:
    if Replay(settings.replay) is not Replay.REPLAY:
        return False
    return any(open_store(settings).list(f"{PREFIX}{service}/"))


def _opened(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()
