from collections.abc import Iterator

import pytest
from manim import Square, Text, tempconfig


@pytest.fixture(autouse=True)
def own_defaults() -> Iterator[None]:
    """What a scene from the wild sets for all of Manim is gone after it."""
    with tempconfig({}):
        yield
    for kind in (Square, Text):
        kind.set_default()
