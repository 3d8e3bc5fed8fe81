"""Still pictures as JPEG. Which frame is worth keeping is `poster`'s to say."""

import io

import av
from av.video.reformatter import ColorRange, Colorspace

_QUALITY = "3"  # FFmpeg's scale for JPEG, 2 (best) to 31


def jpeg(frame: av.VideoFrame, width: int) -> bytes:
    """`frame` as a JPEG file `width` pixels across (one less if odd), with the height that keeps its shape."""
    width -= width % 2
    height = max(2, round(frame.height * width / frame.width / 2) * 2)
    picture = frame.reformat(
        width, height, "yuvj420p", dst_colorspace=Colorspace.ITU601, dst_color_range=ColorRange.JPEG
    )  # JPEG means these, whatever the video's are
    picture.pts = 0
    file = io.BytesIO()
    with av.open(file, "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=1, options={"qmin": _QUALITY, "qmax": _QUALITY})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuvj420p"
        container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return file.getvalue()
