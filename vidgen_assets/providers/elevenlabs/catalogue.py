"""What the service says of itself: its voices, its models' limits, and what the account may do. Reading only."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from vidgen_assets.domain.service_errors import AnswerError
from vidgen_assets.providers.elevenlabs.errors import SERVICE
from vidgen_assets.services.reply import Reply

SHORT = 2_500
"""Characters that every model and tier takes in one request: for so few, nobody need be asked."""
_LONGEST = {
    "eleven_multilingual": 10_000,
    "eleven_monolingual": 10_000,
    "eleven_flash_v2": 30_000,
    "eleven_flash_v2_5": 40_000,
    "eleven_turbo_v2": 30_000,
    "eleven_turbo_v2_5": 40_000,
    "eleven_v3": 3_000,
}
_AT_ONCE = {"free": 2, "starter": 3, "creator": 5, "pro": 10, "scale": 15, "business": 15}


class NamedVoice(NamedTuple):
    """A voice of the account, what it is like in a few words, and the languages it is made for, as far as is told."""

    id: str
    name: str
    about: str = ""
    languages: tuple[str, ...] = ()

    @classmethod
    def of(cls, voice: Mapping[str, Any]) -> "NamedVoice":
        """From the service's own record. Raises `KeyError` for a voice without an id."""
        labels = _mapping(voice.get("labels"))
        verified = voice.get("verified_languages")
        told = [one.get("language") for one in verified if isinstance(one, dict)] if isinstance(verified, list) else []
        languages = dict.fromkeys(str(one) for one in (*told, labels.get("language")) if one)
        about = ", ".join(str(labels[name]) for name in ("accent", "gender", "age", "use_case") if labels.get(name))
        return cls(str(voice["voice_id"]), str(voice.get("name", "")), about, tuple(languages))


class Subscription(NamedTuple):
    """What the account's plan allows: how many calls at once, and how many characters are left; None if unknown."""

    at_once: int | None
    left: int | None
    tier: str = ""


def voices(reply: Reply) -> tuple[NamedVoice, ...]:
    """The voices in an answer to ``GET /v1/voices``. Raises `AnswerError`."""
    listed = _field(reply, "voices")
    return tuple(NamedVoice.of(voice) for voice in _records(listed, reply) if voice.get("voice_id"))


def longest(model: str, reply: Reply | None = None) -> int:
    """The characters that a model takes in one request, by an answer to ``GET /v1/models`` or, failing that, by what
    was documented in November 2026. Raises `AnswerError`."""
    for known in _records(_json(reply), reply) if reply else ():
        if known.get("model_id") == model and known.get("maximum_text_length_per_request"):
            return int(known["maximum_text_length_per_request"])
    fitting = [prefix for prefix in _LONGEST if model.startswith(prefix)]
    return _LONGEST[max(fitting, key=len)] if fitting else SHORT


def subscription(answer: Mapping[str, Any]) -> Subscription:
    """What an answer to ``GET /v1/user/subscription`` allows."""
    used, most = answer.get("character_count"), answer.get("character_limit")
    counted = isinstance(used, int) and isinstance(most, int) and not answer.get("can_extend_character_limit")
    left = most - used if counted else None  # type: ignore[operator]
    tier = str(answer.get("tier") or "")
    return Subscription(_AT_ONCE.get(tier), left, tier)


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _field(reply: Reply, name: str) -> Any:
    answer = _json(reply)
    return answer.get(name) if isinstance(answer, dict) else None


def _records(listed: Any, reply: Reply) -> Iterable[dict[str, Any]]:
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise AnswerError("the answer is JSON, but no list", service=SERVICE)
    return listed


def _json(reply: Reply) -> Any:
    try:
        return json.loads(reply.body)
    except ValueError as error:
        raise AnswerError("the answer is no JSON", service=SERVICE) from error
