"""Synthetic clips: a picture that changes in every frame, and any soundtrack."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.video import Placement, SectionClip
from vidgen_assets.rendering.encoding import ENCODINGS, SAMPLE_RATE, Encoding
from vidgen_assets.rendering.media.clip import write_clip
from vidgen_assets.rendering.media.poster import poster

FRAME_RATE = 15
WIDTH, HEIGHT = 160, 90


def make_clip(
    folder: Path,
    frames: int,
    track: np.ndarray | None = None,
    encoding: Encoding = ENCODINGS[Quality.STANDARD],
    height: int = HEIGHT,
) -> SectionClip:
    folder.mkdir(parents=True, exist_ok=True)
    picture, mp4, image = folder / "picture.mp4", folder / "clip.mp4", folder / "poster.jpg"
    _draw(picture, frames, encoding, height)
    silence = np.zeros(frames * SAMPLE_RATE // FRAME_RATE, np.float32)
    write_clip(mp4, picture, silence if track is None else track)
    image.write_bytes(poster(mp4))
    return SectionClip(
        inputs="clip",
        mp4=MediaFile.of(mp4),
        poster=MediaFile.of(image),
        width=WIDTH,
        height=height,
        frame_rate=FRAME_RATE,
        frames=frames,
        duration=frames / FRAME_RATE,
        audio_duration=frames / FRAME_RATE,
        placements=(Placement(beat=0, start=0.0),),
        renderer="test",
    )


def _draw(path: Path, frames: int, encoding: Encoding, height: int) -> None:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FRAME_RATE, options=encoding.options())
        stream.width, stream.height, stream.pix_fmt = WIDTH, height, "yuv420p"
        for number in range(frames):
            pixels = np.zeros((height, WIDTH, 3), np.uint8)
            pixels[:, : 1 + number % WIDTH] = (40 + number % 200, 200, 90)
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, FRAME_RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
