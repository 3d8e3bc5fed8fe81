"""Pictures are typeset into a folder of the session's own."""

from collections.abc import Iterator

import pytest
from manim import tempconfig


@pytest.fixture(scope="session", autouse=True)
def typesetting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with tempconfig({"media_dir": str(tmp_path_factory.mktemp("typeset")), "verbosity": "ERROR"}):
        yield
