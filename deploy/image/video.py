"""Says what a video holds, and ends with an error unless it is one as `vidgen make` makes them. Runs in the image."""

import sys

import av

with av.open(sys.argv[1]) as film:
    picture, sound = film.streams.video[0], film.streams.audio[0]
    seconds = float(film.duration or 0) / av.time_base
    chapters = film.chapters()
    frames = sum(1 for _ in film.decode(picture))
print(
    f"{picture.codec_context.name} {picture.width}x{picture.height}, {frames} frames at {picture.average_rate} fps,"
    f" {sound.codec_context.name}, {seconds:.1f} s, {len(chapters)} chapters"
)
usual = (picture.codec_context.name, sound.codec_context.name, len(chapters)) == ("h264", "aac", 5)
whole = 90 <= seconds <= 240 and abs(frames - seconds * float(picture.average_rate or 0)) <= 2
sys.exit(None if usual and whole else "That is not the video that was asked for.")
