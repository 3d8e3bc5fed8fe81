"""The settings of paid services: keys, servers, models, money. How they are read is in `settings`.

Keys are `SecretStr`: they are handed to clients, and to our own processes by their standard input, and shown nowhere.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr

from vidgen_assets.domain.record import Record

Effort = Literal["low", "medium", "high", "xhigh", "max"]


def _url(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("give an address that starts with http:// or https://")
    if "@" in value.partition("://")[2].partition("/")[0]:
        # An address is shown, and decides what is stored under which name; a key is neither.
        raise ValueError("leave name and password out of it; a key has a variable of its own")
    return value.rstrip("/")


def _key(value: SecretStr) -> SecretStr:
    """What can be sent in a header, and no key has anything else. The message must not show it."""
    key = value.get_secret_value()
    strange = [place for place, character in enumerate(key, 1) if not "!" <= character <= "~" or character in "\"'"]
    if strange:
        raise ValueError(f"character {strange[0]} of {len(key)} is a space, a quote or no ASCII; no key has such")
    return value


Url = Annotated[str, AfterValidator(_url)]
Key = Annotated[SecretStr, AfterValidator(_key)]
File = Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())]
Tokens = Annotated[int, Field(ge=256, le=200_000)]


class ServiceSettings(Record):
    """What can be set of paid services. Without a key or a server, a service is not used."""

    anthropic_api_key: Key | None = Field(
        None,
        alias="ANTHROPIC_API_KEY",
        description="Key of the Claude API; with it, Claude plans prompts and writes scenes",
        json_schema_extra={"shown": "none"},
    )
    anthropic_base_url: Url | None = Field(
        None,
        alias="ANTHROPIC_BASE_URL",
        description="Another server that speaks the Messages API; a local one may need no key",
        json_schema_extra={"shown": "Anthropic's"},
    )
    plan_model: str = Field("claude-opus-5-5", alias="VIDGEN_PLAN_MODEL", description="Model that plans videos")
    plan_effort: Effort = Field("medium", alias="VIDGEN_PLAN_EFFORT", description="How hard it thinks: `low` to `max`")
    plan_max_tokens: Tokens = Field(
        16_000, alias="VIDGEN_PLAN_MAX_TOKENS", description="Tokens that a plan may take, thinking included"
    )
    code_model: str = Field("claude-sonnet-5-5", alias="VIDGEN_CODE_MODEL", description="Model that writes scenes")
    code_effort: Effort = Field("medium", alias="VIDGEN_CODE_EFFORT", description="How hard it thinks: `low` to `max`")
    code_max_tokens: Tokens = Field(
        12_000, alias="VIDGEN_CODE_MAX_TOKENS", description="Tokens that a scene may take, thinking included"
    )
    repair_model: str = Field(
        "claude-sonnet-5-5", alias="VIDGEN_REPAIR_MODEL", description="Model that mends plans and scenes"
    )
    repair_effort: Effort = Field("low", alias="VIDGEN_REPAIR_EFFORT", description="How hard it thinks: `low` to `max`")
    repair_max_tokens: Tokens = Field(
        12_000, alias="VIDGEN_REPAIR_MAX_TOKENS", description="Tokens that a repair may take, thinking included"
    )
    model_timeout_s: float = Field(
        300.0, gt=0, alias="VIDGEN_MODEL_TIMEOUT_S", description="Seconds after which a model's answer is given up"
    )
    elevenlabs_api_key: Key | None = Field(
        None,
        alias="ELEVENLABS_API_KEY",
        description="Key of the ElevenLabs API; with it, ElevenLabs speaks unless a voice names another narrator",
        json_schema_extra={"shown": "none"},
    )
    elevenlabs_base_url: Url | None = Field(
        None,
        alias="ELEVENLABS_BASE_URL",
        description="Another server that speaks the ElevenLabs API, or a proxy",
        json_schema_extra={"shown": "ElevenLabs'"},
    )
    speech_base_url: Url | None = Field(
        None,
        alias="VIDGEN_SPEECH_BASE_URL",
        description="Server with OpenAI's speech API, such as a local neural voice; its voices are `speech:NAME`",
        json_schema_extra={"shown": "none"},
    )
    speech_api_key: Key | None = Field(
        None,
        alias="VIDGEN_SPEECH_API_KEY",
        description="Key of that server, if it wants one",
        json_schema_extra={"shown": "none"},
    )
    elevenlabs_model: str = Field(
        "eleven_multilingual_v2",
        alias="VIDGEN_ELEVENLABS_MODEL",
        description="Model that ElevenLabs speaks with",
    )
    speech_reuse: Literal["sentences", "texts"] = Field(
        "sentences",
        alias="VIDGEN_SPEECH_REUSE",
        description="What ElevenLabs has said is used again by `sentences`, or only as whole `texts`",
    )
    speech_model: str = Field(
        "tts-1", alias="VIDGEN_SPEECH_MODEL", description="Model that the speech server speaks with"
    )
    fallback_voice: str = Field(
        "espeak:",
        alias="VIDGEN_FALLBACK_VOICE",
        description="Voice that speaks a section while a speech service is down; `none` lets the section fail",
    )
    speak_ahead: bool = Field(
        False,
        alias="VIDGEN_SPEAK_AHEAD",
        description="Have section 1 spoken while Claude still writes the plan; if that changes, it is paid for twice",
        json_schema_extra={"shown": "`false`"},
    )
    budget_usd: float | None = Field(
        None,
        ge=0,
        alias="VIDGEN_BUDGET_USD",
        description="US dollars that each video may cost, unless `--budget` says otherwise",
        json_schema_extra={"shown": "no limit"},
    )
    prices: File | None = Field(
        None,
        alias="VIDGEN_PRICES",
        description="A price table of your own, in the form of `vidgen_assets/services/prices.toml`",
        json_schema_extra={"shown": "the shipped one"},
    )
    replay: Literal["off", "record", "replay"] = Field(
        "off",
        alias="VIDGEN_REPLAY",
        description="`replay` makes videos from recorded answers alone, without keys; `record` and `off` keep them",
    )
