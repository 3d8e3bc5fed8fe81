import asyncio
import math
from pathlib import Path

import dagster as dg
import pytest

from vidgen_assets.defs import checks
from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.video import SectionClip
from vidgen_assets_tests.fakes import (
    SECONDS,
    Calls,
    FakeInspector,
    FakeNarrator,
    FakePlanner,
    FakeRenderer,
    FakeSceneWriter,
)


class Made:
    """One section with two beats, made by fakes."""

    def __init__(self, folder: Path) -> None:
        calls, self.folder, self.renderer = Calls(folder / "calls"), folder, FakeRenderer(Calls(folder / "calls"))
        self.plan: Plan = FakePlanner(calls).preview(VideoRequest(script="A one.\nA two."), "i")
        self.section: Section = self.plan.sections[0]
        self.audio: SectionAudio = asyncio.run(FakeNarrator(calls).narrate(self.plan, self.section, "i", folder))
        self.scene: SceneCode = asyncio.run(FakeSceneWriter(calls).write(self.plan, self.section, "i", folder))
        self.clip: SectionClip = self.renderer.render(self.plan, self.scene, self.audio, "i", folder)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path)


def test_a_plan_with_letters_that_no_font_has_is_told() -> None:
    plan = FakePlanner(Calls(Path())).preview(VideoRequest(script="A \U00030000 one."), "i")
    (result,) = checks.of_plan(plan)
    assert (result.passed, result.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert result.metadata["without_a_font"].value == "\U00030000"


@pytest.mark.parametrize(("loudness", "passed"), [(-20.0, True), (-60.0, False), (-math.inf, False)])
def test_audio_has_to_be_heard(made: Made, loudness: float, passed: bool) -> None:
    audible, _ = checks.of_audio(made.audio, made.section, FakeInspector(loudness))
    assert audible.passed is passed


def test_beats_have_to_cover_the_audio_and_say_what_the_plan_says(made: Made) -> None:
    first, second = made.audio.beats

    def covers(*beats: object) -> bool:
        audio = made.audio.model_copy(update={"beats": beats})
        return checks.of_audio(audio, made.section, FakeInspector())[1].passed

    assert covers(first, second)
    assert not covers(first, second.model_copy(update={"start": second.start + 0.1}))
    assert not covers(first.model_copy(update={"text": "other"}), second)
    assert not covers(first.model_copy(update={"end": made.audio.duration}))


@pytest.mark.parametrize(
    ("source", "passed"),
    [
        (
            "class Fake(VoiceoverScene):\n def construct(self):\n  self.voiceover(text='a'); self.voiceover(text='b')",
            True,
        ),
        ("class Fake(VoiceoverScene):\n def construct(self):\n  self.voiceover(text='a')", False),
        ("class Fake(Scene): ...\nclass Other(manim.ThreeDScene): ...", False),
        ("class Fake(", False),
        ("a = '\0'", False),
    ],
)
def test_code_has_to_be_one_scene_that_speaks_every_beat(made: Made, source: str, passed: bool) -> None:
    (made.folder / "other.py").write_text(source)
    scene = made.scene.model_copy(update={"source": MediaFile.of(made.folder / "other.py")})
    readable, *_ = checks.of_code(scene, made.section)
    assert readable.passed is passed


@pytest.mark.parametrize(
    ("head", "body", "severity", "finding"),
    [
        ("import manimlib", "pass", dg.AssetCheckSeverity.ERROR, "line 1: manimlib is another edition of Manim"),
        ("", "self.play(ShowCreation(Dot()))", dg.AssetCheckSeverity.WARN, "line 4: Manim has no ShowCreation"),
        ("", "while True: pass", dg.AssetCheckSeverity.WARN, "line 4: this loop never ends"),
    ],
)
def test_code_that_is_sure_to_break_fails_and_what_may_break_is_a_warning(
    made: Made, head: str, body: str, severity: dg.AssetCheckSeverity, finding: str
) -> None:
    source = f"{head}\nclass Fake(VoiceoverScene):\n def construct(self):\n  {body}\n"
    (made.folder / "other.py").write_text(source)
    scene = made.scene.model_copy(update={"source": MediaFile.of(made.folder / "other.py")})
    _, trap, _ = checks.of_code(scene, made.section)
    assert (trap.passed, trap.severity) == (False, severity)
    assert finding in str(trap.metadata["findings"].value)


def test_a_clip_has_to_be_as_long_as_its_audio_and_in_sync(made: Made) -> None:
    def passes(audio_s: float, offset_ms: float) -> tuple[bool, ...]:
        audio = made.audio.model_copy(update={"duration": audio_s})
        return tuple(found.passed for found in checks.of_clip(made.clip, audio, FakeInspector(offset_ms=offset_ms)))

    assert passes(SECONDS, 99.0) == (True, True)
    assert passes(SECONDS + 0.1, 101.0) == (False, False)
    assert passes(SECONDS, math.inf) == (True, False)


def test_a_video_has_to_be_as_long_as_its_clips(made: Made) -> None:
    video = made.renderer.join(made.plan, [(made.clip, made.audio)], "i", made.folder)

    def passes(seconds: float) -> bool:
        clip = made.clip.model_copy(update={"duration": seconds})
        return checks.of_final(video, [clip], FakeInspector())[0].passed

    assert passes(SECONDS + 2 / 30)
    assert not passes(SECONDS + 3 / 30)
