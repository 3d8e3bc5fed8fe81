"""Setting up x264 alike for each scene of a quality: clips join only when all their parameters agree."""

from fractions import Fraction
from typing import NamedTuple

import av
from av.container import OutputContainer
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from vidgen_assets.rendering.encoding import Encoding
from vidgen_assets.rendering.fast.encoder.picture import Picture


class VideoFormat(NamedTuple):
    """Width and height in pixels, both even, frames a second, and how they are encoded."""

    width: int
    height: int
    frame_rate: Fraction
    encoding: Encoding


def add_stream(container: OutputContainer, video: VideoFormat) -> av.VideoStream:
    """A new video stream of `container`."""
    stream = container.add_stream("libx264", rate=video.frame_rate, options=video.encoding.options())
    stream.time_base = 1 / video.frame_rate
    _configure(stream.codec_context, video)
    return stream


def skipped_frame(video: VideoFormat) -> bytes:
    """The bytes of a frame in which every block repeats the frame before: what x264 makes of two grey frames."""
    codec = av.CodecContext.create("libx264", "w")
    codec.options = video.encoding.options()
    codec.framerate = video.frame_rate
    _configure(codec, video)
    grey = Picture(video.width, video.height)
    grey.blank()
    packets = []
    for number in range(2):
        grey.frame.pts = number
        packets += codec.encode(grey.frame)
    packets += codec.encode(None)
    return bytes(packets[1])


def _configure(codec: av.VideoCodecContext, video: VideoFormat) -> None:
    codec.width, codec.height, codec.pix_fmt = video.width, video.height, "yuv420p"
    codec.time_base = 1 / video.frame_rate
    codec.colorspace, codec.color_range = Colorspace.ITU709, ColorRange.MPEG
    codec.color_primaries, codec.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
    codec.thread_count = 1  # several scenes fill the cores, and what x264 makes is then the same on every machine
