"""Every animated example of Manim's own documentation, by plain Manim and by ours."""

import random
from pathlib import Path

import numpy as np
import pytest
from manim import Scene

from vidgen_assets_tests.rendering.fast.docs_examples import Example, animated
from vidgen_assets_tests.rendering.fast.sides import difference, rendered

EXAMPLES = animated()


def test_manim_has_examples() -> None:
    assert len(EXAMPLES) > 100


@pytest.mark.slow
@pytest.mark.timeout(60)  # none hangs
@pytest.mark.filterwarnings("default")  # examples of things that Manim itself gives up
@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_looks_or_fails_as_in_plain_manim(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make() -> Scene:
        random.seed(0)
        np.random.seed(0)
        names: dict[str, type[Scene]] = {}
        exec(f"from manim import *\n{example.code}", names)  # noqa: S102 - the code of the Manim that is installed
        return names[example.scene]()

    monkeypatch.chdir(tmp_path)
    plain, fast = (rendered(make, tmp_path, fast=fast) for fast in (False, True))
    assert fast.error is plain.error
    assert fast.count == plain.count
    assert difference(plain, fast) <= 1
