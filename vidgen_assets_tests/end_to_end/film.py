"""What a viewer would see and hear of an MP4, measured from its decoded frames and samples."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import av
import numpy as np
from numpy.typing import NDArray

_WINDOW = 0.1  # seconds


class Chapter(NamedTuple):
    title: str
    start: float
    end: float


class Film(NamedTuple):
    """Times are seconds. `contrast` and `motion` go by frames, `loudness` (RMS of full scale) by tenths of a second."""

    codecs: tuple[str, str]
    width: int
    height: int
    frame_rate: float
    duration: float
    sound_duration: float
    chapters: tuple[Chapter, ...]
    contrast: NDArray[np.float64]
    motion: NDArray[np.float64]
    loudness: NDArray[np.float64]

    def longest_empty(self) -> float:
        """The longest time in which the picture is all of one colour."""
        runs = (sum(1 for _ in run) for empty, run in groupby(self.contrast < 1.0) if empty)
        return max(runs, default=0) / self.frame_rate

    def moving(self, chapter: Chapter) -> float:
        """The share of the chapter's frames that differ from the frame before."""
        first, last = (int(time * self.frame_rate) for time in (chapter.start, chapter.end))
        return float(np.mean(self.motion[first:last] > 0.02))

    def audible(self, chapter: Chapter) -> float:
        """The share of the chapter in which something is heard."""
        first, last = (int(time / _WINDOW) for time in (chapter.start, chapter.end))
        return float(np.mean(self.loudness[first:last] > 0.01))


def watch(path: Path) -> Film:
    """Decode the whole file."""
    with av.open(str(path)) as file:
        picture, sound = file.streams.video[0], file.streams.audio[0]
        rate = float(picture.average_rate or 0)
        chapters = tuple(_chapter(entry) for entry in file.chapters())
        codecs = (picture.codec_context.name, sound.codec_context.name)
        width, height = picture.codec_context.width, picture.codec_context.height
    contrast, motion = _picture(path)
    samples, sample_rate = _sound(path)
    loudness = _loudness(samples, int(sample_rate * _WINDOW))
    duration, heard = len(contrast) / rate, len(samples) / sample_rate
    return Film(codecs, width, height, rate, duration, heard, chapters, contrast, motion, loudness)


def _chapter(entry: Mapping[str, Any]) -> Chapter:
    base = float(entry["time_base"])
    return Chapter(entry["metadata"].get("title", ""), entry["start"] * base, entry["end"] * base)


def _picture(path: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    contrast, motion, before = [], [], None
    with av.open(str(path)) as file:
        for frame in file.decode(video=0):
            grey = frame.reformat(width=320, height=180, format="gray").to_ndarray().astype(np.float32)
            contrast.append(grey.std())
            motion.append(0.0 if before is None else np.abs(grey - before).mean())
            before = grey
    return np.array(contrast, np.float64), np.array(motion, np.float64)


def _sound(path: Path) -> tuple[NDArray[np.float32], int]:
    with av.open(str(path)) as file:
        rate = file.streams.audio[0].codec_context.sample_rate
        return np.concatenate([frame.to_ndarray().mean(axis=0) for frame in file.decode(audio=0)]), rate


def _loudness(samples: NDArray[np.float32], window: int) -> NDArray[np.float64]:
    whole = samples[: len(samples) // window * window].reshape(-1, window)
    loudness: NDArray[np.float64] = np.sqrt(np.mean(whole.astype(np.float64) ** 2, axis=1))
    return loudness
