"""What the prompts tell of the scene kit, held against the kit."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from vidgen_assets import scenekit
from vidgen_assets.domain.quality import Quality
from vidgen_assets.providers.claude.prompts import prompt
from vidgen_assets.rendering.encoding import ENCODINGS
from vidgen_assets.rendering.gate.check import check_scene
from vidgen_assets.rendering.job import RenderJob
from vidgen_assets.rendering.scene_runner.runner import run_scene
from vidgen_assets.rendering.slices import write_slices
from vidgen_assets.scenekit import cells, layout, text, theme
from vidgen_assets.scenekit.layout import BODY, SAFE, Area
from vidgen_assets.scenekit.runner import Runner
from vidgen_assets_tests.rendering.spoken import speak

KIT = prompt("kit")
FENCES = re.findall(r"^```python\n(.*?)^```$", KIT, re.DOTALL | re.MULTILINE)


def calls() -> Iterator[ast.Call]:
    for code in re.findall(r"`([A-Za-z.]+\([^`]*\))`", re.sub(r"```.*?```", "", KIT, flags=re.DOTALL)):
        tree = ast.parse(code.replace("*", "").replace("…", "0"), mode="eval")
        if isinstance(tree.body, ast.Call) and ast.unparse(tree.body.func).split(".")[0] not in ("self", "plot"):
            yield tree.body


@pytest.mark.parametrize("call", [*calls()], ids=ast.unparse)
def test_every_call_that_is_described_exists_with_these_parameters(call: ast.Call) -> None:
    target: object = scenekit
    for part in ast.unparse(call.func).split("."):
        places = (target, layout, text, Runner) if target is scenekit else (target,)
        target = next((getattr(place, part) for place in places if hasattr(place, part)), None)
    assert callable(target)
    known = [*inspect.signature(target).parameters]
    told = [*map(ast.unparse, call.args), *(str(keyword.arg) for keyword in call.keywords)]
    assert {*told} <= {*known}


def test_every_name_that_is_imported_exists() -> None:
    exec(FENCES[0], {})  # noqa: S102 - our own prompt


def test_every_colour_that_is_told_exists() -> None:
    for name in re.findall(r"`theme\.(\w+)`", KIT):
        assert hasattr(theme, name)


def test_everything_that_the_kit_exports_is_described() -> None:
    assert all(f"`{name}(" in KIT for name in scenekit.__all__)


def test_the_example_passes_every_check(tmp_path: Path) -> None:
    texts = ("Turn one weight, and the loss falls into a valley.", "We stand on its side. Which way is down?")
    audio = speak(texts, tmp_path)
    job = RenderJob(
        folder=tmp_path,
        scene_name="AValley",
        width=1280,
        height=720,
        frame_rate=30,
        encoding=ENCODINGS[Quality.STANDARD],
        beats=audio.beats,
        dry_run=True,
    )
    job.source.write_text(FENCES[1])
    write_slices(audio.wav.path, job)
    assert check_scene(FENCES[1], latex=False) == ()
    outcome = run_scene(job)
    assert (outcome.warnings, outcome.layout) == ((), ())


def test_cells_that_go_together_lie_in_the_body_and_apart() -> None:
    groups = re.search(r"Cells of it that go together:\n\n(.*?)\n- `fit", KIT, re.DOTALL)
    assert groups is not None
    for group in groups[1].split(";"):
        found: list[Area] = [getattr(cells, name) for name in re.findall(r"`(\w+)`", group)]
        assert len(found) >= 2
        for number, cell in enumerate(found):
            assert SAFE.left <= cell.left < cell.right <= SAFE.right
            assert BODY.bottom <= cell.bottom < cell.top <= BODY.top
            assert not any(cell.overlaps(other) for other in found[number + 1 :])


def test_the_body_is_where_it_is_said_to_be() -> None:
    assert f"x {BODY.left:g} to\n{BODY.right:g}, y {BODY.bottom:g} to {BODY.top:g}" in KIT
