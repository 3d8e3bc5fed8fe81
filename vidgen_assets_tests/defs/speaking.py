"""A driver whose narrator is ElevenLabs', at a server of a test, and whose other makers are fakes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from vidgen_assets.definitions import build_driver
from vidgen_assets.defs.driver import Driver
from vidgen_assets.settings import Settings
from vidgen_assets_tests.defs.conftest import CODE
from vidgen_assets_tests.defs.speaking_definitions import speaking_ports
from vidgen_assets_tests.providers.elevenlabs.server import KEY


@contextmanager
def speaking_driver(home: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    variables = {"VIDGEN_HOME": str(home), "DAGSTER_HOME": str(home / "dagster")}
    variables |= {"ELEVENLABS_API_KEY": KEY, "ELEVENLABS_BASE_URL": url}
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    settings = Settings.from_env()
    code = CODE._replace(module="vidgen_assets_tests.defs.speaking_definitions")
    with build_driver(settings, speaking_ports(settings), code) as driver:
        yield driver
    shutil.rmtree(settings.dagster_home / "warm", ignore_errors=True)  # ends the warm process
