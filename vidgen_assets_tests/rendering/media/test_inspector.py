import math
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from vidgen_assets.domain.errors import RenderError
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.video import Placement, SectionClip
from vidgen_assets.rendering.media.image import jpeg
from vidgen_assets.rendering.media.inspector import PyavInspector
from vidgen_assets.rendering.media.sound import read_sound
from vidgen_assets.rendering.media.soundtrack import soundtrack
from vidgen_assets_tests.rendering.media.clips import FRAME_RATE, make_clip
from vidgen_assets_tests.rendering.spoken import speak

FRAMES = 64


@pytest.fixture
def audio(tmp_path: Path) -> SectionAudio:
    return speak(("One small beat.", "And one more of them."), tmp_path)


def _clip(folder: Path, audio: SectionAudio, laid: tuple[float, float], said: tuple[float, float]) -> SectionClip:
    """A clip whose beats are heard at `laid`, and are said to be at `said`."""
    places = tuple(Placement(beat=beat, start=start) for beat, start in enumerate(laid))
    track = soundtrack(read_sound(audio.wav.path), audio.beats, places, Fraction(FRAMES, FRAME_RATE))
    claimed = tuple(Placement(beat=beat, start=start) for beat, start in enumerate(said))
    return make_clip(folder, FRAMES, track).model_copy(update={"placements": claimed})


def test_a_clip_is_measured_without_trusting_its_record(tmp_path: Path) -> None:
    tone = np.tile(np.float32([0.1, -0.1]), FRAMES * 1600)
    probe = PyavInspector().probe(make_clip(tmp_path, FRAMES, tone).mp4.path)
    assert (probe.frames, probe.duration) == (FRAMES, pytest.approx(FRAMES / FRAME_RATE))


def test_silence_has_no_loudness_and_a_full_scale_square_wave_has_none_above_zero(tmp_path: Path) -> None:
    inspector = PyavInspector()
    assert inspector.probe(make_clip(tmp_path / "silent", 8).mp4.path).loudness == -math.inf
    square = np.repeat(np.tile(np.float32([1, -1]), 8 * 32), 50)
    assert inspector.probe(make_clip(tmp_path / "loud", 8, square).mp4.path).loudness == pytest.approx(0, abs=1)


def test_a_duration_is_that_of_all_packets_and_no_promise_of_the_header(tmp_path: Path, audio: SectionAudio) -> None:
    inspector, tone = PyavInspector(), np.tile(np.float32([0.1, -0.1]), FRAMES * 1600)
    clip = make_clip(tmp_path, FRAMES, tone).mp4.path
    for path in (clip, audio.wav.path):
        assert inspector.duration(path) == pytest.approx(inspector.probe(path).duration, abs=1e-6)
    clip.write_bytes(clip.read_bytes()[: clip.stat().st_size * 2 // 3])
    assert inspector.duration(clip) < FRAMES / FRAME_RATE - 0.1


def test_a_sound_file_has_no_frames(tmp_path: Path, audio: SectionAudio) -> None:
    probe = PyavInspector().probe(audio.wav.path)
    assert (probe.frames, probe.duration) == (0, pytest.approx(audio.duration, abs=1e-3))


def test_a_file_that_is_no_media_is_named(tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_text("not a video")
    with pytest.raises(RenderError, match=r"clip\.mp4 is not a media file"):
        PyavInspector().probe(tmp_path / "clip.mp4")


def test_beats_in_place_are_in_sync_to_the_millisecond(tmp_path: Path, audio: SectionAudio) -> None:
    clip = _clip(tmp_path / "clip", audio, laid=(0.0, 2.0), said=(0.0, 2.0))
    assert PyavInspector().sync_offset_ms(clip, audio) < 1


@pytest.mark.parametrize("late", [-0.23, 0.12])
def test_a_beat_out_of_place_is_measured(late: float, tmp_path: Path, audio: SectionAudio) -> None:
    clip = _clip(tmp_path / "clip", audio, laid=(0.3, 2.0 + late), said=(0.3, 2.0))
    assert PyavInspector().sync_offset_ms(clip, audio) == pytest.approx(abs(late) * 1000, abs=1)


def test_a_beat_that_is_not_heard_is_infinitely_far(tmp_path: Path, audio: SectionAudio) -> None:
    clip = _clip(tmp_path / "clip", audio, laid=(0.0, 3.9), said=(0.0, 2.0))
    assert PyavInspector().sync_offset_ms(clip, audio) == math.inf


def test_a_thumbnail_is_a_small_jpeg_of_the_same_shape(tmp_path: Path) -> None:
    clip = make_clip(tmp_path, 8)
    (tmp_path / "small.jpg").write_bytes(PyavInspector().thumbnail(clip.poster.path, 80))
    with av.open(str(tmp_path / "small.jpg")) as container:
        frame = next(container.decode(video=0))
    assert (frame.width, frame.height) == (80, 44)


def test_a_poster_is_no_empty_frame_when_the_clip_has_a_richer_one(tmp_path: Path) -> None:
    clip = make_clip(tmp_path, 32)
    with av.open(str(clip.poster.path)) as container:
        picture = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert picture.std() > 20


def test_a_still_has_the_colours_of_the_video(tmp_path: Path) -> None:
    blue = np.broadcast_to(np.uint8([0x20, 0x60, 0xC0]), (90, 160, 3))
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(blue), "rgb24")
    video = frame.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG)
    (tmp_path / "still.jpg").write_bytes(jpeg(video, 160))
    pixel = np.asarray(Image.open(tmp_path / "still.jpg").convert("RGB"))[45, 80]
    assert pixel.tolist() == pytest.approx([0x20, 0x60, 0xC0], abs=4)
