from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from vidgen_assets.domain.quality import Quality
from vidgen_assets.rendering.encoding import ENCODINGS, KEYFRAME_SECONDS
from vidgen_assets.rendering.fast.box import Box
from vidgen_assets.rendering.fast.encoder.codec import VideoFormat
from vidgen_assets.rendering.fast.encoder.scene_encoder import SceneEncoder

RATE = 15
FORMAT = VideoFormat(214, 120, Fraction(RATE), ENCODINGS[Quality.DRAFT])
GROUP = RATE * KEYFRAME_SECONDS

Pixels = NDArray[np.uint8]


def noise(seed: int, video: VideoFormat = FORMAT) -> Pixels:
    coarse = np.random.default_rng(seed).integers(0, 255, (video.height // 8 + 1, video.width // 8 + 1, 4), np.uint8)
    pixels = np.kron(coarse, np.ones((8, 8, 1), np.uint8))[: video.height, : video.width]
    return np.ascontiguousarray(pixels)


def encoded(path: Path, shown: list[tuple[Pixels, int]], hold_until: int = 0, video: VideoFormat = FORMAT) -> Path:
    encoder = SceneEncoder(path, video)
    for pixels, frames in shown:
        encoder.write(pixels, frames)
    encoder.hold_until(hold_until)
    encoder.close()
    return path


def decoded(path: Path) -> Iterator[av.VideoFrame]:
    with av.open(str(path), options={"err_detect": "explode"}) as file:
        yield from file.decode(video=0)


def test_every_frame_is_there_at_a_constant_rate(tmp_path: Path) -> None:
    path = encoded(tmp_path / "v.mp4", [(noise(1), 1), (noise(2), 37), (noise(3), 2), (noise(4), 1), (noise(5), 300)])
    times = [frame.time for frame in decoded(path)]
    assert times == pytest.approx([number / RATE for number in range(341)])


def test_a_frame_that_stands_still_is_the_same_picture_all_along(tmp_path: Path) -> None:
    path = encoded(tmp_path / "v.mp4", [(noise(1), 3), (noise(2), 50)])
    pictures = [frame.to_ndarray() for frame in decoded(path)]
    assert all(np.array_equal(picture, pictures[3]) for picture in pictures[3:])
    assert not np.array_equal(pictures[2], pictures[3])


def test_decoders_have_nothing_to_complain_about(tmp_path: Path) -> None:
    path = encoded(tmp_path / "v.mp4", [(noise(seed), 1 + 40 * (seed % 3)) for seed in range(20)])
    with av.logging.Capture() as messages:
        assert sum(1 for _ in decoded(path)) == sum(1 + 40 * (seed % 3) for seed in range(20))
    assert [text for level, _, text in messages if level <= av.logging.WARNING] == []


def test_pictures_are_those_that_were_drawn(tmp_path: Path) -> None:
    path = encoded(tmp_path / "v.mp4", [(noise(1), 20), (noise(2), 1), (noise(3), 20)])
    for frame, seed in zip(decoded(path), [1] * 20 + [2] + [3] * 20, strict=True):
        difference = frame.to_ndarray(format="rgb24").astype(int) - noise(seed)[..., :3]
        assert np.abs(difference).mean() < 6


def test_holding_the_last_frame_costs_next_to_nothing(tmp_path: Path) -> None:
    short = encoded(tmp_path / "short.mp4", [(noise(1), 1)])
    long = encoded(tmp_path / "long.mp4", [(noise(1), 1)], hold_until=GROUP)
    assert sum(1 for _ in decoded(long)) == GROUP
    assert long.stat().st_size - short.stat().st_size < 40 * GROUP


def test_seeking_never_takes_more_than_a_group_of_pictures(tmp_path: Path) -> None:
    path = encoded(tmp_path / "v.mp4", [(noise(1), 2 * GROUP + 5), (noise(2), 1), (noise(3), GROUP)])
    keyframes = [number for number, frame in enumerate(decoded(path)) if frame.key_frame]
    assert keyframes[0] == 0
    assert max(np.diff([*keyframes, 3 * GROUP + 6])) <= GROUP


def test_scenes_of_one_quality_join_by_copying_packets(tmp_path: Path) -> None:
    clips = [encoded(tmp_path / f"{n}.mp4", [(noise(n), 16), (noise(n + 9), 40)], hold_until=64) for n in range(3)]
    joined = tmp_path / "joined.mp4"
    with av.open(str(joined), "w") as out:
        stream = None
        for number, clip in enumerate(clips):
            with av.open(str(clip)) as source:
                stream = stream or out.add_stream_from_template(source.streams.video[0])
                for packet in source.demux(video=0):
                    if packet.dts is not None:
                        offset = round(number * 64 / RATE / packet.time_base)
                        packet.pts, packet.dts, packet.stream = packet.pts + offset, packet.dts + offset, stream
                        out.mux(packet)
    own = [frame.to_ndarray() for clip in clips for frame in decoded(clip)]
    for picture, frame in zip(own, decoded(joined), strict=True):
        assert np.array_equal(picture, frame.to_ndarray())


@pytest.mark.parametrize("quality", Quality)
def test_scenes_of_one_quality_share_every_parameter(tmp_path: Path, quality: Quality) -> None:
    video = VideoFormat(quality.width, quality.height, Fraction(quality.frame_rate), ENCODINGS[quality])
    parameters = set()
    for seed in range(2):
        path = encoded(tmp_path / "v.mp4", [(noise(seed, video), 1 + seed), (noise(seed + 2, video), 3)], video=video)
        with av.open(str(path)) as file:
            codec = file.streams.video[0].codec_context
            parameters.add((codec.extradata, codec.profile, file.streams.video[0].time_base, codec.pix_fmt))
            assert (codec.width, codec.height) == (quality.width, quality.height)
    assert len(parameters) == 1


def test_a_picture_may_change_as_soon_as_it_is_handed_in(tmp_path: Path) -> None:
    pixels = noise(1)
    encoder = SceneEncoder(tmp_path / "v.mp4", FORMAT)
    encoder.write(pixels)
    pixels[:] = noise(2)
    encoder.write(pixels)
    encoder.close()
    first, second = (frame.to_ndarray() for frame in decoded(tmp_path / "v.mp4"))
    assert not np.array_equal(first, second)


def test_frames_of_which_a_part_has_changed_are_those_that_are_handed_in_whole(tmp_path: Path) -> None:
    pixels, part = noise(1), Box(20, 30, 61, 47)
    changed = pixels.copy()
    changed[part.rows_and_columns] = noise(2)[part.rows_and_columns]
    whole = encoded(tmp_path / "whole.mp4", [(pixels, 3), (changed, 2), (pixels, 1)])
    encoder = SceneEncoder(tmp_path / "parts.mp4", FORMAT)
    for frame, box in ((pixels, None), (pixels, Box(0, 0, 0, 0)), (pixels, part), (changed, part)):
        encoder.write(frame, 1, box)
    encoder.write(changed, 1, Box(0, 0, 0, 0))
    encoder.write(pixels, 1, part)
    encoder.close()
    assert (tmp_path / "parts.mp4").read_bytes() == whole.read_bytes()


def test_what_goes_wrong_in_the_encoder_is_raised(tmp_path: Path) -> None:
    encoder = SceneEncoder(tmp_path / "no such folder" / "v.mp4", FORMAT)
    encoder.write(noise(1))
    with pytest.raises(FileNotFoundError):
        encoder.close()


def test_an_aborted_scene_leaves_no_file(tmp_path: Path) -> None:
    encoder = SceneEncoder(tmp_path / "v.mp4", FORMAT)
    encoder.write(noise(1))
    encoder.abort()
    assert list(tmp_path.iterdir()) == []


def test_nothing_can_be_held_before_something_is_drawn(tmp_path: Path) -> None:
    encoder = SceneEncoder(tmp_path / "v.mp4", FORMAT)
    with pytest.raises(RuntimeError, match="drawn"):
        encoder.hold_until(8)
    encoder.abort()
