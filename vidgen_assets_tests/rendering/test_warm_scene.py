"""Scenes in the warm worker's sandbox: Manim works there as ever, and leads nobody to a file of the user's."""

import time
from pathlib import Path
from textwrap import indent

import pytest

from vidgen_assets.domain.errors import RenderError
from vidgen_assets.domain.quality import Quality
from vidgen_assets.rendering.encoding import ENCODINGS
from vidgen_assets.rendering.job import RenderJob, RenderOutcome
from vidgen_assets.rendering.sandbox.limits import MIB, Limits
from vidgen_assets.rendering.slices import write_slices
from vidgen_assets.rendering.warm.pool import WarmRenderPool
from vidgen_assets.rendering.warm_scene import ENTRY_POINT, PRELOAD, render_in_sandbox
from vidgen_assets_tests.rendering.spoken import speak

SECRET = "key-0123456789"  # noqa: S105 - a decoy
SCENE = """
from manim import *
from manim_voiceover import VoiceoverScene

class S(VoiceoverScene):
    def construct(self):
        with self.voiceover(text="One two.") as tracker:
{body}
"""


class Studio:
    """Renders scenes whose one beat is filled with `body`."""

    def __init__(self, runtime_root: Path, folder: Path) -> None:
        self._folder = folder
        self.pool = WarmRenderPool(ENTRY_POINT, PRELOAD, root=runtime_root)

    def __call__(self, body: str, limits: Limits | None = None) -> RenderOutcome:
        audio = speak(("One two.",), self._folder)
        job = RenderJob(
            folder=self._folder / "job",
            scene_name="S",
            width=320,
            height=180,
            frame_rate=15,
            encoding=ENCODINGS[Quality.DRAFT],
            beats=audio.beats,
        )
        job.folder.mkdir()
        job.source.write_text(SCENE.format(body=indent(body, " " * 12)))
        write_slices(audio.wav.path, job)
        outcome = render_in_sandbox(job, self.pool, limits or Limits())
        assert job.video.stat().st_size > 0
        return outcome


@pytest.fixture
def render(runtime_root: Path, tmp_path: Path) -> Studio:
    return Studio(runtime_root, tmp_path)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "api_key.txt"
    file.write_text(SECRET)
    return file


def _error(render: Studio, body: str, limits: Limits | None = None) -> RenderError:
    with pytest.raises(RenderError) as caught:
        render(body, limits)
    assert SECRET not in str(caught.value) + caught.value.log
    return caught.value


@pytest.mark.parametrize(
    "body",
    [
        "self.play(Write(Text('Hello', font='Inter')), run_time=0.3)",
        "self.play(FadeIn(MathTypst('a^2 + b^2')), run_time=0.3)",
        "self.add(Code(code_string='x = 1', language='python')); self.wait(0.2)",
        "self.add(MarkupText('<b>bold</b>'), NumberPlane(), Arrow3D()); self.wait(0.2)",
        "self.add(ImageMobject(np.uint8([[0, 100], [30, 200]]))); self.wait(0.2)",
    ],
    ids=["text", "formula", "code", "markup", "image"],
)
def test_what_scenes_are_made_of_works(render: Studio, body: str) -> None:
    assert render(body).frames > 0


def test_a_scene_that_breaks_says_where(render: Studio) -> None:
    error = _error(render, "1 / 0")
    assert str(error) == "scene.py line 8: ZeroDivisionError: division by zero"
    assert error.limit is None


@pytest.mark.parametrize(
    "attack",
    [
        "self.add(Text(open({path!r}).read()))",
        "self.add(Code(code_file={path!r}))",
        "self.add(ImageMobject({path!r}))",
        "self.add(SVGMobject({path!r}))",
        "self.add(Tex(r'\\input{{' + {path!r} + '}}'))",
        "self.add_sound({path!r})",
        "import numpy; self.add(Text(str(numpy.fromfile({path!r}, dtype='u1'))))",
        "import av; av.open({path!r})",
        "self.add(Typst('#read(\"' + {path!r} + '\")'))",
        "import ctypes; assert not ctypes.CDLL(None).fopen({path!r}.encode(), b'r'), 'opened'; 1 / 0",
    ],
    ids=["open", "Code", "ImageMobject", "SVGMobject", "Tex", "add_sound", "numpy", "av", "Typst", "ctypes"],
)
def test_no_way_of_manims_leads_to_a_secret(render: Studio, secret: Path, attack: str) -> None:
    assert "opened" not in str(_error(render, attack.format(path=str(secret))))


def test_a_limit_is_named_in_the_error(render: Studio) -> None:
    hoard = "hoard = []\nwhile True:\n    hoard.append(np.ones(1 << 20))"
    error = _error(render, hoard, Limits(memory=500 * MIB))
    assert error.limit == "memory"
    assert "memory limit of 500 MiB" in str(error)


def test_the_second_section_starts_within_a_third_of_a_second(render: Studio, runtime_root: Path) -> None:
    pool = WarmRenderPool("json:dumps", PRELOAD, root=runtime_root)
    pool.run({})
    before = time.monotonic()
    pool.run({})
    assert time.monotonic() - before < 0.3
