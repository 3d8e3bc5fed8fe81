"""A scene's frames, encoded in a thread of its own while the next are drawn. The file's format belongs to `stream`."""

from pathlib import Path
from queue import SimpleQueue
from threading import Thread

import cv2

from vidgen_assets.rendering.fast.box import Box
from vidgen_assets.rendering.fast.encoder.codec import VideoFormat
from vidgen_assets.rendering.fast.encoder.picture import Picture, Pixels
from vidgen_assets.rendering.fast.encoder.stream import PictureStream

_PICTURES = 6  # that may wait to be encoded; drawing further ahead gains nothing and takes 1.5 bytes a pixel each


class SceneEncoder:
    """Writes frames to an MP4 file of constant frame rate. `frames` counts what has been handed in.

    What goes wrong in the encoder, such as a full disk, is raised by the next call.
    """

    def __init__(self, path: Path, video: VideoFormat) -> None:
        cv2.setNumThreads(1)  # sections are drawn side by side, a core each
        self.frames = 0
        self._path, self._video = path, video
        self._shown: Picture | None = None
        self._standing = 0  # frames for which `_shown` has to stand, not yet handed on
        self._failure: BaseException | None = None
        self._queue: SimpleQueue[tuple[Picture, int] | None] = SimpleQueue()
        self._free: SimpleQueue[Picture] = SimpleQueue()
        for _ in range(_PICTURES):
            self._free.put(Picture(video.width, video.height))
        self._thread = Thread(target=self._encode, name="scene-encoder", daemon=True)
        self._thread.start()

    def write(self, pixels: Pixels, repeat: int = 1, changed: Box | None = None) -> None:
        """Show `pixels` for `repeat` frames. They are read before this returns, and may then change.

        `changed` is what of them may differ from those that were written before; None for all of them.
        """
        self._raise_failure()
        if self._shown is None or changed is None or not changed.empty:
            self._take(pixels, changed)
        self._standing += repeat
        self.frames += repeat

    def _take(self, pixels: Pixels, changed: Box | None) -> None:
        """Let the picture be of `pixels`, unless it is already."""
        picture, before = self._free.get(), self._shown
        if before is None or changed is None:
            picture.draw(pixels)
            differs = before is None or not picture.same_as(before)
        else:
            differs = picture.redraw(pixels, before, changed)
        if differs:
            self._hand_on()
            self._shown = picture
        else:
            self._free.put(picture)

    def hold_until(self, frames: int) -> None:
        """Let the last frame stand until there are `frames` in all."""
        if self._shown is None:
            raise RuntimeError("a frame has to be drawn before it can be held")
        self._standing += max(0, frames - self.frames)
        self.frames = max(frames, self.frames)

    def close(self) -> None:
        """Encode what is left and end the file."""
        self._hand_on()
        self._end()
        self._raise_failure()

    def abort(self) -> None:
        """Stop, and leave no file behind."""
        self._end()
        self._path.unlink(missing_ok=True)

    def _hand_on(self) -> None:
        if self._shown is not None:
            self._queue.put((self._shown, self._standing))
        self._shown, self._standing = None, 0

    def _end(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _encode(self) -> None:
        try:
            stream = PictureStream(self._path, self._video)
            while (item := self._queue.get()) is not None:
                picture, frames = item
                stream.show(picture, frames)
                self._free.put(picture)
            stream.close()
        except BaseException as error:
            self._failure = error
            self._drain()

    def _drain(self) -> None:
        """Give back what comes in, so that the thread that draws is never left waiting."""
        while (item := self._queue.get()) is not None:
            self._free.put(item[0])
