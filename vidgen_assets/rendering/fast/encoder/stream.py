"""One H.264 stream in an MP4 file: pictures that move, and pictures that stand still for next to nothing.

A frame that repeats the one before is always the same few bytes. They are made once, and written with the frame number
that is due, so the file has a constant frame rate and each picture is encoded once. Threads do not belong here.
"""

from contextlib import suppress
from pathlib import Path

import av
from av.video.frame import PictureType

from vidgen_assets.rendering.encoding import KEYFRAME_SECONDS
from vidgen_assets.rendering.fast.encoder.codec import VideoFormat, add_stream, skipped_frame
from vidgen_assets.rendering.fast.encoder.frame_numbers import FrameNumbers
from vidgen_assets.rendering.fast.encoder.picture import Picture


class PictureStream:
    """Writes an MP4 file. `frames` counts what has been written."""

    def __init__(self, path: Path, video: VideoFormat) -> None:
        self.frames = 0
        self._path, self._tick = path, 1 / video.frame_rate
        self._group = round(KEYFRAME_SECONDS * video.frame_rate)
        self._since_keyframe = 0
        self._skipped = skipped_frame(video)
        self._container = av.open(str(path), "w", format="mp4")
        self._stream = add_stream(self._container, video)
        self._stream.codec_context.open()
        self._numbers = FrameNumbers(bytes(self._stream.codec_context.extradata or b""))

    def show(self, picture: Picture, frames: int) -> None:
        """Write `picture` as the next `frames` frames."""
        end = self.frames + frames
        while self.frames < end:
            self._encode(picture.frame)
            for _ in range(min(end - self.frames, self._group - self._since_keyframe)):
                self._write(self._skipped, keyframe=False)

    def close(self) -> None:
        """End the file."""
        self._container.close()

    def abort(self) -> None:
        """Leave no file behind."""
        with suppress(av.FFmpegError, OSError):
            self._container.close()
        self._path.unlink(missing_ok=True)

    def _encode(self, frame: av.VideoFrame) -> None:
        keyframe = self.frames == 0 or self._since_keyframe >= self._group
        frame.pict_type = PictureType.I if keyframe else PictureType.NONE
        frame.pts, frame.time_base = self.frames, self._tick
        (packet,) = self._stream.encode(frame)  # one for one: nothing is looked ahead or reordered
        self._write(bytes(packet), packet.is_keyframe)

    def _write(self, data: bytes, keyframe: bool) -> None:
        if keyframe:
            self._since_keyframe = 0
        packet = av.Packet(data if keyframe else self._numbers.renumbered(data, self._since_keyframe))
        packet.stream, packet.time_base, packet.is_keyframe = self._stream, self._tick, keyframe
        packet.pts = packet.dts = self.frames
        packet.duration = 1
        self._container.mux(packet)
        self._since_keyframe += 1
        self.frames += 1
