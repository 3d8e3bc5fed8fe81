"""What a viewer gets of each encoder policy, beside what it costs: the table in `docs/decisions`, the encoder policy.

``python encoders.py --quality draft|standard|high [--scenes text …]``. Frames are drawn once, and encoded by each
candidate. Likeness is SSIM and PSNR of luma against the frames as they went in. "plain" is what plain Manim asks x264
for, with every frame encoded. The last line is JSON.
"""

import argparse
import json
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import av
import cv2
import numpy as np
from frames import frame_stream
from numpy.typing import NDArray
from scene_list import SCENES, SceneFile

from vidgen_assets.domain.quality import Quality
from vidgen_assets.rendering.encoding import Encoding
from vidgen_assets.rendering.fast.encoder.codec import VideoFormat
from vidgen_assets.rendering.fast.encoder.picture import Picture
from vidgen_assets.rendering.fast.encoder.stream import PictureStream

_PRESETS = ("ultrafast", "superfast", "veryfast", "faster")
_QUANTISERS = (21, 23, 25)
_SAMPLED = 29  # of each so many frames, one is compared

Shown = list[tuple[Picture, int]]


class Result(NamedTuple):
    """CPU seconds of encoding, kilobytes, mean and least SSIM, PSNR in dB."""

    cpu: float
    size: float
    ssim: float
    least_ssim: float
    psnr: float


def drawn(scene: SceneFile, quality: Quality) -> Shown:
    """The scene's pictures, and for how many frames each stands."""
    shown: Shown = []
    for pixels, repeat in frame_stream(scene, "fast", quality.width, quality.height, quality.frame_rate):
        picture = Picture(quality.width, quality.height)
        picture.draw(pixels.reshape(quality.height, quality.width, 4))
        if shown and picture.same_as(shown[-1][0]):
            shown[-1] = shown[-1][0], shown[-1][1] + repeat
        else:
            shown.append((picture, repeat))
    return shown


def ours(shown: Shown, quality: Quality, encoding: Encoding, path: Path) -> float:
    """Encode by a candidate; gives CPU seconds."""
    start = time.thread_time()
    video = VideoFormat(quality.width, quality.height, Fraction(quality.frame_rate), encoding)
    stream = PictureStream(path, video)
    for picture, frames in shown:
        stream.show(picture, frames)
    stream.close()
    return time.thread_time() - start


def plain(shown: Shown, quality: Quality, path: Path) -> float:
    """Encode as plain Manim asks x264 to; gives CPU seconds."""
    start = time.thread_time()
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=quality.frame_rate, options={"crf": "23"})
        stream.width, stream.height, stream.pix_fmt = quality.width, quality.height, "yuv420p"
        stream.codec_context.thread_count = 1
        for number, picture in enumerate(_each(shown)):
            picture.frame.pts = number
            file.mux(stream.encode(picture.frame))
        file.mux(stream.encode(None))
    return time.thread_time() - start


def judged(path: Path, shown: Shown, height: int, cpu: float) -> Result:
    """Compare what `path` shows with what went in."""
    likeness, errors = [], []
    with av.open(str(path)) as file:
        for number, (frame, picture) in enumerate(zip(file.decode(video=0), _each(shown), strict=True)):
            if number % _SAMPLED == 0:
                seen, meant = frame.to_ndarray()[:height], picture.frame.to_ndarray()[:height]
                likeness.append(_ssim(seen.astype(np.float32), meant.astype(np.float32)))
                errors.append(float(((seen.astype(np.float32) - meant) ** 2).mean()))
    psnr = 10 * np.log10(255**2 / max(1e-9, float(np.mean(errors))))
    return Result(cpu, path.stat().st_size / 1000, float(np.mean(likeness)), min(likeness), float(psnr))


def _each(shown: Shown) -> Iterator[Picture]:
    return (picture for picture, frames in shown for _ in range(frames))


def _ssim(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Structural similarity in windows of 8 by 8 (Wang et al., 2004)."""
    means = [cv2.blur(each, (8, 8)) for each in (one, other, one * one, other * other, one * other)]
    product = means[0] * means[1]
    squares = means[0] ** 2 + means[1] ** 2
    structure = (2 * (means[4] - product) + 58.5) / (means[2] + means[3] - squares + 58.5)
    return float(((2 * product + 6.5) / (squares + 6.5) * structure).mean())


def compare(scenes: list[SceneFile], quality: Quality, candidates: list[Encoding]) -> dict[str, Result]:
    """The mean over scenes for plain Manim's settings and for each candidate."""
    found: dict[str, list[Result]] = {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "v.mp4"
        for scene in scenes:
            shown = drawn(scene, quality)
            cpu = plain(shown, quality, path)
            found.setdefault("plain", []).append(judged(path, shown, quality.height, cpu))
            for encoding in candidates:
                cpu = ours(shown, quality, encoding, path)
                result = judged(path, shown, quality.height, cpu)
                found.setdefault(f"{encoding.preset} {encoding.quantiser}", []).append(result)
    return {name: Result(*np.mean(results, axis=0).tolist()) for name, results in found.items()}


def main() -> None:
    """Print a line a candidate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quality", type=Quality, choices=list(Quality), default=Quality.STANDARD)
    parser.add_argument("--scenes", nargs="*", help="names of files in `scenes`; all of them by default")
    parser.add_argument("--presets", nargs="*", default=_PRESETS)
    parser.add_argument("--quantisers", nargs="*", type=int, default=_QUANTISERS)
    arguments = parser.parse_args()
    wanted = [scene for scene in SCENES if not arguments.scenes or scene.file.stem in arguments.scenes]
    candidates = [Encoding(preset=each, quantiser=q) for each in arguments.presets for q in arguments.quantisers]
    results = compare(wanted, arguments.quality, candidates)
    for name, result in results.items():
        print(
            f"{name:14} CPU {result.cpu:5.2f} s  {result.size:5.0f} kB  SSIM {result.ssim:.4f}"
            f"  least {result.least_ssim:.4f}  PSNR {result.psnr:.1f} dB"
        )
    print(json.dumps({"quality": arguments.quality, **{name: result._asdict() for name, result in results.items()}}))


if __name__ == "__main__":
    main()
