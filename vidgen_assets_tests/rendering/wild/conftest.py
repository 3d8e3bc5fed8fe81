from collections.abc import Iterator
from pathlib import Path

import pytest
from manim import Square, Text, tempconfig


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that scenes write where they stand are not in the way of others."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def own_defaults() -> Iterator[None]:
    """What a scene from the wild sets for all of Manim is gone after it."""
    with tempconfig({}):
        yield
    for kind in (Square, Text):
        kind.set_default()
