"""Scenes and checkers for tests of the scene writer."""

from collections.abc import Sequence
from pathlib import Path

from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.domain.plan import Beat, Notation, Plan, Section
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.scene_report import SceneReport, Stage
from vidgen_assets.domain.visuals import Bullets, Statement

TEXTS = ("A dot appears.", "It moves.")


def a_plan() -> Plan:
    """Three sections; the second is the one that is written."""
    beats = (
        Beat(spoken=TEXTS[0], display="A dot • appears.", visual=Bullets(items=("dot",)), brief="A red dot."),
        Beat(spoken=TEXTS[1], display=TEXTS[1], visual=Statement(text="It moves")),
    )
    sections = [Section(key=f"0{n}", title=f"Part {n}", beats=beats, summary=f"Summary {n}.") for n in (1, 2, 3)]
    return Plan(
        inputs="i",
        title="Dots",
        language="en",
        voice=None,
        quality=Quality.DRAFT,
        planner="test",
        sections=tuple(sections),
        notation=(Notation(symbol=r"\eta", meaning="step size", colour="#58C4F6"),),
        video="dots-1",
    )


def scene(marks: str = "") -> str:
    """A module with a scene of two beats; `marks` are words in a comment, by which `Checker` judges it."""
    return (
        f"# {marks}\nfrom manim import *\nfrom manim_voiceover import VoiceoverScene\n\n\n"
        "class Dots(VoiceoverScene):\n    def construct(self):\n"
        "        dot = Dot()\n"
        f'        with self.voiceover(text="{TEXTS[0]}"):\n            self.play(FadeIn(dot))\n'
        f'        with self.voiceover(text="{TEXTS[1]}"):\n            self.play(dot.animate.shift(UP))\n'
    )


def fenced(source: str) -> str:
    return f"Here it is.\n\n```python\n{source}```\n"


def patch(search: str, replacement: str) -> str:
    return f"<<<<<<< SEARCH\n{search}\n=======\n{replacement}\n>>>>>>> REPLACE\n"


class Checker:
    """Judges a scene by the words in it, ``reading``, ``running`` or ``layout``, and keeps what it was given."""

    def __init__(self) -> None:
        self.sources: list[str] = []
        self.beats: list[Sequence[BeatAudio]] = []

    async def check(self, section: Section, source: str, beats: Sequence[BeatAudio]) -> SceneReport:
        self.sources.append(source)
        self.beats.append(beats)
        for stage in (Stage.READING, Stage.RUNNING, Stage.LAYOUT):
            if stage.name.lower() in source.partition("\n")[0]:
                return SceneReport(reached=stage, faults=(f"a fault of {stage.name.lower()}",))
        return SceneReport(reached=Stage.PASSED)


def read(path: Path) -> str:
    return path.read_text()
