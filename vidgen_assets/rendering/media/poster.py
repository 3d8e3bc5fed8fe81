"""Posters: the frame that stands for a clip. Which clip stands for a video is the renderer's choice."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

from vidgen_assets.rendering.media.image import jpeg

# Late in a clip, as explanations build up, but not at the end, where scenes fade out. Parts of its length.
_MOMENTS = (0.5, 0.62, 0.74, 0.84, 0.92)


def poster(clip: Path) -> bytes:
    """The richest of a few late frames of `clip`, as JPEG. Raises `av.FFmpegError` or `OSError`."""
    frame = max(_candidates(clip), key=_detail)
    return jpeg(frame, frame.width)


def _candidates(clip: Path) -> Iterator[av.VideoFrame]:
    with av.open(str(clip)) as container:
        stream = container.streams.video[0]
        for moment in _MOMENTS:
            wanted = int((stream.duration or 0) * moment)
            container.seek(wanted, stream=stream)
            yield next(frame for frame in container.decode(stream) if (frame.pts or 0) + frame.duration > wanted)


def _detail(frame: av.VideoFrame) -> float:
    """How much is to be seen: the mean step between neighbouring pixels. An empty frame has 0."""
    luma = frame.to_ndarray()[: frame.height, : frame.width].astype(np.int16)
    return float(np.abs(np.diff(luma, axis=0)).mean() + np.abs(np.diff(luma, axis=1)).mean())
