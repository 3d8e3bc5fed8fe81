import subprocess
import sys
from pathlib import Path

import pytest

from vidgen_assets.defs.store import open_store
from vidgen_assets.settings import Settings
from vidgen_assets.storage.local import LocalStore
from vidgen_assets.storage.spooling import SpoolingStore
from vidgen_assets_tests.conftest import environment

_MAKING = """
import sys
asked = []
sys.addaudithook(lambda event, _: event in ("socket.connect", "socket.getaddrinfo") and asked.append(event))
from vidgen_assets.cli import main
from vidgen_assets.definitions import build_driver, build_ports, defs
from vidgen_assets.settings import Settings
defs().get_repository_def()
settings = Settings.from_env()
with build_driver(settings, build_ports(settings)) as driver:
    driver.studio.artifacts.check()
"""
_FOUND = """
found = [name for name in sys.modules if name.startswith(("google.cloud", "google.auth", "dagster_gcp"))]
print(*found, *asked)
"""


def test_the_settings_choose_the_store() -> None:
    assert isinstance(open_store(Settings.from_env({})), LocalStore)
    assert isinstance(open_store(Settings.from_env({"VIDGEN_STORAGE": "gs://bucket"})), SpoolingStore)


@pytest.mark.parametrize(("storage", "imported"), [("", False), ("gs://bucket", True)])
def test_without_a_bucket_nothing_of_google_is_imported_and_nobody_is_contacted(
    tmp_path: Path, storage: str, imported: bool
) -> None:
    making = _MAKING if not imported else _MAKING.replace("    driver.studio.artifacts.check()", "    pass")
    answer = subprocess.run(
        [sys.executable, "-c", making + _FOUND],
        env={**environment(tmp_path), "VIDGEN_STORAGE": storage},
        capture_output=True,
        text=True,
        check=True,
    )
    assert bool(answer.stdout.strip()) is imported
