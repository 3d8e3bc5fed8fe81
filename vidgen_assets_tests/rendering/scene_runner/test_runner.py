from pathlib import Path
from textwrap import dedent, indent

import av
import numpy as np
import pytest
from manim import Mobject

from vidgen_assets.domain.errors import SceneError
from vidgen_assets.domain.quality import Quality
from vidgen_assets.rendering.encoding import ENCODINGS
from vidgen_assets.rendering.fast.fitness import UnfitManimWarning
from vidgen_assets.rendering.job import RenderJob, RenderOutcome
from vidgen_assets.rendering.media.sound import read_sound
from vidgen_assets.rendering.scene_runner.runner import run_scene
from vidgen_assets.rendering.slices import write_slices
from vidgen_assets_tests.rendering.spoken import speak

FRAME_RATE = 15
TEXTS = ("First a dot appears.", "Then it turns red now.", "That was it.")
HEADER = "from manim import *\nfrom manim_voiceover import VoiceoverScene\n"


def _job(folder: Path, source: str, texts: tuple[str, ...] = TEXTS) -> RenderJob:
    audio = speak(texts, folder)
    job = RenderJob(
        folder=folder,
        scene_name="Part",
        width=128,
        height=72,
        frame_rate=FRAME_RATE,
        encoding=ENCODINGS[Quality.DRAFT],
        beats=audio.beats,
    )
    job.source.write_text(source)
    write_slices(audio.wav.path, job)
    return job


def _scene(body: str, base: str = "VoiceoverScene", head: str = "") -> str:
    construct = indent(dedent(body).strip(), " " * 8)
    return f"{HEADER}{head}\nclass Part({base}):\n    def construct(self):\n{construct}\n"


def _starts(outcome: RenderOutcome) -> list[int]:
    return [round(place.start * FRAME_RATE) for place in outcome.placements]


def _frames(job: RenderJob) -> np.ndarray:
    with av.open(str(job.video)) as container:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)])


def _ends(job: RenderJob) -> list[float]:
    return [beat.end * FRAME_RATE for beat in job.beats]


CALLS = """
    with self.voiceover(text="First a dot appears."):
        self.play(FadeIn(Dot()))
    with self.voiceover(text="Then it turns red now."):
        pass
    with self.voiceover(text="That was it."):
        self.wait(0.1)
"""


def test_beats_follow_each_other_at_most_a_frame_apart_and_never_overlap(tmp_path: Path) -> None:
    job = _job(tmp_path, _scene(CALLS))
    outcome = run_scene(job)
    starts = _starts(outcome)
    lengths = [beat.duration * FRAME_RATE for beat in job.beats]
    gaps = [later - start - length for start, later, length in zip(starts, starts[1:], lengths, strict=False)]
    assert starts[0] == 0
    assert all(0 <= gap < 1 for gap in gaps)
    assert outcome.frames == len(_frames(job))
    assert outcome.frames % 8 == 0
    assert outcome.warnings == ()


def test_another_manim_draws_the_scene_too_and_the_clip_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def get_family(mobject: Mobject, recurse: bool = True) -> list[Mobject]:
        """What another version may have in its place."""
        return plain(mobject, recurse)

    plain = Mobject.get_family
    monkeypatch.setattr(Mobject, "get_family", get_family)
    with pytest.warns(UnfitManimWarning):
        outcome = run_scene(_job(tmp_path, _scene(CALLS)))
    assert outcome.frames % 8 == 0
    assert ["plain Manim" in warning for warning in outcome.notes] == [True]


def test_an_animation_longer_than_its_beat_pushes_the_next_beat_back(tmp_path: Path) -> None:
    longer = CALLS.replace("self.play(FadeIn(Dot()))", "self.play(FadeIn(Dot()), run_time=4)")
    assert _starts(run_scene(_job(tmp_path, _scene(longer))))[1] == 60


def test_what_follows_a_bookmark_is_drawn_within_a_frame_of_its_word(tmp_path: Path) -> None:
    body = """
        with self.voiceover(text="First a dot appears."):
            pass
        with self.voiceover(text="Then it turns <bookmark mark='red'/>red now."):
            self.wait_until_bookmark("red")
            self.add(Square(8, fill_opacity=1))
    """
    job = _job(tmp_path, _scene(body), TEXTS[:2])
    outcome = run_scene(job)
    word = next(word for word in job.beats[1].words if word.text == "red")
    heard = (outcome.placements[1].start + word.start - job.beats[1].start) * FRAME_RATE
    bright = _frames(job).mean(axis=(1, 2, 3)) > 100
    assert abs(int(bright.argmax()) - heard) <= 1


def test_a_scene_that_sets_up_another_speech_service_gets_the_sections_voice(tmp_path: Path) -> None:
    head = "".join(
        f"from manim_voiceover.services.{module} import {name}\n"
        for module, name in [
            ("gtts", "GTTSService"),
            ("azure", "AzureService"),
            ("coqui", "CoquiService"),
            ("elevenlabs", "ElevenLabsService"),
            ("recorder", "RecorderService"),
        ]
    )
    setup = "self.set_speech_service(GTTSService(lang='en', tld='com'))\n"
    service = (
        'self.set_speech_service(AzureService(voice="en-US-AriaNeural", style="newscast"), create_subcaption=True)'
    )
    job = _job(tmp_path, _scene(setup + service + dedent(CALLS), head=head))
    outcome = run_scene(job)
    assert _starts(outcome)[2] == pytest.approx(_ends(job)[1], abs=2)
    assert not list(tmp_path.rglob("*.srt"))


def test_beats_that_were_not_called_are_heard_at_the_end_over_the_last_frame(tmp_path: Path) -> None:
    body = """
        with self.voiceover(text="First a dot appears."):
            self.add(Square(8, fill_opacity=1))
    """
    job = _job(tmp_path, _scene(body))
    outcome = run_scene(job)
    assert outcome.frames >= _ends(job)[2]
    assert _frames(job)[-1].mean() > 100
    assert outcome.warnings == (
        "beat 2 is spoken at the end: no voiceover call",
        "beat 3 is spoken at the end: no voiceover call",
    )


def test_calls_without_a_beat_pass_in_silence_of_about_their_length(tmp_path: Path) -> None:
    extra = f'\nwith self.voiceover(text="{"Thanks for watching this. " * 3}"):\n    pass\n'
    job = _job(tmp_path, _scene(dedent(CALLS) + extra))
    outcome = run_scene(job)
    assert 3 * FRAME_RATE < outcome.frames - _ends(job)[2] < 7 * FRAME_RATE
    assert len(outcome.warnings) == 1


@pytest.mark.parametrize(
    ("base", "body"),
    [
        ("Scene", "self.play(Create(Circle(fill_opacity=1)))"),
        ("MovingCameraScene", "self.add(Circle(fill_opacity=1))\nself.play(self.camera.frame.animate.scale(0.5))"),
        ("ThreeDScene", "self.set_camera_orientation(phi=1)\nself.add(Cube())\nself.wait(0.2)"),
        ("Scene", "self.add(Circle(fill_opacity=1))"),
    ],
    ids=["Scene", "MovingCameraScene", "ThreeDScene", "without a play"],
)
def test_a_scene_without_calls_is_drawn_under_the_whole_narration(base: str, body: str, tmp_path: Path) -> None:
    job = _job(tmp_path, _scene(body, base), TEXTS[:1])
    outcome = run_scene(job)
    frames = _frames(job)
    assert _starts(outcome) == [0]
    assert len(frames) == outcome.frames >= _ends(job)[0]
    assert frames[-1].max() > 100
    assert frames.shape[1:] == (72, 128, 3)


def test_a_voiceover_scene_may_have_a_moving_camera_too(tmp_path: Path) -> None:
    job = _job(tmp_path, _scene(CALLS, "VoiceoverScene, MovingCameraScene"))
    assert run_scene(job).warnings == ()


def test_size_and_frame_rate_are_the_jobs_whatever_the_scene_configures(tmp_path: Path) -> None:
    head = "config.pixel_height = 1080\nconfig.frame_rate = 60\nconfig.format = 'gif'\nconfig.save_last_frame = True\n"
    job = _job(tmp_path, _scene(CALLS, head=head))
    assert len(_frames(job) if run_scene(job) else ()) > 30
    with av.open(str(job.video)) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height, stream.average_rate) == (128, 72, FRAME_RATE)


def test_skipped_animations_do_not_move_the_voice(tmp_path: Path) -> None:
    body = "self.next_section(skip_animations=True)\nself.wait(3)\nself.next_section()\n" + dedent(CALLS)
    assert _starts(run_scene(_job(tmp_path, _scene(body))))[0] == 0


def test_colours_come_out_as_they_were_drawn_and_are_marked_as_bt709(tmp_path: Path) -> None:
    job = _job(tmp_path, _scene('self.camera.background_color = "#2060c0"\nself.wait(0.2)', "Scene"), TEXTS[:1])
    run_scene(job)
    with av.open(str(job.video)) as container:
        frame = next(container.decode(video=0))
        pixel = frame.reformat(format="rgb24", src_colorspace=1, src_color_range=1).to_ndarray()[36, 64]
        assert container.streams.video[0].codec_context.colorspace == 1
    assert pixel.tolist() == pytest.approx([0x20, 0x60, 0xC0], abs=4)


def test_a_sound_that_the_scene_plays_is_kept_at_its_time(tmp_path: Path) -> None:
    ping = speak(("Ping",), tmp_path).wav.path.rename(tmp_path / "ping.wav")
    job = _job(tmp_path, _scene(f'self.wait(1)\nself.add_sound("{ping}", gain=-6)\nself.wait(1)', "Scene"), TEXTS[:1])
    run_scene(job)
    effects = read_sound(job.effects)
    assert np.flatnonzero(np.abs(effects) > 0.02)[0] == pytest.approx(48_000, abs=2_000)
    assert np.abs(effects).max() == pytest.approx(np.abs(read_sound(ping)).max() / 2, rel=0.05)


def test_narration_is_no_sound_of_the_scenes_own(tmp_path: Path) -> None:
    job = _job(tmp_path, _scene(CALLS))
    run_scene(job)
    assert not job.effects.exists()


def test_a_source_without_the_scene_is_told_which_scenes_it_has(tmp_path: Path) -> None:
    source = HEADER + "class Other(Scene):\n    pass\n"
    with pytest.raises(SceneError, match=r"no scene class Part; it has Other"):
        run_scene(_job(tmp_path, source))


def test_the_same_scene_is_drawn_the_same_twice(tmp_path: Path) -> None:
    body = "self.play(LaggedStart(*[FadeIn(Dot([np.random.rand(), 0, 0])) for _ in range(3)]))"
    jobs = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        jobs.append(_job(tmp_path / name, _scene(body, "Scene"), TEXTS[:1]))
        run_scene(jobs[-1])
    assert (_frames(jobs[0]) == _frames(jobs[1])).all()
