"""Clips: the picture of a section, which is encoded already, and its soundtrack, encoded here once, in one MP4 file."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

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


class Picture(NamedTuple):
    """What an MP4 file really holds: kinds of its streams, codec and pixel format, size, frames and when they end."""

    streams: tuple[str, ...]
    codec: str
    pixels: str | None
    width: int
    height: int
    frames: int
    seconds: Fraction


def picture_of(path: Path) -> Picture:
    """Count and measure, as a header may say anything; nothing is decoded. Raises `av.FFmpegError`."""
    with av.open(str(path), format="mp4") as container:
        video = container.streams.video[0]
        frames, end = 0, Fraction(0)
        for packet in container.demux(video):
            if packet.size and packet.pts is not None:
                frames, end = frames + 1, max(end, (packet.pts + (packet.duration or 0)) * packet.time_base)
        codec = video.codec_context
        kinds = tuple(stream.type for stream in container.streams)
        return Picture(kinds, codec.name, codec.pix_fmt, codec.width, codec.height, frames, end)


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
