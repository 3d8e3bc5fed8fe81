from pathlib import Path

import pytest

from vidgen_assets.definitions import build_ports
from vidgen_assets.settings import Settings


def _narrators(home: Path, **environ: str) -> list[str]:
    settings = Settings.from_env({"VIDGEN_HOME": str(home), **environ})
    return [part.partition(": ")[0] for part in build_ports(settings).narrator.identity.split("; ")]


@pytest.mark.parametrize(
    ("environ", "first"),
    [
        ({}, "espeak"),
        ({"ELEVENLABS_API_KEY": "secret-key"}, "elevenlabs"),
        ({"ELEVENLABS_BASE_URL": "http://127.0.0.1:9"}, "elevenlabs"),
        ({"VIDGEN_SPEECH_BASE_URL": "http://127.0.0.1:9/v1"}, "speech"),
    ],
)
def test_the_service_that_is_set_speaks_and_the_offline_voices_stay(
    environ: dict[str, str], first: str, tmp_path: Path
) -> None:
    narrators = _narrators(tmp_path, **environ)
    assert narrators[0] == first
    assert {"espeak", "flite"} <= set(narrators)


def test_what_makers_are_called_holds_no_key(tmp_path: Path) -> None:
    environ = {"VIDGEN_HOME": str(tmp_path), "ELEVENLABS_API_KEY": "secret-key", "ANTHROPIC_API_KEY": "secret-key"}
    ports = build_ports(Settings.from_env(environ))
    assert "secret" not in ports.recipe.model_dump_json()
