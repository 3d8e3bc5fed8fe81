"""Joining clips into the final video by copying packets: nothing is decoded or encoded, so nothing is lost or moves.

Each clip's last AAC frame, which codes only silence, gives way to the priming frame of the next: they cover the same
stretch of time, and the decoder goes on from clip to clip as if one encoder had made all. With that a clip takes
exactly as many AAC frames as its length says, and times never drift. See `encoding` for the lengths that allow it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import av
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from vidgen_assets.domain.captions import Cue
from vidgen_assets.domain.errors import RenderError
from vidgen_assets.domain.video import Chapter
from vidgen_assets.rendering.encoding import AAC_FRAME, SAMPLE_RATE
from vidgen_assets.rendering.media.clip import MP4_OPTIONS, decoding_time
from vidgen_assets.rendering.media.subtitles import add_subtitles

_MILLISECOND = Fraction(1, 1000)


class Part(NamedTuple):
    """A clip to join: its file, its name for messages, its length in frames."""

    path: Path
    name: str
    frames: int


class Labels(NamedTuple):
    """What the final video says about itself."""

    title: str
    language: str
    chapters: Sequence[Chapter]
    captions: Sequence[Cue]


def join_clips(path: Path, parts: Sequence[Part], frame_rate: int, labels: Labels) -> None:
    """Write the final video. Raises `RenderError` for a clip of another kind, `av.FFmpegError` or `OSError`."""
    with av.open(str(path), "w", format="mp4", options=MP4_OPTIONS) as final:
        with _opened(parts[0]) as first:
            video = final.add_stream_from_template(first.streams.video[0])
            audio = final.add_stream_from_template(first.streams.audio[0])
            wanted = _kind(first)
        final.metadata["title"] = labels.title
        final.set_chapters([_chapter(number, chapter) for number, chapter in enumerate(labels.chapters)])
        captions = add_subtitles(final, labels.captions, labels.language)
        _copy(final, heapq.merge(_all_packets(parts, frame_rate, video, audio, wanted), captions, key=decoding_time))


def _copy(final: OutputContainer, packets: Iterator[Packet[Any]]) -> None:
    for packet in packets:
        final.mux(packet)


def _all_packets(
    parts: Sequence[Part], frame_rate: int, video: VideoStream, audio: AudioStream, wanted: tuple[object, ...]
) -> Iterator[Packet[Any]]:
    start = Fraction(0)
    for part in parts:
        length = Fraction(part.frames, frame_rate)
        with _opened(part) as clip:
            _check(part, _kind(clip), wanted)
            sounds = _aac_frames(length) + (part is parts[-1])
            yield from _moved(clip, start, sounds, video, audio)
        start += length


def _opened(part: Part) -> InputContainer:
    # Raw packet times: without its edit list, a clip's first AAC frame is at 0 and its first picture at the reordering
    # delay, whatever the demuxer of this FFmpeg makes of edit lists.
    return av.open(str(part.path), options={"ignore_editlist": "1"})


def _moved(
    clip: InputContainer, start: Fraction, sounds: int, video: VideoStream, audio: AudioStream
) -> Iterator[Packet[Any]]:
    """The packets of `clip`, at most `sounds` of them sound, at their place in the final video."""
    delay: int | None = None
    priming = -AAC_FRAME
    numbers = iter(range(sounds))
    for packet in clip.demux(clip.streams.video[0], clip.streams.audio[0]):
        if packet.dts is None or packet.pts is None:
            continue
        if packet.stream.type == "video":
            delay = packet.pts if delay is None else delay
            _move(packet, int(start / packet.time_base) - delay, video)
            yield packet
        elif next(numbers, None) is not None:
            _move(packet, int(start / packet.time_base) + priming, audio)
            yield packet


def _move(packet: Packet[Any], by: int, stream: VideoStream | AudioStream) -> None:
    packet.pts, packet.dts = (packet.pts or 0) + by, (packet.dts or 0) + by
    packet.stream = stream


def _aac_frames(seconds: Fraction) -> int:
    return int(seconds * SAMPLE_RATE) // AAC_FRAME


def _kind(clip: InputContainer) -> tuple[object, ...]:
    video, audio = clip.streams.video[0], clip.streams.audio[0]
    picture, sound = video.codec_context, audio.codec_context
    return (
        f"{picture.name} {picture.width}x{picture.height} at {video.average_rate} fps",
        f"{sound.name} {sound.sample_rate} Hz {sound.layout.name}",
        video.time_base,
        picture.extradata,
        sound.extradata,
    )


def _check(part: Part, kind: tuple[object, ...], wanted: tuple[object, ...]) -> None:
    if kind != wanted:
        raise RenderError(
            f"clip {part.name} cannot be joined to the first: it is {kind[0]}, {kind[1]}; that is {wanted[0]},"
            f" {wanted[1]}; where these agree, their encoder settings differ. Render it again"
        )


def _chapter(number: int, chapter: Chapter) -> Any:
    return {
        "id": number,
        "start": round(chapter.start / _MILLISECOND),
        "end": round(chapter.end / _MILLISECOND),
        "time_base": _MILLISECOND,
        "metadata": {"title": chapter.title},
    }
