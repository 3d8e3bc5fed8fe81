from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from vidgen_assets.cli.app import app
from vidgen_assets.settings import Settings

Vidgen = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder that the command line uses, in an empty current folder."""
    for name, _, _ in Settings.variables():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VIDGEN_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def vidgen(home: Path) -> Vidgen:
    """Runs `vidgen` with some arguments on an empty data folder."""

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return run
