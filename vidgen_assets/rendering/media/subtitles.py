"""Captions inside the video file: a text track that a player shows when asked. When each is shown is the domain's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from av.container import OutputContainer
from av.packet import Packet
from av.subtitles.stream import SubtitleStream

from vidgen_assets.domain.captions import Cue

_MILLISECOND = Fraction(1, 1000)
# The track's look: FFmpeg's encoder reads it as an ASS header, and players that know better ignore it.
_STYLE = b"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, BackColour, Alignment
Style: Default,Sans,16,&HFFFFFF,&H0,2

[Events]
Format: Start, End, Style, Text
"""

# MP4 names languages by ISO 639-2; what is missing here is marked as undetermined, which plays just as well.
_ISO_639_2 = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin", "fr": "fra",
    "he": "heb", "hi": "hin", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor", "nl": "nld", "no": "nor",
    "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "zho",
}  # fmt: skip


def add_subtitles(final: OutputContainer, cues: Sequence[Cue], language: str) -> Iterator[Packet[Any]]:
    """Add a track now, and give its packets in order. FFmpeg's MP4 writer fills the time between cues itself."""
    if not cues:
        return iter(())
    stream = final.add_stream("mov_text")
    stream.codec_context.subtitle_header = _STYLE
    stream.codec_context.time_base = stream.time_base = _MILLISECOND
    stream.metadata["language"] = _ISO_639_2.get(language.partition("-")[0].lower(), "und")
    return (_packet(cue, stream) for cue in cues)


def _packet(cue: Cue, stream: SubtitleStream) -> Packet[Any]:
    text = "\n".join(cue.lines).encode()
    packet = Packet(len(text).to_bytes(2, "big") + text)
    packet.time_base, packet.stream = _MILLISECOND, stream
    packet.pts = packet.dts = round(cue.start * 1000)
    packet.duration = round(cue.end * 1000) - packet.pts
    return packet
