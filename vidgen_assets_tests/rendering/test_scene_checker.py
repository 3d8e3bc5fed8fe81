from pathlib import Path

import pytest

from vidgen_assets.domain.scene_report import SceneReport, Stage
from vidgen_assets.domain.speech.estimate import estimated_beats
from vidgen_assets.rendering.scene_checker import ManimSceneChecker
from vidgen_assets_tests.rendering.spoken import plan

TEXTS = ("A dot appears.",)
PLAY = "self.play(FadeIn(Dot()))"
SCENE = f"""\
from manim import *
from manim_voiceover import VoiceoverScene

class Part(VoiceoverScene):
    def construct(self):
        with self.voiceover(text="A dot appears."):
            {PLAY}
"""


async def report(folder: Path, source: str, wall_limit: float = 60.0) -> SceneReport:
    checker = ManimSceneChecker(slots=2, wall_limit=wall_limit, runtime_folder=folder)
    return await checker.check(plan(TEXTS).sections[0], source, estimated_beats(TEXTS, "en"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("class", "clas", "it is not Python"),
        ("class Part", "class Other(Scene): pass\nclass Part", "it has 2 scene classes (Other, Part)"),
        (PLAY, "self.add(MathTex('x'))", "line 7: MathTex needs LaTeX"),
        (PLAY, "self.play(ShowCreation(Dot()))", "line 7: Manim has no ShowCreation; use Create"),
        ("self.voiceover", "self.speak", "it calls self.voiceover 0 times; call it once for each of the 1 beats"),
    ],
)
async def test_what_can_be_seen_to_fail_is_not_run(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = await report(tmp_path / "none", SCENE.replace(old, new, 1))
    assert found.reached is Stage.READING
    assert any(said in fault for fault in found.faults)


@pytest.mark.parametrize(
    ("line", "reached", "said"),
    [
        (PLAY, Stage.PASSED, ()),
        ("self.add(Dot(radus=2))", Stage.RUNNING, ("line 7", "'radus'", "Dot(point:")),
        ("self.play(Dot().animate.shfit(UP))", Stage.RUNNING, ("there is no shfit, but shift",)),
        ("self.play(Write(Text('x' * 60)))", Stage.LAYOUT, ("line 7", "leaves the frame by")),
    ],
)
async def test_a_report_tells_how_far_a_scene_comes_and_what_stops_it(
    runtime_root: Path, line: str, reached: Stage, said: tuple[str, ...]
) -> None:
    found = await report(runtime_root, SCENE.replace(PLAY, line))
    assert found.reached is reached
    assert all(word in "\n".join(found.faults) for word in said)
    assert str(runtime_root) not in "\n".join(found.faults)


async def test_a_scene_that_does_not_end_is_stopped(runtime_root: Path) -> None:
    found = await report(runtime_root, SCENE.replace(PLAY, "for _ in iter(int, 1): pass"), 3.0)
    assert found.reached is Stage.RUNNING
    assert "3 s" in found.faults[0]


async def test_a_scene_is_as_confined_as_when_it_is_drawn(runtime_root: Path) -> None:
    found = await report(runtime_root, SCENE.replace(PLAY, "print(*open('/etc/' + 'passwd'))"))
    assert found.reached is Stage.RUNNING
    assert "PermissionError" in found.faults[0]
