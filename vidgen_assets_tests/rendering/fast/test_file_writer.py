import wave
from pathlib import Path
from typing import Any

import av
import pytest
from manim import Create, Scene, Square, tempconfig

from vidgen_assets.domain.quality import Quality
from vidgen_assets.rendering.encoding import ENCODINGS
from vidgen_assets.rendering.fast.file_writer import FastFileWriter
from vidgen_assets.rendering.fast.installation import fast_manim, fast_writer
from vidgen_assets_tests.rendering.fast.sides import SIZE


class Shown(Scene):
    def construct(self) -> None:
        self.add_subcaption("a square", duration=1)
        self.play(Create(Square()), run_time=1)
        self.wait(1)


class Sounding(Scene):
    def construct(self) -> None:
        self.add_sound(str(Path(self.file_writer_settings.assets_dir) / "click.wav"))
        self.play(Create(Square()), run_time=1)


class Broken(Scene):
    def construct(self) -> None:
        self.play(Create(Square()), run_time=1)
        raise KeyError("broken")


class Stubborn(Scene):
    """Goes on after a `play` that failed half way."""

    def construct(self) -> None:
        square = Square().add_updater(lambda mobject: 1 / 0)
        try:
            self.play(Create(square))
        except ZeroDivisionError:
            square.clear_updaters()
        self.play(Create(square))


def made(scene: type[Scene], folder: Path, wanted: Any = int, **settings: Any) -> Scene:
    config = SIZE | {"media_dir": str(folder), "progress_bar": "none", "verbosity": "ERROR", "assets_dir": str(folder)}
    with tempconfig(config | settings), fast_manim(fast_writer(ENCODINGS[Quality.DRAFT], wanted)):
        instance = scene()
        instance.render()
    return instance


def written(scene: Scene) -> Path:
    return Path(scene.renderer.file_writer.final_file_path)


def frames(path: Path) -> int:
    with av.open(str(path)) as file:
        return sum(1 for _ in file.decode(video=0))


def test_a_scene_becomes_one_video_where_manim_puts_it(tmp_path: Path) -> None:
    scene = made(Shown, tmp_path)
    assert written(scene) == scene.output_plan.primary_artifact
    assert frames(written(scene)) == 16
    assert "a square" in written(scene).with_suffix(".srt").read_text()


def test_no_pieces_are_left_beside_it(tmp_path: Path) -> None:
    scene = made(Shown, tmp_path)
    assert [path.suffix for path in sorted(tmp_path.rglob("*.*"))] == [".mp4", ".srt"]
    assert isinstance(scene.renderer.file_writer, FastFileWriter)


def test_the_last_frame_is_held_until_enough_frames_are_there(tmp_path: Path) -> None:
    assert frames(written(made(Shown, tmp_path, lambda drawn: drawn + 9))) == 25


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pydub leaves its files open
def test_sounds_are_laid_under_the_video(tmp_path: Path) -> None:
    click(tmp_path / "click.wav")
    with av.open(str(written(made(Sounding, tmp_path)))) as file:
        assert [stream.type for stream in file.streams] == ["video", "audio"]
        assert sum(1 for _ in file.decode(video=0)) == 8


def test_a_scene_that_breaks_leaves_no_video(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        made(Broken, tmp_path)
    assert list(tmp_path.rglob("*.mp4")) == []


def test_a_scene_cannot_go_on_after_a_play_that_failed_as_in_plain_manim(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="still open"):
        made(Stubborn, tmp_path)


@pytest.mark.parametrize(
    ("settings", "suffix"),
    [
        ({"format": "gif"}, ".gif"),
        ({"format": "png"}, ".png"),
        ({"format": "mov", "transparent": True}, ".mov"),
        ({"save_sections": True}, ".mp4"),
    ],
)
def test_what_is_no_ordinary_video_is_left_to_manim(tmp_path: Path, settings: dict[str, Any], suffix: str) -> None:
    path = written(made(Shown, tmp_path, **settings))
    assert path.suffix == suffix
    assert path.stat().st_size > 0


def click(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 44_100, 0, "NONE", ""))
        file.writeframes(bytes(range(256)) * 40)
