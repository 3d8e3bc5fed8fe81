"""Measuring what was made, for checks and for people. What is right or wrong about it is theirs to say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.container import InputContainer
from av.packet import Packet

from vidgen_assets.domain.errors import RenderError
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.ports import Probe
from vidgen_assets.domain.video import SectionClip
from vidgen_assets.rendering.media.image import jpeg
from vidgen_assets.rendering.media.match import distance
from vidgen_assets.rendering.media.sound import read_sound
from vidgen_assets.rendering.media.soundtrack import beat_sound


class PyavInspector:
    """The `MediaInspector` that reads files with PyAV."""

    def probe(self, path: Path) -> Probe:
        """Count the pictures without decoding them, and decode the sound. Raises `RenderError`."""
        with _reading(path), av.open(str(path)) as container:
            packets = list(_packets(container))
            frames = sum(packet.stream.type == "video" for packet in packets)
            loudness = _loudness(path) if container.streams.audio else -math.inf
        return Probe(duration=_end(packets), frames=frames, loudness=loudness)

    def duration(self, path: Path) -> float:
        """Read the last second, from a picture on that needs no other. Raises `RenderError`."""
        with _reading(path), av.open(str(path)) as container:
            container.seek(max(0, (container.duration or 0) - av.time_base))  # a second before its end
            return _end(_packets(container))

    def sync_offset_ms(self, clip: SectionClip, audio: SectionAudio) -> float:
        """Infinite when a beat is not heard at all. Found by correlating the clip's sound with the section's audio."""
        with _reading(clip.mp4.path):
            heard = read_sound(clip.mp4.path)
        with _reading(audio.wav.path):
            narration = read_sound(audio.wav.path)
        beats = ((place, beat_sound(narration, audio.beats[place.beat])) for place in clip.placements)
        return max(1000 * distance(heard, beat, place.start) for place, beat in beats)

    def thumbnail(self, image: Path, width: int) -> bytes:
        """Read `image`, whatever its format, and shrink it. Raises `RenderError`."""
        with _reading(image), av.open(str(image)) as container:
            frame = next(container.decode(video=0))
        return jpeg(frame, width)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except (av.FFmpegError, OSError, StopIteration) as error:
        raise RenderError(f"{path.name} is not a media file that can be read: {error}") from error


def _packets(container: InputContainer) -> Iterator[Packet[Any]]:
    streams = [*container.streams.video[:1], *container.streams.audio[:1]]
    return (packet for packet in container.demux(streams) if packet.size) if streams else iter(())


def _end(packets: Iterable[Packet[Any]]) -> float:
    ends = (float(((packet.pts or 0) + (packet.duration or 0)) * packet.time_base) for packet in packets)
    return max(ends, default=0.0)


def _loudness(path: Path) -> float:
    sound = read_sound(path)
    power = float(np.mean(np.square(sound))) if len(sound) else 0.0
    return 10 * math.log10(power) if power > 0 else -math.inf
