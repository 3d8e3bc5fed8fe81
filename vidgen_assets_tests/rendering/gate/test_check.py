"""The gate names traps precisely, and lets everything else pass: it is advice, and no boundary."""

import re
from pathlib import Path
from textwrap import dedent, indent

import manim
import pytest

from vidgen_assets.rendering.gate.check import check_scene
from vidgen_assets.rendering.gate.old_names import OLD_METHODS, OLD_NAMES

SCENE = """
from manim import *

class S(Scene):
    def construct(self):
{body}
"""


def _findings(body: str, *, latex: bool = True) -> list[str]:
    return [str(finding) for finding in check_scene(SCENE.format(body=indent(body, " " * 8)), latex=latex)]


def _documented_scenes() -> list[str]:
    """The source of every ``.. manim::`` block in the installed package."""
    block = re.compile(r"^( *)\.\. manim::.*\n(?:\1 +:.*\n)*\n((?:(?:\1    .*)?\n)+)", re.MULTILINE)
    sources = (path.read_text() for path in sorted(Path(manim.__file__).parent.rglob("*.py")))
    return [dedent(found[2]) for source in sources for found in block.finditer(source)]


def test_manims_own_examples_pass_unless_they_need_what_a_scene_has_not() -> None:
    sources = _documented_scenes()  # a few are cut off, fetch a picture, or read one that is not shipped
    assert len(sources) > 200
    findings = [str(f) for source in sources for f in check_scene("from manim import *\n" + source)]
    assert [f for f in findings if "cannot read" not in f and "no network" not in f and "not Python" not in f] == []
    assert len(findings) < 12


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("self.play(ShowCreation(Circle()))", "line 6: Manim has no ShowCreation; use Create"),
        ("Axes().get_graph(abs)", "Manim has no method get_graph; use plot"),
        ("self.add(Text(open('/etc/passwd').read()))", "open cannot read /etc/passwd"),
        ("self.add(Code(code_file='a.py'))", "Code cannot read a.py"),
        ("self.add(ImageMobject('a.png'))", "ImageMobject cannot read a.png"),
        ("import requests", "requests leads nowhere: scenes reach no network"),
        ("import os; os.system('ls')", "system() starts a program"),
        ("while True: self.wait()", "this loop never ends"),
        ("self.interactive_embed()", "waits for a person"),
        ("name = input()", "waits for a person"),
    ],
)
def test_a_trap_is_named_with_its_line_and_a_way_out(body: str, said: str) -> None:
    (finding,) = _findings(body)
    assert said in finding


@pytest.mark.parametrize(
    "body",
    [
        "class ShowCreation(Create): pass\nself.play(ShowCreation(Circle()))",
        "while True:\n    self.wait()\n    if self.time > 3: break",
        "try:\n    import cupy\nexcept ImportError:\n    cupy = None",
        "open('notes.txt', 'w').write('x')",
        "import os, sys, json",
        "global x; x = getattr(self, 'camera'); eval('1'); self.__class__.__name__",
        "self.add(Code(code_string='x', language='python'))",
    ],
)
def test_unusual_but_sound_code_passes(body: str) -> None:
    assert _findings(body) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def (", "it is not Python"),
        ("x = 1\0", "it is not Python"),
        ("from manim import *\nx = 1", "there is no scene class"),
        ("from manimlib import *\nclass S(Scene): ...", "another edition of Manim"),
        ("import no_such_package\nclass S(Scene): ...", "no_such_package is not installed here"),
        ("(" * 100_000, "it is not Python"),
    ],
)
def test_what_cannot_render_is_certain(source: str, said: str) -> None:
    (finding,) = check_scene(source)
    assert (finding.certain, said in str(finding)) == (True, True)


def test_a_scene_of_another_name_is_pointed_out() -> None:
    assert "there is no class T, only S" in str(check_scene(SCENE.format(body="        pass"), scene_name="T")[0])


def test_without_latex_the_way_out_is_named() -> None:
    assert "use MathTypst" in _findings("self.add(MathTex('x'))", latex=False)[0]
    assert "mob_class=Text" in _findings("self.add(DecimalNumber(1))", latex=False)[0]
    assert _findings("self.add(DecimalNumber(1, mob_class=Text))", latex=False) == []


def test_old_names_are_old_and_what_replaces_them_is_there() -> None:
    assert not [name for name in OLD_NAMES if hasattr(manim, name)]
    assert all(hasattr(manim, name) for name in OLD_NAMES.values())
    assert not [name for name in OLD_METHODS if hasattr(manim.Axes, name)]
    assert all(hasattr(manim.Axes, name) for name in OLD_METHODS.values())
