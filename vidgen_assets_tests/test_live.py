import asyncio
from pathlib import Path

import pytest

from vidgen_assets.definitions import build_ports
from vidgen_assets.defs.resources import Ports
from vidgen_assets.domain.errors import VidgenError
from vidgen_assets.domain.ports import NarratorsByVoice
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.settings import Settings
from vidgen_assets_tests.providers.offline_voice.speaking import plan_of
from vidgen_assets_tests.providers.openai_speech.server import SpeechHost

PLAN = plan_of("Hello there.")
ELEVENLABS, SERVER = {"ELEVENLABS_API_KEY": "secret-key"}, {"VIDGEN_SPEECH_BASE_URL": "http://127.0.0.1:9/v1"}


def _ports(home: Path, environ: dict[str, str]) -> Ports:
    return build_ports(Settings.from_env({"VIDGEN_HOME": str(home), **environ}))


def _audio(home: Path, voice: str | None, environ: dict[str, str]) -> str:
    """What the audio of a section is made from."""
    plan = PLAN.model_copy(update={"voice": voice})
    return _ports(home, environ).recipe.audio(plan, plan.sections[0])


@pytest.mark.parametrize(
    ("environ", "first"),
    [
        ({}, "espeak"),
        (ELEVENLABS, "elevenlabs"),
        ({"ELEVENLABS_BASE_URL": "http://127.0.0.1:9"}, "elevenlabs"),
        (SERVER, "speech"),
        (ELEVENLABS | SERVER, "elevenlabs"),
    ],
)
def test_the_service_that_is_set_speaks_where_no_voice_is_named(
    environ: dict[str, str], first: str, tmp_path: Path
) -> None:
    narrator = _ports(tmp_path, environ).narrator
    assert isinstance(narrator, NarratorsByVoice)
    assert narrator.identity == narrator.identity_for(f"{first}:")
    assert narrator.identity != narrator.identity_for("flite:")


@pytest.mark.parametrize(
    ("voice", "before", "after"),
    [
        ("espeak:en-gb", {}, ELEVENLABS | SERVER),
        ("elevenlabs:Amy", ELEVENLABS, ELEVENLABS | SERVER),
        ("elevenlabs:Amy", ELEVENLABS, {}),
        (None, ELEVENLABS, ELEVENLABS | SERVER | {"VIDGEN_FALLBACK_VOICE": "speech:alloy"}),
        (None, {}, {"ANTHROPIC_API_KEY": "secret-key"}),
    ],
)
def test_a_service_that_does_not_speak_makes_no_audio_stale(
    voice: str | None, before: dict[str, str], after: dict[str, str], tmp_path: Path
) -> None:
    assert _audio(tmp_path, voice, before) == _audio(tmp_path, voice, after)


def test_another_narrator_where_no_voice_is_named_or_another_model_of_the_one_that_speaks_does(tmp_path: Path) -> None:
    model = {"VIDGEN_ELEVENLABS_MODEL": "eleven_flash_v2_5"}
    assert _audio(tmp_path, None, {}) != _audio(tmp_path, None, ELEVENLABS)
    assert _audio(tmp_path, "elevenlabs:Amy", ELEVENLABS) != _audio(tmp_path, "elevenlabs:Amy", ELEVENLABS | model)


def test_a_model_for_prompts_makes_no_plan_of_a_script_stale(tmp_path: Path) -> None:
    claude = {"ANTHROPIC_API_KEY": "secret-key"}
    script, prompt = VideoRequest(script="# A\n\nIt is."), VideoRequest(prompt="Explain backpropagation")
    assert _ports(tmp_path, {}).recipe.plan(script) == _ports(tmp_path, claude).recipe.plan(script)
    other = claude | {"VIDGEN_PLAN_MODEL": "claude-sonnet-5-5"}
    assert _ports(tmp_path, other).recipe.plan(script) == _ports(tmp_path, claude).recipe.plan(script)
    assert _ports(tmp_path, other).recipe.plan(prompt) != _ports(tmp_path, claude).recipe.plan(prompt)


@pytest.mark.parametrize(
    ("voice", "variable"), [("elevenlabs:Amy", "ELEVENLABS_API_KEY"), ("speech:alloy", "VIDGEN_SPEECH_BASE_URL")]
)
def test_a_voice_of_a_service_that_is_not_set_names_the_variable(voice: str, variable: str, tmp_path: Path) -> None:
    with pytest.raises(VidgenError, match=variable):
        _ports(tmp_path, {}).narrator.check_voice(voice, "en")


async def test_a_voice_of_another_service_can_stand_in(tmp_path: Path) -> None:
    async with SpeechHost() as host:
        environ = {"ELEVENLABS_BASE_URL": "http://127.0.0.1:9", "VIDGEN_SPEECH_BASE_URL": host.url}
        narrator = _ports(tmp_path, environ | {"VIDGEN_FALLBACK_VOICE": "speech:alloy"}).narrator
        await asyncio.to_thread(narrator.check_voice, None, "en")


def test_what_makers_are_called_holds_no_key(tmp_path: Path) -> None:
    environ = {"VIDGEN_HOME": str(tmp_path), "ELEVENLABS_API_KEY": "secret-key", "ANTHROPIC_API_KEY": "secret-key"}
    ports = build_ports(Settings.from_env(environ))
    makers = (ports.planner, ports.narrator, ports.writer, ports.renderer)
    assert "secret" not in " ".join(maker.identity for maker in makers)
