"""Clips: the picture of a section, which is encoded already, and its soundtrack, encoded here once, in one MP4 file."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.stream import AudioStream
from av.packet import Packet

from vidgen_assets.rendering.encoding import AAC_BITS, AAC_FRAME, AAC_OPTIONS, CHANNELS, SAMPLE_RATE
from vidgen_assets.rendering.media.sound import Samples

MP4_OPTIONS = {"movflags": "+faststart"}  # the index at the front, so that a browser plays it while it loads


def write_clip(path: Path, picture: Path, track: Samples) -> None:
    """Copy the video packets of `picture` and encode `track` beside them. Raises `av.FFmpegError` or `OSError`."""
    with av.open(str(picture)) as source, av.open(str(path), "w", format="mp4", options=MP4_OPTIONS) as clip:
        video = clip.add_stream_from_template(source.streams.video[0])
        audio = clip.add_stream("aac", rate=SAMPLE_RATE, layout=CHANNELS, options=dict(AAC_OPTIONS))
        audio.codec_context.bit_rate = AAC_BITS
        for packet in heapq.merge(source.demux(video=0), _encoded(audio, track), key=decoding_time):
            if packet.dts is not None:
                if packet.stream is not audio:
                    packet.stream = video
                clip.mux(packet)


def count_frames(path: Path) -> int:
    """How many pictures a file really holds, whatever its header says. Raises `av.FFmpegError`."""
    with av.open(str(path)) as container:
        return sum(packet.size > 0 for packet in container.demux(video=0))


def decoding_time(packet: Packet[Any]) -> Fraction:
    """Seconds at which a packet is due; the empty packet that ends a stream comes last."""
    return Fraction(10**9) if packet.dts is None else packet.dts * packet.time_base


def _encoded(stream: AudioStream, track: Samples) -> Iterator[Packet[Any]]:
    for start in range(0, len(track), AAC_FRAME):
        piece = track[start : start + AAC_FRAME]
        frame = av.AudioFrame.from_ndarray(np.stack([piece, piece]), format="fltp", layout=CHANNELS)
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
        yield from stream.encode(frame)
    yield from stream.encode(None)
