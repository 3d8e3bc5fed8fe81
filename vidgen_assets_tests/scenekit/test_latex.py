"""Formulas that only LaTeX can set. What it draws can be seen only where it is installed."""

from pathlib import Path

import pytest

from vidgen_assets.domain.errors import SceneError
from vidgen_assets.rendering.latex.compiler import has_latex
from vidgen_assets.scenekit import Derivation
from vidgen_assets.scenekit.layout import BODY
from vidgen_assets_tests.scenekit.theatre import inside

needs_latex = pytest.mark.skipif(not has_latex(), reason="latex and dvisvgm are not installed")


@needs_latex
def test_a_step_beyond_our_reader_is_as_large_as_one_that_it_knows() -> None:
    by_latex, by_typst = Derivation(r"a \bigstar \frac{b}{c}", r"a + \frac{b}{c}").steps
    assert by_latex.height == pytest.approx(by_typst.height, rel=0.1)


@needs_latex
def test_a_formula_of_any_length_keeps_to_the_frame() -> None:
    step = Derivation(" + ".join([r"x_i \bigstar y"] * 20)).steps[0]
    assert inside(step, BODY)


@needs_latex
def test_what_latex_does_not_know_either_is_named() -> None:
    with pytest.raises(SceneError, match=r"LaTeX cannot set \$.nothingofthekind x"):
        Derivation(r"\nothingofthekind x")


def test_a_scene_that_needs_latex_says_so_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SceneError, match=r"LaTeX cannot set \$u .bigstar v\$: .*latex"):
        Derivation(r"u \bigstar v")
