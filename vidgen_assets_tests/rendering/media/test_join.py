from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from vidgen_assets.domain.captions import Cue
from vidgen_assets.domain.errors import RenderError, StorageError
from vidgen_assets.domain.video import Chapter, SectionClip
from vidgen_assets.rendering.encoding import AAC_FRAME, SAMPLE_RATE, Encoding
from vidgen_assets.rendering.media.errors import media_errors
from vidgen_assets.rendering.media.join import Labels, Part, join_clips
from vidgen_assets.rendering.media.sound import read_sound
from vidgen_assets_tests.rendering.media.clips import FRAME_RATE, make_clip

CLICK = np.hanning(48).astype(np.float32) * 0.9  # 1 ms
LABELS = Labels("A title: ∂L/∂w", "en-GB", (), ())


def _join(path: Path, clips: list[SectionClip], labels: Labels = LABELS) -> Path:
    parts = [Part(clip.mp4.path, f"{number:02d}", clip.frames) for number, clip in enumerate(clips, 1)]
    join_clips(path, parts, FRAME_RATE, labels)
    return path


def _clicking(frames: int, *seconds: float) -> np.ndarray:
    track = np.zeros(frames * SAMPLE_RATE // FRAME_RATE, np.float32)
    for second in seconds:
        at = round(second * SAMPLE_RATE)
        track[at : at + len(CLICK)] = CLICK
    return track


def _heard(path: Path) -> np.ndarray:
    """Seconds at which clicks start."""
    likeness = np.correlate(read_sound(path), CLICK)
    peaks = [
        at
        for at in np.flatnonzero(likeness > 0.4 * likeness.max())
        if likeness[at] == likeness[max(0, at - 24) : at + 25].max()
    ]
    return np.array(peaks) / SAMPLE_RATE


@pytest.mark.parametrize("preset", ["ultrafast", "veryfast", "medium"])
def test_clicks_in_twelve_clips_are_heard_within_a_millisecond_of_their_time(preset: str, tmp_path: Path) -> None:
    lengths = [8 * (1 + number % 4) for number in range(12)]
    # right at the start of a clip, in the middle, and as late as narration may end
    moments = [(0.0, 0.26, frames / FRAME_RATE - 0.045) for frames in lengths]
    clips = [
        make_clip(tmp_path / f"{number}", frames, _clicking(frames, *seconds), Encoding(preset=preset, quantiser=21))
        for number, (frames, seconds) in enumerate(zip(lengths, moments, strict=True))
    ]
    final = _join(tmp_path / "final.mp4", clips)
    starts = np.cumsum([0, *lengths[:-1]]) / FRAME_RATE
    expected = np.array([start + second for start, seconds in zip(starts, moments, strict=True) for second in seconds])
    assert _heard(final) == pytest.approx(expected, abs=0.001)


def test_sound_after_a_join_is_the_sound_of_the_clip(tmp_path: Path) -> None:
    frames = 32
    # not noise: the AAC decoder fills that in at random
    seconds = np.arange(frames * SAMPLE_RATE // FRAME_RATE) / SAMPLE_RATE
    sweep = (0.3 * np.sin(2 * np.pi * (300 + 100 * seconds) * seconds)).astype(np.float32)
    sweep[-2048:] = 0
    clip = make_clip(tmp_path, frames, sweep)
    alone, twice = read_sound(clip.mp4.path), read_sound(_join(tmp_path / "final.mp4", [clip, clip]))
    assert len(twice) == 2 * len(alone)
    difference = np.abs(twice - np.concatenate([alone, alone]))
    before_join = slice(len(alone) - AAC_FRAME, len(alone))
    assert difference[before_join].max() < 0.02  # the second clip's priming: what its abrupt start spreads ahead
    difference[before_join] = 0
    assert difference.max() < 1e-3


def test_pictures_follow_each_other_without_a_gap(tmp_path: Path) -> None:
    clips = [make_clip(tmp_path / f"{frames}", frames) for frames in (8, 24, 16)]
    final = _join(tmp_path / "final.mp4", clips)
    with av.open(str(final)) as container:
        shown = [frame.pts * frame.time_base for frame in container.decode(video=0) if frame.pts is not None]
    assert shown == [Fraction(number, FRAME_RATE) for number in range(48)]


def test_packets_are_copied_not_encoded_again(tmp_path: Path) -> None:
    clip = make_clip(tmp_path, 16)
    final = _join(tmp_path / "final.mp4", [clip, clip])
    assert _video_bytes(final) == _video_bytes(clip.mp4.path) * 2


def test_a_clip_of_another_size_is_refused_by_name(tmp_path: Path) -> None:
    clips = [make_clip(tmp_path / "a", 8), make_clip(tmp_path / "b", 8, height=120)]
    with pytest.raises(RenderError, match=r"clip 02 cannot be joined.*160x120.*160x90"):
        _join(tmp_path / "final.mp4", clips)


def test_a_clip_with_other_encoder_settings_is_refused_by_name(tmp_path: Path) -> None:
    clips = [
        make_clip(tmp_path / "a", 8),
        make_clip(tmp_path / "b", 8, encoding=Encoding(preset="ultrafast", quantiser=21)),
    ]
    with pytest.raises(RenderError, match=r"clip 02 .* encoder settings differ"):
        _join(tmp_path / "final.mp4", clips)


def test_title_chapters_and_captions_are_inside_the_file(tmp_path: Path) -> None:
    chapters = (Chapter(title="One", start=0, end=0.533), Chapter(title="Zwei ∂", start=0.533, end=1.067))
    cues = (Cue(start=0.1, end=0.5, lines=("two", "lines")), Cue(start=0.6, end=1.0, lines=("{a} <b> ∂L/∂w",)))
    clips = [make_clip(tmp_path / "a", 8), make_clip(tmp_path / "b", 8)]
    final = _join(tmp_path / "final.mp4", clips, Labels("A title", "de", chapters, cues))
    with av.open(str(final)) as container:
        assert container.metadata["title"] == "A title"
        assert [chapter["metadata"]["title"] for chapter in container.chapters()] == ["One", "Zwei ∂"]
        assert [chapter["start"] for chapter in container.chapters()] == [0, 533]
        track = container.streams.subtitles[0]
        texts = {packet.pts: bytes(packet)[2:].decode() for packet in container.demux(track) if packet.size > 2}
        assert track.metadata["language"] == "deu"
    assert texts == {100: "two\nlines", 600: "{a} <b> ∂L/∂w"}


def test_the_index_stands_before_the_media_so_that_browsers_can_stream(tmp_path: Path) -> None:
    final = _join(tmp_path / "final.mp4", [make_clip(tmp_path, 8)]).read_bytes()
    assert final.index(b"moov") < final.index(b"mdat")


def test_a_full_disk_is_a_storage_error(tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.symlink_to("/dev/full")
    clip = make_clip(tmp_path / "a", 8)
    with pytest.raises(StorageError, match="disk is full"), media_errors("joining the clips"):
        _join(full, [clip])


def _video_bytes(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]
