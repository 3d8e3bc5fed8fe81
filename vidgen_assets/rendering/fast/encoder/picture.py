"""A frame as the encoder wants it, planar Y'CbCr 4:2:0 of ITU-R BT.709 in limited range, made from Manim's RGBA.

Chroma is the mean of the four pixels it stands for: thin coloured lines keep their colour. Encoding belongs elsewhere.
"""

from functools import lru_cache

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from vidgen_assets.rendering.fast.box import Box

Pixels = NDArray[np.uint8]  # (height, width, 4), RGBA

_ALIGNMENT = 64  # bytes; what x264 copies fastest
# Rows give Y', Cb, Cr of R'G'B' in 0..255 (BT.709, 3.2 and 3.4, in 8 bits).
_RED, _BLUE = 0.2126, 0.0722
_LUMA = np.array([_RED, 1 - _RED - _BLUE, _BLUE])
_WEIGHTS = np.vstack(
    [
        _LUMA * 219,
        (np.array([0, 0, 1]) - _LUMA) / (2 - 2 * _BLUE) * 224,
        (np.array([1, 0, 0]) - _LUMA) / (2 - 2 * _RED) * 224,
    ]
)
_MATRIX = np.column_stack([_WEIGHTS / 255, [16, 128, 128]]).astype(np.float32)


class Picture:
    """One frame's planes in memory of its own, reused from frame to frame; `frame` is what the encoder takes.

    Width and height are even, as 4:2:0 asks.
    """

    def __init__(self, width: int, height: int) -> None:
        stride = -(-width // _ALIGNMENT) * _ALIGNMENT
        self._memory = np.zeros((height * 3 // 2, stride), np.uint8)
        self.frame = av.VideoFrame.from_numpy_buffer(self._memory, format="yuv420p", width=width)
        self._words = self._memory.view(np.uint64)
        self._luma = self._memory[:height, :width]
        chroma = self._memory[height:].reshape(2, height // 2, stride // 2)
        self._chroma = chroma[:, :, : width // 2]

    def draw(self, pixels: Pixels) -> None:
        """Take the colours of `pixels`. Alpha is ignored: what is behind an opaque video is not seen."""
        height, width = self._luma.shape
        self._draw(pixels, Box(0, 0, width // 2, height // 2))

    def redraw(self, pixels: Pixels, before: "Picture", changed: Box) -> bool:
        """The same, where `pixels` differ from what `before` shows in `changed` at most. Says whether they do."""
        small = changed.halved()
        np.copyto(self._words, before._words)
        self._draw(pixels, small)
        return not all(map(np.array_equal, self._planes(small), before._planes(small)))

    def _draw(self, pixels: Pixels, small: Box) -> None:
        """`small` is a box of pairs of pixels."""
        part = small.doubled().rows_and_columns
        rgb, yuv, chroma = _scratch(small.right - small.left, small.bottom - small.top)
        cv2.cvtColor(pixels[part], cv2.COLOR_RGBA2RGB, dst=rgb)
        cv2.transform(rgb, _MATRIX, dst=yuv)
        cv2.resize(yuv, chroma.shape[1::-1], dst=chroma, interpolation=cv2.INTER_AREA)
        luma, blue, red = self._planes(small)
        cv2.extractChannel(yuv, 0, dst=luma)
        cv2.extractChannel(chroma, 1, dst=blue)
        cv2.extractChannel(chroma, 2, dst=red)

    def _planes(self, small: Box) -> tuple[NDArray[np.uint8], ...]:
        part = small.rows_and_columns
        return self._luma[small.doubled().rows_and_columns], self._chroma[0][part], self._chroma[1][part]

    def blank(self) -> None:
        """Become mid-grey all over."""
        self._memory.fill(128)

    def same_as(self, other: "Picture") -> bool:
        """Whether both show the same."""
        return np.array_equal(self._words, other._words)


@lru_cache(maxsize=8)
def _scratch(width: int, height: int) -> tuple[NDArray[np.uint8], ...]:
    large, small = (2 * height, 2 * width, 3), (height, width, 3)
    return np.empty(large, np.uint8), np.empty(large, np.uint8), np.empty(small, np.uint8)
