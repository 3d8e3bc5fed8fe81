import ast
import subprocess
import sys
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import FormulaError, InputError
from vidgen_assets.domain.visuals import Bullets, Curve, Formula, Plot, Statement, Table, Visual
from vidgen_assets.providers.scene_templates.scene import scene
from vidgen_assets.providers.scene_templates.writer import SceneTemplates
from vidgen_assets_tests.providers.scene_templates.plans import HOSTILE, ODD, SPOKEN, USUAL, plan


def source_of(*visuals: Visual, title: str = "Title") -> str:
    made = plan(*visuals, title=title)
    return scene(made, made.sections[0]).source


@pytest.mark.parametrize("visuals", [USUAL, HOSTILE], ids=["usual", "hostile"])
def test_source_is_formatted_python(visuals: tuple[Visual, ...], tmp_path: Path) -> None:
    path = tmp_path / "scene.py"
    path.write_text(source_of(*visuals), encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff", "format", "--isolated", "--diff", str(path)]
    answer = subprocess.run(ruff, capture_output=True, text=True, check=False)
    assert answer.stdout == ""


def test_every_beat_is_spoken_once_in_order() -> None:
    tree = ast.parse(source_of(*USUAL))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and "voiceover" in ast.unparse(node.func)]
    assert len(calls) == len(USUAL)


def test_a_step_that_only_latex_knows_is_left_to_it() -> None:
    assert r'Derivation("x = y", r"x \bigstar y")' in source_of(Formula(steps=("x = y", r"x \bigstar y")))


def test_the_same_plan_gives_the_same_source() -> None:
    assert source_of(*USUAL) == source_of(*USUAL)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The chain rule", "TheChainRule"),
        ("What's next?", "WhatsNext"),
        ("Über naïve Bayes", "UberNaiveBayes"),
        ("3 steps", "Section013Steps"),
        ("None", "Section01None"),
        ("Stage", "Section01Stage"),
        ("Обратно", "Section01"),
        (ODD, "QuotesBracesBack5HashTabBidi"),
    ],
)
def test_the_class_is_named_after_the_title(title: str, name: str) -> None:
    made = plan(Statement(text="x"), title=title)
    assert scene(made, made.sections[0]).name == name


def test_a_picture_that_goes_on_is_not_built_again() -> None:
    source = source_of(*USUAL)
    assert source.count("CurvePlot(") == source.count("CodeListing(") == source.count("NeuralNetwork(") == 1


def test_only_what_is_used_is_imported() -> None:
    assert "from vidgen_assets.scenekit import BulletList, Pace, Stage\n" in source_of(Bullets(items=("a",)))


@pytest.mark.parametrize(
    "visual",
    [
        Formula(steps=(r"\unknowncommand{x",)),
        Statement(text=r"inline $\unknowncommand{x}$"),
        Bullets(items=("fine", r"$\unknowncommand$")),
        Table(header=("a",), rows=((r"$\unknowncommand$",),)),
    ],
    ids=lambda visual: visual.kind,
)
def test_a_formula_that_cannot_be_translated_is_named(visual: Visual) -> None:
    with pytest.raises(FormulaError, match="unknowncommand"):
        source_of(visual)


def test_an_expression_that_cannot_be_read_is_named() -> None:
    with pytest.raises(InputError, match="evil"):
        source_of(Plot(curves=(Curve(expression="evil(x)"),), x_range=(0, 1)))


async def test_the_writer_leaves_the_source_in_the_folder(tmp_path: Path) -> None:
    made = plan(*USUAL)
    code = await SceneTemplates().write(made, made.sections[0], "inputs", tmp_path)
    assert code.source.path == tmp_path / "scene.py"
    assert code.scene_name == "TheChainRuleExplained"
    assert (code.inputs, code.writer) == ("inputs", SceneTemplates.identity)
    assert SPOKEN.split()[-1] in code.source.path.read_text()
