import multiprocessing
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import pytest

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.errors import RenderError, StorageError
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.video import SectionClip
from vidgen_assets.rendering.manim_renderer import ManimRenderer
from vidgen_assets.rendering.media.inspector import PyavInspector
from vidgen_assets.rendering.sandbox.process_tree import descendants, runs
from vidgen_assets_tests.rendering.spoken import plan, speak

TEXTS = ("Here is a circle.", "It turns into a square.")
SCENE = """\
from manim import *
from manim_voiceover import VoiceoverScene
from manim_voiceover.services.gtts import GTTSService


class Section01(VoiceoverScene):
    def construct(self):
        self.set_speech_service(GTTSService())
        shape = Circle(color=BLUE, fill_opacity=0.8)
        with self.voiceover(text="Here is a <bookmark mark='c'/>circle.") as tracker:
            self.wait_until_bookmark("c")
            self.play(Create(shape), run_time=0.5)
        with self.voiceover(text="It turns into a square.") as tracker:
            self.play(Transform(shape, Square(color=RED, fill_opacity=0.8)), run_time=0.5)
"""
# Leaves a file of its own making, and tells the guardian by itself, in the words of an honest scene, what is in it.
LIE = """\
import json, os
import av
import numpy as np

with av.open("video.mp4", "w") as container:
    stream = container.add_stream("CODEC", rate=RATE)
    stream.width, stream.height, stream.pix_fmt = SIZE, "yuv420p"
    black = np.zeros((stream.height, stream.width, 3), np.uint8)
    for _ in range(160):
        container.mux(stream.encode(av.VideoFrame.from_ndarray(black, "rgb24")))
    container.mux(stream.encode(None))
EFFECTS
placements = [{"beat": beat, "start": START} for beat in range(2)]
os.write(3, json.dumps({"value": {"frames": FRAMES, "placements": placements}}).encode() + b"\\n")
os._exit(0)
"""
TRUTH = {"CODEC": "libx264", "RATE": "15", "SIZE": "854, 480", "START": "0", "FRAMES": "160", "EFFECTS": ""}


def _told(**lies: str) -> str:
    source = LIE
    for name, value in (TRUTH | lies).items():
        source = source.replace(name, value)
    return source


class Maker:
    """Renders scenes in a folder of its own, with the narration of `TEXTS`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.runtime = folder, folder / "runtime"
        self.audio: SectionAudio = speak(TEXTS, folder)
        self.renderer = ManimRenderer(slots=2, wall_limit=30, runtime_folder=self.runtime)

    def render(self, source: str, renderer: ManimRenderer | None = None) -> SectionClip:
        path = self.folder / "given.py"
        path.write_text(source)
        scene = SceneCode(inputs="scene", source=MediaFile.of(path), scene_name="Section01", writer="test")
        out = self.folder / "out"
        out.mkdir(exist_ok=True)
        return (renderer or self.renderer).render(plan(TEXTS), scene, self.audio, "inputs", out)

    def scratch(self) -> list[Path]:
        """Those of scenes, which are named after their guardians, and the renderer's own."""
        out = self.folder / "out"
        return [*self.runtime.glob("*/scratch/*"), *(path for path in out.glob("*") if path.is_dir())]


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    maker = Maker(tmp_path_factory.mktemp("maker"))
    yield maker
    shutil.rmtree(maker.runtime)  # its worker ends


@pytest.fixture(scope="module")
def clip(maker: Maker) -> SectionClip:
    return maker.render(SCENE)


def test_a_clip_has_the_size_rate_and_length_that_its_record_says(clip: SectionClip) -> None:
    with av.open(str(clip.mp4.path)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        facts = (video.width, video.height, video.average_rate, video.codec_context.name, video.codec_context.pix_fmt)
        assert facts == (854, 480, 15, "h264", "yuv420p")
        assert (audio.codec_context.name, audio.rate, audio.layout.name) == ("aac", 48_000, "stereo")
    probe = PyavInspector().probe(clip.mp4.path)
    assert (probe.frames, probe.duration) == (clip.frames, pytest.approx(clip.duration, abs=1e-3))
    assert clip.duration >= clip.audio_duration


def test_its_voice_is_heard_where_its_placements_say(clip: SectionClip, maker: Maker) -> None:
    inspector = PyavInspector()
    assert inspector.sync_offset_ms(clip, maker.audio) < 1
    assert inspector.probe(clip.mp4.path).loudness > -30


def test_its_poster_shows_something(clip: SectionClip) -> None:
    with av.open(str(clip.poster.path)) as container:
        picture = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert picture.shape == (480, 854, 3)
    assert picture.std() > 10


def test_nothing_is_left_behind(clip: SectionClip, maker: Maker) -> None:
    assert maker.scratch() == []
    assert sorted(path.name for path in clip.mp4.path.parent.iterdir()) == ["clip.mp4", "poster.jpg"]


def test_a_final_video_lasts_as_long_as_its_clips_and_names_its_chapters(
    clip: SectionClip, maker: Maker, tmp_path: Path
) -> None:
    final = maker.renderer.join(plan(TEXTS, TEXTS), [(clip, maker.audio)] * 2, "inputs", tmp_path)
    probe = PyavInspector().probe(final.mp4.path)
    assert final.duration == pytest.approx(2 * clip.duration)
    assert (probe.frames, probe.duration) == (2 * clip.frames, pytest.approx(final.duration, abs=2 / 15))
    assert [(chapter.title, chapter.start) for chapter in final.chapters] == [
        ("Part 01", 0),
        ("Part 02", clip.duration),
    ]
    assert "Here is a circle." in final.captions.path.read_text()
    assert "Part 02" in final.chapters_vtt.path.read_text()


def test_a_scene_that_raises_is_named_by_its_own_line(maker: Maker) -> None:
    broken = SCENE.replace("Square(color=RED", "Sqare(color=RED")
    with pytest.raises(RenderError, match=r"scene\.py line 14: NameError: name 'Sqare' is not defined") as caught:
        maker.render(broken)
    assert "self.play(Transform(shape, Sqare(color=RED" in caught.value.log
    assert "runner.py" not in caught.value.log
    assert (caught.value.limit, maker.scratch()) == (None, [])


def test_a_scene_that_does_not_parse_is_named_by_its_own_line(maker: Maker) -> None:
    with pytest.raises(RenderError, match=r"scene\.py line 13: SyntaxError") as caught:
        maker.render(SCENE.replace("run_time=0.5)\n", "run_time=0.5\n"))
    assert "importlib" not in caught.value.log


def test_a_scene_that_never_ends_is_stopped_at_the_wall_limit(maker: Maker) -> None:
    endless = SCENE.replace("shape = Circle", "while True: pass\n        shape = Circle")
    hurried = ManimRenderer(slots=2, wall_limit=3, runtime_folder=maker.runtime)
    with pytest.raises(RenderError, match="wall limit of 3 s") as caught:
        maker.render(endless, hurried)
    assert (caught.value.limit, maker.scratch()) == ("wall", [])


def test_a_scene_that_exits_the_process_is_no_success(maker: Maker) -> None:
    with pytest.raises(RenderError, match="ended with exit code 0 before its work was done"):
        maker.render("import os\nprint('gone', flush=True)\nos._exit(0)\n")


@pytest.mark.parametrize(
    "lies",
    [
        *({"FRAMES": "161"}, {"FRAMES": "-1"}, {"SIZE": "64, 36"}, {"CODEC": "mpeg4"}, {"RATE": "1"}),
        *({"START": "1e300"}, {"START": "-5"}, {"START": "float('nan')"}, {"START": "float('inf')"}),
    ],
    ids=str,
)
def test_an_outcome_that_is_not_true_of_the_picture_is_refused(maker: Maker, lies: dict[str, str]) -> None:
    with pytest.raises(RenderError, match="not draw what it says"):
        maker.render(_told(**lies))


def test_an_outcome_that_is_true_is_taken_whoever_tells_it(maker: Maker) -> None:
    assert maker.render(_told()).frames == 160


def test_a_section_longer_than_an_hour_is_refused(maker: Maker) -> None:
    with pytest.raises(RenderError, match="may last 3600 s"):
        maker.render(_told(FRAMES="1_000_000_000"))


def test_sounds_of_another_kind_than_scenes_leave_are_refused(maker: Maker) -> None:
    other = "import wave; f = wave.open('effects.wav', 'wb'); f.setparams((8, 1, 8000, 0, 'NONE', '')); f.close()"
    with pytest.raises(RenderError, match="not a sound of the kind"):
        maker.render(_told(EFFECTS=other))


def test_an_outcome_without_sense_is_refused(maker: Maker) -> None:
    with pytest.raises(RenderError, match="no usable answer"):
        maker.render(_told(FRAMES="'many'"))


def test_a_scene_that_writes_elsewhere_is_refused(maker: Maker, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"scene\.py line 1: PermissionError"):
        maker.render(f"open({str(tmp_path / 'note')!r}, 'w')\n")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_in_the_render_process_is_a_storage_error(maker: Maker) -> None:
    with pytest.raises(StorageError, match="full"):
        maker.render("import errno, os\nraise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))\n")


def test_its_identity_names_everything_that_shows_in_a_clip(maker: Maker) -> None:
    identity = maker.renderer.identity
    assert all(part in identity for part in ("manim/1", "manim 0.22", "standard:veryfast/23", "96000"))


def test_the_process_that_orchestrates_never_imports_manim() -> None:
    code = "import sys, vidgen_assets.rendering.manim_renderer; sys.exit('manim' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_prepared_renderer_has_its_worker_at_once(tmp_path: Path) -> None:
    renderer = ManimRenderer(slots=1, runtime_folder=tmp_path / "runtime")
    started = time.monotonic()
    renderer.prepare()
    assert time.monotonic() - started < 1
    assert list(tmp_path.glob("runtime/*/worker.sock"))
    shutil.rmtree(tmp_path / "runtime")


def test_an_endless_scene_dies_with_the_process_that_asked_for_it(maker: Maker) -> None:
    asker = multiprocessing.get_context("fork").Process(target=maker.render, args=("while True: pass\n",))
    asker.start()
    _until(lambda: list(maker.runtime.glob("*/scratch/*/work/scene.py")))
    guardian = int(next(maker.runtime.glob("*/scratch/*")).name)
    _until(lambda: list(descendants(guardian)))
    (scene,) = descendants(guardian)
    asker.kill()
    asker.join()
    _until(lambda: not runs(scene) and not runs(guardian))
    assert not list(maker.runtime.glob("*/scratch/*"))


def _until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
