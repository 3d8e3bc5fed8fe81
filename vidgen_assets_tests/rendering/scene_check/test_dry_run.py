from pathlib import Path
from textwrap import dedent, indent

import pytest

from vidgen_assets.domain.quality import Quality
from vidgen_assets.rendering.encoding import ENCODINGS
from vidgen_assets.rendering.job import RenderJob, RenderOutcome
from vidgen_assets.rendering.scene_check.layout import SMALLEST_CAPITAL
from vidgen_assets.rendering.scene_runner.runner import run_scene
from vidgen_assets.rendering.slices import write_slices
from vidgen_assets.scenekit import theme
from vidgen_assets_tests.rendering.spoken import speak

TEXTS = ("First a dot appears.", "Then it turns red now.")


def run(folder: Path, body: str, base: str = "VoiceoverScene", *, dry: bool = True) -> RenderOutcome:
    audio = speak(TEXTS, folder)
    job = RenderJob(
        folder=folder,
        scene_name="Part",
        width=1280,
        height=720,
        frame_rate=15,
        encoding=ENCODINGS[Quality.DRAFT],
        beats=audio.beats,
        dry_run=dry,
    )
    construct = indent(dedent(body).strip(), " " * 8)
    header = "from manim import *\nfrom manim_voiceover import VoiceoverScene\nfrom vidgen_assets.scenekit import *\n"
    job.source.write_text(f"{header}\nclass Part({base}):\n    def construct(self):\n{construct}\n")
    write_slices(audio.wav.path, job)
    return run_scene(job)


CUED = """
    with self.voiceover(text="First a <bookmark mark='b1'/>dot appears."):
        self.wait_until_bookmark("b1")
        self.play(FadeIn(Dot()), run_time=0.2)
    with self.voiceover(text="Then it turns red now."):
        self.play(Rotate(Square()), run_time=2)
"""


def test_it_draws_nothing_and_keeps_the_time_that_drawing_would_take(tmp_path: Path) -> None:
    for name in ("dry", "wet"):
        (tmp_path / name).mkdir()
    dry, wet = run(tmp_path / "dry", CUED), run(tmp_path / "wet", CUED, dry=False)
    assert (dry.layout, dry.warnings) == ((), ())
    assert not (tmp_path / "dry" / "video.mp4").exists()
    assert dry.frames == wet.frames
    for one, other in zip(dry.placements, wet.placements, strict=True):
        assert one.start == pytest.approx(other.start, abs=0.07)


def test_boxes_are_called_what_the_code_calls_them_and_lines_are_counted(tmp_path: Path) -> None:
    outcome = run(
        tmp_path,
        """
        title = Text("A title")
        self.notes = [Text("A note").shift(0.1 * RIGHT)]
        with self.voiceover(text="First a dot appears."):
            self.play(FadeIn(title))
            self.add(*self.notes)
            self.wait()
        with self.voiceover(text="Then it turns red now."):
            self.wait()
        """,
    )
    (fault,) = outcome.layout
    assert fault.startswith("line 12: after this animation self.notes[0] ('A note') and title ('A title') overlap")
    assert fault.endswith("(at 3 moments)")


def test_what_is_invisible_or_removed_is_in_nobodys_way(tmp_path: Path) -> None:
    outcome = run(
        tmp_path,
        """
        one, two, ghost = Text("one"), Text("two"), Text("ghost").set_opacity(0)
        with self.voiceover(text="First a dot appears."):
            self.add(one, ghost)
            self.play(ReplacementTransform(one, two))
        with self.voiceover(text="Then it turns red now."):
            self.play(FadeOut(two))
            self.play(FadeIn(Text("three")))
        """,
    )
    assert outcome.layout == ()


def test_a_moving_camera_is_followed(tmp_path: Path) -> None:
    body = """
        far = Text("far").shift(9 * RIGHT)
        self.add(far)
        self.play(self.camera.frame.animate.shift(9 * RIGHT))
        """
    assert run(tmp_path, body, base="MovingCameraScene").layout == ()


def test_scenes_in_space_are_run_but_not_measured(tmp_path: Path) -> None:
    body = """
        self.add(Text("one"), Text("two"))
        self.move_camera(phi=1)
        """
    assert run(tmp_path, body, base="ThreeDScene").layout == ()


def test_a_beat_that_is_never_spoken_is_told(tmp_path: Path) -> None:
    outcome = run(tmp_path, 'with self.voiceover(text="First a dot appears."):\n    self.wait()')
    assert outcome.warnings == ("beat 2 is never spoken: no voiceover call has its text",)


def test_a_picture_that_keeps_the_voice_waiting_is_told(tmp_path: Path) -> None:
    outcome = run(tmp_path, CUED.replace("run_time=2", "run_time=12"))
    (fault,) = outcome.layout
    assert fault.startswith("beat 2 lasts")


def test_what_the_kit_sets_smallest_is_large_enough(tmp_path: Path) -> None:
    body = f"""
        from vidgen_assets.scenekit.text import Setting, TextBlock
        self.add(TextBlock("Small print", Setting({theme.MIN_SIZE})))
        self.wait()
        """
    assert run(tmp_path, body, base="Scene").layout == ()
    assert SMALLEST_CAPITAL < 0.2
